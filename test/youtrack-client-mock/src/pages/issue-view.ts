/** An issue as the issue page shows it, read in one transaction. */
import { hasPermission } from '../model/access.ts';
import { numberOf, refOf, refsOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { View } from '../rest/context.ts';
import { canSeeTag, readableId } from '../rest/lookup.ts';
import { commentsOf } from '../rest/resources/document-parts.ts';
import type { FieldView } from './field-view.ts';
import { fieldsOf } from './field-view.ts';
import { userName } from './read.ts';

export interface CommentView {
  readonly id: EntityId;
  readonly author: string;
  readonly login: string;
  readonly text: string;
  readonly created: number;
}

export interface IssueView {
  readonly id: EntityId;
  readonly idReadable: string;
  readonly project: { readonly id: EntityId; readonly key: string; readonly name: string };
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  readonly reporter: string;
  readonly updatedBy: string;
  readonly created: number;
  readonly updated: number;
  readonly resolved: boolean;
  readonly tags: readonly string[];
  /** Names of groups and users; empty: everybody in the project. */
  readonly visibleTo: readonly string[];
  readonly fields: readonly FieldView[];
  readonly comments: readonly CommentView[];
  readonly mayEdit: boolean;
  readonly mayComment: boolean;
}

export function issueView(view: View, issue: EntityId): IssueView {
  const { tx, user } = view;
  const project = refOf(tx, issue, 'project') ?? '';
  return {
    id: issue,
    idReadable: readableId(tx, issue),
    project: { id: project, key: textOf(tx, project, 'shortName'), name: textOf(tx, project, 'name') },
    summary: textOf(tx, issue, 'summary'),
    description: textOf(tx, issue, 'description'),
    reporter: userName(tx, refOf(tx, issue, 'reporter')),
    updatedBy: userName(tx, refOf(tx, issue, 'updatedBy')),
    created: numberOf(tx, issue, 'created'),
    updated: numberOf(tx, issue, 'updated'),
    resolved: typeof tx.get(issue, 'resolved') === 'number',
    tags: refsOf(tx, issue, 'tags')
      .filter((tag) => canSeeTag(view, tag))
      .map((tag) => textOf(tx, tag, 'name')),
    visibleTo: [
      ...refsOf(tx, issue, 'permittedGroups').map((group) => textOf(tx, group, 'name')),
      ...refsOf(tx, issue, 'permittedUsers').map((permitted) => userName(tx, permitted)),
    ],
    fields: fieldsOf(tx, issue),
    comments: commentsOf(view, issue).map((comment) => commentView(tx, comment)),
    mayEdit: hasPermission(tx, user, 'UPDATE_ISSUE', project),
    mayComment: hasPermission(tx, user, 'CREATE_COMMENT', project),
  };
}

/** Of an issue or an article. */
export function commentView(tx: Transaction, comment: EntityId): CommentView {
  const author = refOf(tx, comment, 'author');
  return {
    id: comment,
    author: userName(tx, author),
    login: author === null ? '' : textOf(tx, author, 'login'),
    text: textOf(tx, comment, 'text'),
    created: numberOf(tx, comment, 'created'),
  };
}
