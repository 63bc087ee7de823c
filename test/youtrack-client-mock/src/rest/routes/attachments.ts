/** `/issues/{id}/attachments`: files on issues; and `/files`, where they are read without a token. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { YouTrack } from '../../engine/types.ts';
import { refOf, textOf } from '../../model/props.ts';
import type { EntityId, Value } from '../../model/types.ts';
import { restrict, VisibilitySchema } from '../change/visibility.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, change, demand, done, param, read, show, showList } from '../context.ts';
import { badRequest, entityNotFound, fieldRequired } from '../errors.ts';
import { isSigned } from '../file-address.ts';
import { byId, issueAt } from '../lookup.ts';
import type { Resource } from '../render.ts';
import { attachmentResource, attachmentsOf } from '../resources/attachment.ts';
import { commentResource } from '../resources/issue.ts';

const PATH = '/issues/:id/attachments';
const FileSchema = v.looseObject({ name: v.optional(v.string()), visibility: VisibilitySchema });

const shown = (view: View, file: EntityId): Resource => attachmentResource(view, file, commentResource);

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

export function addAttachmentRoutes(rest: Hono<RestEnv>): void {
  rest.get(PATH, (c) => showList(c, (view) => attachmentsOf(view, issueAt(view, param(c, 'id'))), shown));

  rest.post(PATH, async (c) => {
    const files = await uploaded(c, issueAt);
    const made = await change(c, (view) => {
      const { tx } = view;
      const issue = issueAt(view, param(c, 'id'));
      demand(view, 'CREATE_ATTACHMENT_ISSUE', refOf(tx, issue, 'project'));
      return files.map((file) =>
        tx.create('IssueAttachment', { issue: { ref: issue }, ...fileProps(view, file) }),
      );
    });
    return showList(c, () => made, shown);
  });

  rest.get(`${PATH}/:file`, (c) => show(c, (view) => shown(view, fileAt(c, view))));

  rest.post(`${PATH}/:file`, async (c) => {
    const { name, visibility } = await bodyOf(c, FileSchema, 'IssueAttachment');
    if (name === '' || (name === undefined && visibility === undefined)) throw fieldRequired('name');
    const file = await change(c, (view) => {
      const found = fileAt(c, view);
      demandFor(view, 'UPDATE_ATTACHMENT_ISSUE', found);
      if (name !== undefined) view.tx.set(found, 'name', name);
      restrict(view, found, visibility);
      return found;
    });
    return show(c, (view) => shown(view, file));
  });

  rest.delete(`${PATH}/:file`, async (c) => {
    await change(c, (view) => {
      const found = fileAt(c, view);
      demandFor(view, 'DELETE_ATTACHMENT_ISSUE', found);
      view.tx.remove(found);
    });
    return done(c);
  });
}

function fileAt(c: RestContext, view: View): EntityId {
  const issue = issueAt(view, param(c, 'id'));
  const file = byId(view.tx, 'IssueAttachment', param(c, 'file'));
  if (file === undefined || !attachmentsOf(view, issue).includes(file))
    throw entityNotFound(param(c, 'file'));
  return file;
}

/** One's own file, or the right over those of others. @throws RestError 403. */
function demandFor(view: View, permission: string, file: EntityId): void {
  const { tx, user } = view;
  if (refOf(tx, file, 'author') === user) return;
  const issue = refOf(tx, file, 'issue');
  demand(view, permission, issue === null ? null : refOf(tx, issue, 'project'));
}

export interface Uploaded {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The stored properties of a file, but for what it is attached to. */
export function fileProps({ user, youTrack }: View, { name, type, bytes }: Uploaded): Record<string, Value> {
  return {
    author: { ref: user },
    name,
    size: bytes.length,
    content: bytes.toString('base64'),
    charset: null,
    mimeType: type,
    created: youTrack.now(),
  };
}

/**
 * @param at finds what the files are for.
 * @throws RestError 400 when the request carries no file.
 */
export async function uploaded(
  c: RestContext,
  at: (view: View, id: string) => EntityId,
): Promise<readonly Uploaded[]> {
  // The user must see what the files are for before a body is read that may be large.
  read(c, (view) => at(view, param(c, 'id')));
  const form = await c.req.parseBody({ all: true });
  const files = Object.values(form)
    .flat()
    .filter((part) => part instanceof File);
  if (files.length === 0) throw badRequest('The upload must be multipart/form-data with a file in it');
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      type: file.type || 'application/octet-stream',
      bytes: Buffer.from(await file.arrayBuffer()),
    })),
  );
}
