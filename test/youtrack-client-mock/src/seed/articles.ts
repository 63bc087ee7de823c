/** Plants articles of the knowledge base. */
import type { Transaction } from '../model/transaction.ts';
import { drawArticleNumber } from '../rest/change/issue-number.ts';
import type { Directories } from './directory.ts';
import type { Seed } from './schema.ts';

/** Numbers are drawn in each project in the order of the seed. @throws SeedError */
export function plantArticles(
  tx: Transaction,
  articles: Seed['articles'],
  { projects, users }: Directories,
  now: number,
): void {
  for (const [index, { project: key, summary, content, author }] of articles.entries()) {
    const project = projects.at(key, `articles.${index}.project`);
    const reporter = { ref: users.at(author, `articles.${index}.author`) };
    tx.create('Article', {
      project: { ref: project },
      numberInProject: drawArticleNumber(tx, project),
      summary,
      content: content ?? null,
      reporter,
      created: now,
      updated: now,
      updatedBy: reporter,
      parentArticle: null,
      permittedGroups: [],
      permittedUsers: [],
      tags: [],
    });
  }
}
