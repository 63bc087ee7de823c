/** Where an article is: its project, its number there, and its place below another article. */
import { refOf } from './props.ts';
import type { Transaction } from './transaction.ts';
import type { EntityId } from './types.ts';

/** As much of a transaction as it takes; scripts have as much of it. */
export type Entities = Pick<Transaction, 'get' | 'set' | 'find'>;

/** Why no tree would be left; null where the article may be below that parent. */
export function placementProblem(entities: Entities, article: EntityId, parent: EntityId): string | null {
  if (refOf(entities, parent, 'project') !== refOf(entities, article, 'project')) {
    return 'A parent article belongs to the same project';
  }
  for (let above: EntityId | null = parent; above !== null; above = refOf(entities, above, 'parentArticle')) {
    if (above === article) return 'An article cannot be below itself';
  }
  return null;
}

/**
 * With what is below it; it has no parent in the new project.
 * @param drawNumber gives the next number of the new project.
 */
export function moveArticle(
  entities: Entities,
  article: EntityId,
  target: EntityId,
  drawNumber: () => number,
): void {
  if (refOf(entities, article, 'project') === target) return;
  entities.set(article, 'parentArticle', null);
  moveBranch(entities, article, target, drawNumber);
}

function moveBranch(entities: Entities, article: EntityId, target: EntityId, drawNumber: () => number): void {
  entities.set(article, 'project', { ref: target });
  entities.set(article, 'numberInProject', drawNumber());
  for (const child of [...entities.find('Article', 'parentArticle', { ref: article })]) {
    moveBranch(entities, child, target, drawNumber);
  }
}
