/** Deleting a project: unlike an issue it cannot be restored, nor can what it holds. */
import { refOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId, EntityType } from '../../model/types.ts';

const PARTS_OF_ISSUE = ['IssueComment', 'IssueWorkItem', 'IssueAttachment', 'Activity'] as const;
const PARTS_OF_ARTICLE = ['ArticleComment', 'ArticleAttachment'] as const;
const PARTS_OF_PROJECT = ['ProjectCustomField', 'RoleGrant'] as const;

/** With its issues, articles, fields and team. */
export function removeProject(tx: Transaction, project: EntityId): void {
  for (const issue of owned(tx, 'Issue', 'project', project)) {
    for (const type of PARTS_OF_ISSUE) for (const part of owned(tx, type, 'issue', issue)) tx.remove(part);
    tx.remove(issue);
  }
  for (const article of owned(tx, 'Article', 'project', project)) {
    for (const type of PARTS_OF_ARTICLE) {
      for (const part of owned(tx, type, 'article', article)) tx.remove(part);
    }
    tx.remove(article);
  }
  for (const type of PARTS_OF_PROJECT) {
    for (const part of owned(tx, type, 'project', project)) tx.remove(part);
  }
  const team = refOf(tx, project, 'team');
  if (team !== null) tx.remove(team);
  tx.remove(project);
}

function owned(tx: Transaction, type: EntityType, prop: string, owner: EntityId): readonly EntityId[] {
  return [...tx.find(type, prop, { ref: owner })];
}
