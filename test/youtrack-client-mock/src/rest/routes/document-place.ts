/** Where issues and articles are served with what hangs on them, and who may change that. */
import { ARTICLE, type DocumentKind, ISSUE } from '../../model/documents.ts';
import { refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { demandArticleUpdate } from '../change/article.ts';
import { demandUpdate } from '../change/issue.ts';
import type { View } from '../context.ts';
import { demand } from '../context.ts';
import { articleAt, issueAt } from '../lookup.ts';

type Change = 'UPDATE' | 'DELETE';

export interface DocumentPlace {
  /** Of one issue or article, by `:id`. */
  readonly path: string;
  readonly kind: DocumentKind;
  /** @throws RestError 404. */
  documentAt(view: View, id: string): EntityId;
  /** @throws RestError 403. */
  demandUpdate(view: View, document: EntityId): void;
  /** To write comments. */
  readonly commentPermission: string;
  /** Over the comments of others. */
  othersCommentPermission(change: Change): string;
  /** @throws RestError 403. */
  demandUpload(view: View, document: EntityId): void;
  /** @throws RestError 403. */
  demandFileChange(view: View, document: EntityId, file: EntityId, change: Change): void;
}

export const ISSUES: DocumentPlace = {
  path: '/issues/:id',
  kind: ISSUE,
  documentAt: issueAt,
  demandUpdate,
  commentPermission: 'CREATE_COMMENT',
  othersCommentPermission: (change) => `${change}_NOT_OWN_COMMENT`,
  demandUpload: (view, issue) => demand(view, 'CREATE_ATTACHMENT_ISSUE', refOf(view.tx, issue, 'project')),
  demandFileChange(view, issue, file, change) {
    if (refOf(view.tx, file, 'author') === view.user) return;
    demand(view, `${change}_ATTACHMENT_ISSUE`, refOf(view.tx, issue, 'project'));
  },
};

/** JetBrains has no permission for the files of articles: who may write the article may write them. */
export const ARTICLES: DocumentPlace = {
  path: '/articles/:id',
  kind: ARTICLE,
  documentAt: articleAt,
  demandUpdate: demandArticleUpdate,
  commentPermission: 'CREATE_ARTICLE_COMMENT',
  othersCommentPermission: (change) => `${change}_ARTICLE_COMMENT`,
  demandUpload: demandArticleUpdate,
  demandFileChange: (view, article) => demandArticleUpdate(view, article),
};
