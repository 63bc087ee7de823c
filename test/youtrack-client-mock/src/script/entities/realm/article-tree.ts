/** Where an article is: its project, its number there, and its place below another article. */
import { moveArticle, placementProblem } from '../../../model/article-tree.ts';
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { illegalArgument } from './errors.ts';
import type { Read } from './stored.ts';
import { current, refOf, textOf } from './stored.ts';

/** `DEMO-A-1`. */
export function readableArticleId(article: EntityId, read: Read = current): string {
  const project = refOf(article, 'project', read);
  const key = project === null ? '' : textOf(project, 'shortName');
  return `${key}-A-${String(read(article, 'numberInProject') ?? '')}`;
}

export function articleUrl(article: EntityId): string {
  return `${engine().baseUrl()}/articles/${readableArticleId(article)}`;
}

/** Null for an id that no article has; keys are exact, also in case. */
export function articleByReadableId(id: string): EntityId | null {
  const [, key, number] = /^(.+)-A-(\d+)$/.exec(id) ?? [];
  if (key === undefined) return null;
  for (const article of engine().find('Article', 'numberInProject', Number(number))) {
    const project = refOf(article, 'project');
    if (project !== null && textOf(project, 'shortName') === key) return article;
  }
  return null;
}

/** @param parent null: the article has none then. Throws IllegalArgumentException where no tree would be left. */
export function placeArticle(article: EntityId, parent: EntityId | null): void {
  const problem = parent === null ? null : placementProblem(engine(), article, parent);
  if (problem !== null) throw illegalArgument(problem);
  engine().set(article, 'parentArticle', parent === null ? null : { ref: parent });
}

export function moveArticleTo(article: EntityId, target: EntityId): void {
  moveArticle(engine(), article, target, () => engine().drawArticleNumber(target));
}
