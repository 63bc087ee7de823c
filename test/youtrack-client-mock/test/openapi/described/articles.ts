/** Articles, as REST of YouTrack 2022.3 is described. */
import type { EntityTypes } from './entity-type.ts';

export const ARTICLES: EntityTypes = {
  /** An article, or the draft of one. */
  BaseArticle: {
    text: 'summary content',
    one: { reporter: 'User', visibility: 'Visibility' },
    many: { attachments: 'ArticleAttachment' },
  },
  Article: {
    is: 'BaseArticle',
    text: 'idReadable',
    whole: 'ordinal created updated',
    flag: 'hasChildren hasStar',
    one: {
      project: 'Project',
      updatedBy: 'User',
      parentArticle: 'Article',
      externalArticle: 'ExternalArticle',
    },
    many: { childArticles: 'Article', comments: 'ArticleComment' },
  },
  ArticleComment: {
    text: 'text',
    whole: 'created updated',
    one: { author: 'User', article: 'Article', visibility: 'Visibility' },
    many: { attachments: 'ArticleAttachment' },
  },
  ArticleAttachment: {
    text: 'name extension mimeType charset metaData base64Content url',
    whole: 'size created updated',
    flag: 'draft removed',
    one: { author: 'User', visibility: 'Visibility', article: 'BaseArticle', comment: 'ArticleComment' },
  },
};
