/** Articles of the knowledge base and what hangs on them, as REST shows them. */
import { canSeeArticle } from '../../model/access.ts';
import { flagOf, numberOf, numberOrNull, refOf, refsOf, textOf, textOrNull } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { attachmentResource } from './attachment.ts';
import { tagResource, tagsOf } from './issue.ts';
import { projectResource } from './project.ts';
import { userOrNull } from './user.ts';
import { visibilityResource } from './visibility.ts';

/** `DEMO-A-1`. */
export function readableArticleId(tx: Transaction, article: EntityId): string {
  const project = refOf(tx, article, 'project');
  return `${project === null ? '' : textOf(tx, project, 'shortName')}-A-${numberOf(tx, article, 'numberInProject')}`;
}

export function articleResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const project = refOf(tx, id, 'project');
  const comments = () => articleCommentsOf(tx, id);
  return {
    $type: 'Article',
    id,
    attributes: {
      idReadable: () => readableArticleId(tx, id),
      summary: () => textOf(tx, id, 'summary'),
      content: () => textOrNull(tx, id, 'content'),
      created: () => numberOrNull(tx, id, 'created'),
      updated: () => numberOrNull(tx, id, 'updated'),
      reporter: () => userOrNull(view, refOf(tx, id, 'reporter')),
      updatedBy: () => userOrNull(view, refOf(tx, id, 'updatedBy')),
      project: () => (project === null ? null : projectResource(view, project)),
      // They stand in the order in which they were made.
      ordinal: () => numberOf(tx, id, 'numberInProject'),
      visibility: () => visibilityResource(view, id),
      parentArticle: () => {
        const parent = parentOf(view, id);
        return parent === null ? null : articleResource(view, parent);
      },
      childArticles: () => childrenOf(view, id).map((child) => articleResource(view, child)),
      hasChildren: () => childrenOf(view, id).length > 0,
      comments: () => comments().map((comment) => articleCommentResource(view, comment)),
      pinnedComments: () =>
        comments()
          .filter((comment) => flagOf(tx, comment, 'pinned'))
          .map((comment) => articleCommentResource(view, comment)),
      attachments: () => articleFilesOf(tx, id).map((file) => articleFileResource(view, file)),
      tags: () => tagsOf(view, id).map((tag) => tagResource(view, tag)),
      hasStar: () => refsOf(tx, id, 'watchers').includes(view.user),
      externalArticle: () => null,
    },
  };
}

/** Null also for a parent that the user can't see. */
export function parentOf({ tx, user }: View, article: EntityId): EntityId | null {
  const parent = refOf(tx, article, 'parentArticle');
  return parent !== null && canSeeArticle(tx, user, parent) ? parent : null;
}

/** Those that the user may see, by their number. */
export function childrenOf({ tx, user }: View, article: EntityId): readonly EntityId[] {
  return [...tx.find('Article', 'parentArticle', { ref: article })]
    .filter((child) => canSeeArticle(tx, user, child))
    .sort((a, b) => numberOf(tx, a, 'numberInProject') - numberOf(tx, b, 'numberInProject'));
}

/** Oldest first, as those of issues. */
export function articleCommentsOf(tx: Transaction, article: EntityId): readonly EntityId[] {
  return oldestFirst(tx, tx.find('ArticleComment', 'article', { ref: article }));
}

export function articleFilesOf(tx: Transaction, article: EntityId): readonly EntityId[] {
  return oldestFirst(tx, tx.find('ArticleAttachment', 'article', { ref: article }));
}

export function articleCommentResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const article = refOf(tx, id, 'article');
  return {
    $type: 'ArticleComment',
    id,
    attributes: {
      text: () => textOf(tx, id, 'text'),
      created: () => numberOrNull(tx, id, 'created'),
      updated: () => numberOrNull(tx, id, 'updated'),
      author: () => userOrNull(view, refOf(tx, id, 'author')),
      article: () => (article === null ? null : articleResource(view, article)),
      attachments: () => [],
      pinned: () => flagOf(tx, id, 'pinned'),
      visibility: () => ({ $type: 'UnlimitedVisibility', id, attributes: {} }),
    },
  };
}

export function articleFileResource(view: View, id: EntityId): Resource {
  const article = refOf(view.tx, id, 'article');
  return {
    $type: 'ArticleAttachment',
    id,
    attributes: {
      ...attachmentResource(view, id, articleCommentResource).attributes,
      article: () => (article === null ? null : articleResource(view, article)),
    },
  };
}

function oldestFirst(tx: Transaction, ids: Iterable<EntityId>): readonly EntityId[] {
  return [...ids].sort((a, b) => numberOf(tx, a, 'created') - numberOf(tx, b, 'created'));
}
