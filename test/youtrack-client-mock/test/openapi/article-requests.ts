/** Requests for the described operations on articles. */
import { get, type Prepare, send } from './prepare.ts';

const ONE = ({ article }: { readonly article: string }) => `/articles/${article}`;
const CHILD = (ids: { readonly article: string; readonly childArticle: string }) =>
  `${ONE(ids)}/childArticles/${ids.childArticle}`;
const COMMENT = (ids: { readonly article: string; readonly articleComment: string }) =>
  `${ONE(ids)}/comments/${ids.articleComment}`;
const FILE = (ids: { readonly article: string; readonly articleFile: string }) =>
  `${ONE(ids)}/attachments/${ids.articleFile}`;

/** In an order in which nothing is taken away that a later request needs. */
export const ARTICLE_REQUESTS: Readonly<Record<string, Prepare>> = {
  'GET /articles': get(() => '/articles'),
  'POST /articles': send(
    () => '/articles',
    ({ project }) => ({ project: { id: project }, summary: 'New' }),
  ),
  'GET /articles/{id}': get(ONE),
  'POST /articles/{id}': send(ONE, ({ user }) => ({
    content: 'Changed',
    visibility: { permittedUsers: [{ id: user }] },
  })),
  'GET /articles/{id}/attachments': get((ids) => `${ONE(ids)}/attachments`),
  'POST /articles/{id}/attachments': send(
    (ids) => `${ONE(ids)}/attachments`,
    () => ({ name: 'a.txt', base64Content: 'data:text/plain;base64,aGkh' }),
  ),
  'GET /articles/{id}/attachments/{articleAttachmentId}': get(FILE),
  'POST /articles/{id}/attachments/{articleAttachmentId}': send(FILE, () => ({ name: 'b.txt' })),
  'DELETE /articles/{id}/attachments/{articleAttachmentId}': get(FILE),
  'GET /articles/{id}/childArticles': get((ids) => `${ONE(ids)}/childArticles`),
  'POST /articles/{id}/childArticles': send(
    (ids) => `${ONE(ids)}/childArticles`,
    ({ freeArticle }) => ({ id: freeArticle }),
  ),
  'GET /articles/{id}/childArticles/{articleId}': get(CHILD),
  'POST /articles/{id}/childArticles/{articleId}': send(CHILD, () => ({ summary: 'Changed' })),
  'GET /articles/{id}/parentArticle': get(({ childArticle }) => `/articles/${childArticle}/parentArticle`),
  'DELETE /articles/{id}/childArticles/{articleId}': get(CHILD),
  'GET /articles/{id}/comments': get((ids) => `${ONE(ids)}/comments`),
  'POST /articles/{id}/comments': send(
    (ids) => `${ONE(ids)}/comments`,
    () => ({ text: 'New' }),
  ),
  'GET /articles/{id}/comments/{articleCommentId}': get(COMMENT),
  'POST /articles/{id}/comments/{articleCommentId}': send(COMMENT, () => ({ text: 'Changed' })),
  'DELETE /articles/{id}/comments/{articleCommentId}': get(COMMENT),
  'DELETE /articles/{id}': get(ONE),
};
