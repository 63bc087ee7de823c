/** What belongs to an article and goes with it: comments and attachments. */
import { ARTICLE } from '../../../model/documents.ts';
import type { EntityId } from '../../../model/types.ts';
import { type Attached, fileFrom } from './attached-file.ts';
import { BaseEntity } from './base-entity.ts';
import { commentProperties, createCommentOn } from './comments.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { makeSearchable } from './extension-search.ts';
import type { Entity } from './identity.ts';
import { PersistentFile } from './issue-parts.ts';
import { computed, owner, plain, reference } from './property.ts';

export class BaseArticleComment extends BaseEntity {}

export class ArticleComment extends BaseArticleComment {}

export class BaseArticleAttachment extends PersistentFile {}

export class ArticleAttachment extends BaseArticleAttachment {}

defineEntity(BaseArticleComment, {
  name: 'BaseArticleComment',
  properties: commentProperties(ARTICLE),
});
defineEntity(ArticleComment, {
  name: 'ArticleComment',
  rules: ['action'],
  properties: { article: owner('article'), author: reference('author') },
});
classFor('ArticleComment', () => ArticleComment);
makeSearchable(ArticleComment, 'ArticleComment', 'ArticleComment');

defineEntity(BaseArticleAttachment, {
  name: 'BaseArticleAttachment',
  properties: {
    author: reference('author'),
    fileUrl: computed((id) => engine().fileUrl(id)),
    isRemoved: computed((id) => engine().isRemoved(id)),
    metaData: computed(() => null),
  },
});
defineEntity(ArticleAttachment, {
  name: 'ArticleAttachment',
  rules: ['action'],
  properties: { article: owner('article'), created: plain('created') },
});
classFor('ArticleAttachment', () => ArticleAttachment);
makeSearchable(ArticleAttachment, 'ArticleAttachment', 'ArticleAttachment');

export function createArticleComment(article: EntityId, body: unknown, author: EntityId): Entity | null {
  return createCommentOn(ARTICLE, article, body, author);
}

export function createArticleAttachment(article: EntityId, attached: Attached): Entity | null {
  return entityOf(engine().create('ArticleAttachment', { article: { ref: article }, ...fileFrom(attached) }));
}
