/** What a project holds and rules react to, an issue or an article, and what belongs to one of them. */
import { refOf } from './props.ts';
import type { Transaction } from './transaction.ts';
import type { EntityId, EntityType } from './types.ts';

/** By which property a part names its document. */
const OWNERS: Readonly<Partial<Record<EntityType, 'issue' | 'article'>>> = {
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
