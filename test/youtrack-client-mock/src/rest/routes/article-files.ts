/** `/articles/{id}/attachments`: files on articles; who may write the article may write them. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { demandArticleUpdate } from '../change/article.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, change, done, param, show, showList } from '../context.ts';
import { entityNotFound, fieldRequired } from '../errors.ts';
import { articleAt, byId } from '../lookup.ts';
import { articleFileResource, articleFilesOf } from '../resources/article.ts';
import { fileProps, type Uploaded, uploaded } from './attachments.ts';

const PATH = '/articles/:id/attachments';
const DATA_URI = /^data:([^;,]*)(?:;[^;,]*)*;base64,([A-Za-z0-9+/]*={0,2})$/;
const NameSchema = v.looseObject({ name: v.optional(v.string(), '') });
const FileSchema = v.looseObject({
  ...NameSchema.entries,
  base64Content: v.pipe(v.string(), v.regex(DATA_URI, 'must be a data URI with Base64')),
});

export function addArticleFileRoutes(rest: Hono<RestEnv>): void {
  rest.get(PATH, (c) =>
    showList(c, (view) => articleFilesOf(view.tx, articleAt(view, param(c, 'id'))), articleFileResource),
  );

  rest.post(PATH, async (c) => {
    const isForm = c.req.header('content-type')?.startsWith('multipart/') === true;
    const files = isForm
      ? await uploaded(c, articleAt)
      : [described(await bodyOf(c, FileSchema, 'ArticleAttachment'))];
    const made = await change(c, (view) => {
      const article = articleAt(view, param(c, 'id'));
      demandArticleUpdate(view, article);
      return files.map((file) =>
        view.tx.create('ArticleAttachment', { article: { ref: article }, ...fileProps(view, file) }),
      );
    });
    const [first] = made;
    return isForm || first === undefined
      ? showList(c, () => made, articleFileResource)
      : show(c, (view) => articleFileResource(view, first));
  });

  rest.get(`${PATH}/:file`, (c) => show(c, (view) => articleFileResource(view, fileAt(c, view))));

  rest.post(`${PATH}/:file`, async (c) => {
    const { name } = await bodyOf(c, NameSchema, 'ArticleAttachment');
    if (name === '') throw fieldRequired('name');
    const file = await change(c, (view) => {
      const found = fileAt(c, view);
      demandArticleUpdate(view, articleAt(view, param(c, 'id')));
      view.tx.set(found, 'name', name);
      return found;
    });
    return show(c, (view) => articleFileResource(view, file));
  });

  rest.delete(`${PATH}/:file`, async (c) => {
    await change(c, (view) => {
      const found = fileAt(c, view);
      demandArticleUpdate(view, articleAt(view, param(c, 'id')));
      view.tx.remove(found);
    });
    return done(c);
  });
}

/** A file in JSON, as JetBrains describes the request; a form with files is answered by a list. */
function described({ name, base64Content }: v.InferOutput<typeof FileSchema>): Uploaded {
  if (name === '') throw fieldRequired('name');
  const [, type = '', base64 = ''] = DATA_URI.exec(base64Content) ?? [];
  return { name, type: type || 'application/octet-stream', bytes: Buffer.from(base64, 'base64') };
}

function fileAt(c: RestContext, view: View): EntityId {
  const article = articleAt(view, param(c, 'id'));
  const file = byId(view.tx, 'ArticleAttachment', param(c, 'file'));
  if (file === undefined || refOf(view.tx, file, 'article') !== article) {
    throw entityNotFound(param(c, 'file'));
  }
  return file;
}
