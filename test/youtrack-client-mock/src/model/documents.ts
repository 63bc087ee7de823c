/** What a project holds and rules react to, an issue or an article, and what belongs to one of them. */
import { refOf } from './props.ts';
import type { Transaction } from './transaction.ts';
import type { EntityId, EntityType } from './types.ts';

const PARTS = [
  'IssueComment',
  'IssueWorkItem',
  'IssueAttachment',
  'ArticleComment',
  'ArticleAttachment',
] as const satisfies readonly EntityType[];

const OWNERS: Readonly<Partial<Record<EntityType, DocumentKind['owner']>>> = {
  IssueComment: 'issue',
  IssueWorkItem: 'issue',
  IssueAttachment: 'issue',
  ArticleComment: 'article',
  ArticleAttachment: 'article',
};

export function isDocument(tx: Transaction, id: EntityId): boolean {
  const type = tx.typeOf(id);
  return type === 'Issue' || type === 'Article';
}

/** An issue or article itself, or the one that a comment, work item or attachment is part of; null for others. */
export function documentOf(tx: Transaction, id: EntityId): EntityId | null {
  if (isDocument(tx, id)) return id;
  const type = tx.typeOf(id);
  const owner = type === undefined ? undefined : OWNERS[type];
  return owner === undefined ? null : refOf(tx, id, owner);
}

/** How an issue or an article is stored with what hangs on it. */
export interface DocumentKind {
  /** By which property a part names its document. */
  readonly owner: 'issue' | 'article';
  readonly comment: 'IssueComment' | 'ArticleComment';
  readonly file: 'IssueAttachment' | 'ArticleAttachment';
}

export const ISSUE: DocumentKind = { owner: 'issue', comment: 'IssueComment', file: 'IssueAttachment' };
export const ARTICLE: DocumentKind = {
  owner: 'article',
  comment: 'ArticleComment',
  file: 'ArticleAttachment',
};

/** @param entities a transaction, or as much of it as a script has. */
export function kindOf(entities: Pick<Transaction, 'typeOf'>, document: EntityId): DocumentKind {
  return entities.typeOf(document) === 'Article' ? ARTICLE : ISSUE;
}

/** With its comments, files and work items. */
export function removeDocument(tx: Transaction, document: EntityId): void {
  const { owner } = kindOf(tx, document);
  for (const type of PARTS) {
    if (OWNERS[type] !== owner) continue;
    for (const part of [...tx.find(type, owner, { ref: document })]) tx.remove(part);
  }
  tx.remove(document);
}

/** What happened to a document; once that is gone for good, nobody can ask any more. */
export function forgetActivities(tx: Transaction, document: EntityId): void {
  const { owner } = kindOf(tx, document);
  for (const activity of [...tx.find('Activity', owner, { ref: document })]) tx.remove(activity);
}

/** As a script is entered with it. */
export interface DocumentEntry {
  readonly issue: EntityId | null;
  readonly article?: EntityId;
}

export function entryOf(tx: Transaction, document: EntityId | null): DocumentEntry {
  return document !== null && tx.typeOf(document) === 'Article'
    ? { issue: null, article: document }
    : { issue: document };
}
