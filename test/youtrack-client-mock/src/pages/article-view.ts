/** An article as its page shows it, read in one transaction. */
import { refOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { View } from '../rest/context.ts';
import { childrenOf, parentOf, readableArticleId } from '../rest/resources/article.ts';
import { commentsOf, filesOf } from '../rest/resources/document-parts.ts';
import { tagsOf } from '../rest/resources/issue.ts';
import { type CommentView, commentView } from './issue-view.ts';
import { userName } from './read.ts';

export interface ArticleLine {
  readonly idReadable: string;
  readonly summary: string;
}

export interface ArticleView extends ArticleLine {
  readonly id: EntityId;
  readonly project: EntityId | null;
  /** Markdown. */
  readonly content: string;
  readonly author: string;
  readonly tags: readonly string[];
  readonly parent: ArticleLine | null;
  readonly children: readonly ArticleLine[];
  /** Names of files. */
  readonly files: readonly string[];
  readonly comments: readonly CommentView[];
}

export function articleView(view: View, id: EntityId): ArticleView {
  const { tx } = view;
  const parent = parentOf(view, id);
  return {
    ...articleLine(tx, id),
    id,
    project: refOf(tx, id, 'project'),
    content: textOf(tx, id, 'content'),
    author: userName(tx, refOf(tx, id, 'reporter')),
    tags: tagsOf(view, id).map((tag) => textOf(tx, tag, 'name')),
    parent: parent === null ? null : articleLine(tx, parent),
    children: childrenOf(view, id).map((child) => articleLine(tx, child)),
    files: filesOf(view, id).map((file) => textOf(tx, file, 'name')),
    comments: commentsOf(view, id).map((comment) => commentView(tx, comment)),
  };
}

export function articleLine(tx: Transaction, id: EntityId): ArticleLine {
  return { idReadable: readableArticleId(tx, id), summary: textOf(tx, id, 'summary') };
}
