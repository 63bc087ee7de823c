/** Plants articles of the knowledge base. */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { Directories } from './directory.ts';
import type { Seed } from './schema.ts';

/** Numbers are drawn in each project in the order of the seed. @throws SeedError */
export function plantArticles(
  tx: Transaction,
  articles: Seed['articles'],
  { projects, users }: Directories,
  now: number,
): void {
  const numbers = new Map<EntityId, number>();
  for (const [index, { project: key, summary, content, author }] of articles.entries()) {
    const project = projects.at(key, `articles.${index}.project`);
    const numberInProject = (numbers.get(project) ?? 0) + 1;
    numbers.set(project, numberInProject);
    tx.create('Article', {
      project: { ref: project },
      numberInProject,
      summary,
      content: content ?? null,
      reporter: { ref: users.at(author, `articles.${index}.author`) },
      created: now,
      updated: now,
    });
  }
}
