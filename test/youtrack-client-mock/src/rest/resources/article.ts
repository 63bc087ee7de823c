/** Articles of the knowledge base and what hangs on them, as REST shows them. */
import { canSeeArticle } from '../../model/access.ts';
import { flagOf, numberOf, numberOrNull, refOf, refsOf, textOf, textOrNull } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { commentAttributes, commentsOf, fileAttributes, filesOf } from './document-parts.ts';
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
  const comments = () => commentsOf(view, id);
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
      attachments: () => filesOf(view, id).map((file) => articleFileResource(view, file)),
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

export function articleCommentResource(view: View, id: EntityId): Resource {
  const article = refOf(view.tx, id, 'article');
  return {
    $type: 'ArticleComment',
    id,
    attributes: {
      ...commentAttributes(view, id, articleFileResource),
      article: () => (article === null ? null : articleResource(view, article)),
    },
  };
}

export function articleFileResource(view: View, id: EntityId): Resource {
  const article = refOf(view.tx, id, 'article');
  return {
    $type: 'ArticleAttachment',
    id,
    attributes: {
      ...fileAttributes(view, id, articleCommentResource),
      article: () => (article === null ? null : articleResource(view, article)),
    },
  };
}
