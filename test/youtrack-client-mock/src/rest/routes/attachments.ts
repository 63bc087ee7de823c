/** Files below issues, articles and their comments; and `/files`, where they are read without a token. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { YouTrack } from '../../engine/types.ts';
import { textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { restrict, VisibilitySchema } from '../change/visibility.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, change, done, param, show, showList } from '../context.ts';
import { entityNotFound, fieldRequired } from '../errors.ts';
import { isSigned } from '../file-address.ts';
import { byId } from '../lookup.ts';
import { fileResource } from '../resources/document.ts';
import { filesOf, filesOfComment } from '../resources/document-parts.ts';
import { commentAt, demandOwn } from './comments.ts';
import type { DocumentPlace } from './document-place.ts';
import { fileProps, filesSent, isForm } from './uploaded.ts';

const ChangeSchema = v.looseObject({ name: v.optional(v.string()), visibility: VisibilitySchema });

/** The signature in the address stands for the one who got it. */
export function addFileRoute(rest: Hono<RestEnv>, youTrack: YouTrack): void {
  rest.get('/files/:file', (c) => {
    const id = c.req.param('file');
    const file = youTrack.read((tx) =>
      byId(tx, 'IssueAttachment', id) === undefined && byId(tx, 'ArticleAttachment', id) === undefined
        ? undefined
        : { type: textOf(tx, id, 'mimeType'), content: textOf(tx, id, 'content') },
    );
    if (!file || !isSigned(id, c.req.query('sign') ?? '', youTrack.now())) throw entityNotFound(id);
    return c.body(Uint8Array.from(Buffer.from(file.content, 'base64')), 200, { 'Content-Type': file.type });
  });
}

/** A form with files is answered by a list, a file in JSON by that file. */
export function addAttachmentRoutes(rest: Hono<RestEnv>, place: DocumentPlace): void {
  const path = `${place.path}/attachments`;
  const { kind, documentAt } = place;

  rest.get(path, (c) => showList(c, (view) => filesOf(view, documentAt(view, param(c, 'id'))), fileResource));

  rest.post(path, (c) =>
    upload(c, place, (view) => {
      const document = documentAt(view, param(c, 'id'));
      place.demandUpload(view, document);
      return { document, comment: null };
    }),
  );

  rest.get(`${path}/:file`, (c) => show(c, (view) => fileResource(view, fileAt(view, c, place).file)));

  rest.post(`${path}/:file`, async (c) => {
    const { name, visibility } = await bodyOf(c, ChangeSchema, kind.file);
    if (name === '' || (name === undefined && visibility === undefined)) throw fieldRequired('name');
    const changed = await change(c, (view) => {
      const { document, file } = fileAt(view, c, place);
      place.demandFileChange(view, document, file, 'UPDATE');
      if (name !== undefined) view.tx.set(file, 'name', name);
      restrict(view, file, visibility);
      return file;
    });
    return show(c, (view) => fileResource(view, changed));
  });

  rest.delete(`${path}/:file`, async (c) => {
    await change(c, (view) => {
      const { document, file } = fileAt(view, c, place);
      place.demandFileChange(view, document, file, 'DELETE');
      view.tx.remove(file);
    });
    return done(c);
  });
}

/** As JetBrains' mobile app calls them (youtrack-mobile, api__articles.ts). Who may change the comment may. */
export function addCommentFileRoutes(rest: Hono<RestEnv>, place: DocumentPlace): void {
  const path = `${place.path}/comments/:comment/attachments`;

  rest.get(path, (c) =>
    showList(c, (view) => filesOfComment(view, commentAt(view, c, place).comment), fileResource),
  );

  rest.post(path, (c) =>
    upload(c, place, (view) => {
      const found = commentAt(view, c, place);
      demandOwn(view, place, found.comment, 'UPDATE');
      return found;
    }),
  );

  rest.delete(`${path}/:file`, async (c) => {
    await change(c, (view) => {
      const { comment } = commentAt(view, c, place);
      demandOwn(view, place, comment, 'UPDATE');
      const file = param(c, 'file');
      if (!filesOfComment(view, comment).includes(file)) throw entityNotFound(file);
      view.tx.remove(file);
    });
    return done(c);
  });
}

interface Destination {
  readonly document: EntityId;
  /** Null: the file is the document's alone. */
  readonly comment: EntityId | null;
}

/** @param destination finds it, and demands the right to put files there. */
async function upload(
  c: RestContext,
  { kind, documentAt }: DocumentPlace,
  destination: (view: View) => Destination,
): Promise<Response> {
  const files = await filesSent(c, kind.file, documentAt);
  const made = await change(c, (view) => {
    const { document, comment } = destination(view);
    const belongsTo = {
      [kind.owner]: { ref: document },
      comment: comment === null ? null : { ref: comment },
    };
    return files.map((file) => view.tx.create(kind.file, { ...belongsTo, ...fileProps(view, file) }));
  });
  const [first] = made;
  return isForm(c) || first === undefined
    ? showList(c, () => made, fileResource)
    : show(c, (view) => fileResource(view, first));
}

/** By `:id` and `:file`. @throws RestError 404. */
function fileAt(
  view: View,
  c: RestContext,
  { documentAt }: DocumentPlace,
): { readonly document: EntityId; readonly file: EntityId } {
  const document = documentAt(view, param(c, 'id'));
  const file = param(c, 'file');
  if (!filesOf(view, document).includes(file)) throw entityNotFound(file);
  return { document, file };
}
