/** `/comments` below an issue or an article. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { kindOf } from '../../model/documents.ts';
import { refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { restrict, VisibilitySchema } from '../change/visibility.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, change, demand, done, param, show, showList } from '../context.ts';
import { entityNotFound, fieldRequired } from '../errors.ts';
import { byId, mentionedById } from '../lookup.ts';
import { commentResource } from '../resources/document.ts';
import { commentsOf, filesOf } from '../resources/document-parts.ts';
import type { DocumentPlace } from './document-place.ts';

const CommentSchema = v.looseObject({
  text: v.optional(v.nullable(v.string())),
  pinned: v.optional(v.boolean()),
  visibility: VisibilitySchema,
  attachments: v.optional(v.array(v.looseObject({ id: v.string() }))),
});
type CommentWrite = v.InferOutput<typeof CommentSchema>;

export function addCommentRoutes(rest: Hono<RestEnv>, place: DocumentPlace): void {
  const path = `${place.path}/comments`;
  const { kind, documentAt } = place;

  rest.get(path, (c) =>
    showList(c, (view) => commentsOf(view, documentAt(view, param(c, 'id'))), commentResource),
  );

  rest.post(path, async (c) => {
    const written = await bodyOf(c, CommentSchema, kind.comment);
    const text = textFrom(written);
    const comment = await change(c, (view) => {
      const { tx, user, youTrack } = view;
      const document = documentAt(view, param(c, 'id'));
      demand(view, place.commentPermission, refOf(tx, document, 'project'));
      const made = tx.create(kind.comment, {
        [kind.owner]: { ref: document },
        author: { ref: user },
        text,
        created: youTrack.now(),
        updated: null,
      });
      changeBesideText(view, document, made, written);
      return made;
    });
    return show(c, (view) => commentResource(view, comment));
  });

  rest.get(`${path}/:comment`, (c) =>
    show(c, (view) => commentResource(view, commentAt(view, c, place).comment)),
  );

  rest.post(`${path}/:comment`, async (c) => {
    const written = await bodyOf(c, CommentSchema, kind.comment);
    const text =
      written.text === undefined && (written.pinned !== undefined || isRestrictedOrFilled(written))
        ? null
        : textFrom(written);
    const changed = await change(c, (view) => {
      const { document, comment } = commentAt(view, c, place);
      demandOwn(view, place, comment, 'UPDATE');
      if (text !== null) view.tx.set(comment, 'text', text);
      changeBesideText(view, document, comment, written);
      // Pinning changes nothing of the comment itself.
      if (text !== null || isRestrictedOrFilled(written)) {
        view.tx.set(comment, 'updated', view.youTrack.now());
        view.tx.set(comment, 'updatedBy', { ref: view.user });
      }
      return comment;
    });
    return show(c, (view) => commentResource(view, changed));
  });

  rest.delete(`${path}/:comment`, async (c) => {
    await change(c, (view) => {
      const { comment } = commentAt(view, c, place);
      demandOwn(view, place, comment, 'DELETE');
      view.tx.remove(comment);
    });
    return done(c);
  });
}

/** By `:id` and `:comment`. @throws RestError 404. */
export function commentAt(
  view: View,
  c: RestContext,
  { kind, documentAt }: DocumentPlace,
): { readonly document: EntityId; readonly comment: EntityId } {
  const document = documentAt(view, param(c, 'id'));
  const comment = byId(view.tx, kind.comment, param(c, 'comment'));
  if (comment === undefined || !commentsOf(view, document).includes(comment)) {
    throw entityNotFound(param(c, 'comment'));
  }
  return { document, comment };
}

/** One's own comment, or the right over those of others. @throws RestError 403. */
export function demandOwn(
  view: View,
  place: DocumentPlace,
  comment: EntityId,
  action: 'UPDATE' | 'DELETE',
): void {
  const { tx, user } = view;
  if (refOf(tx, comment, 'author') === user) return;
  const document = refOf(tx, comment, place.kind.owner);
  const project = document === null ? null : refOf(tx, document, 'project');
  demand(view, place.othersCommentPermission(action), project);
}

function changeBesideText(view: View, document: EntityId, comment: EntityId, written: CommentWrite): void {
  if (written.pinned !== undefined) view.tx.set(comment, 'pinned', written.pinned);
  restrict(view, comment, written.visibility);
  holdFiles(view, document, comment, written.attachments);
}

/** Files of the document; those that are not named any more are its alone again. @throws RestError 404 */
function holdFiles(
  view: View,
  document: EntityId,
  comment: EntityId,
  mentions: CommentWrite['attachments'],
): void {
  if (mentions === undefined) return;
  const { tx } = view;
  const files = filesOf(view, document);
  const type = kindOf(tx, document).file;
  const wanted = mentions.map(({ id }) => mentionedById(tx, type, id, (one) => files.includes(one)));
  for (const file of files) {
    if (wanted.includes(file)) tx.set(file, 'comment', { ref: comment });
    else if (refOf(tx, file, 'comment') === comment) tx.set(file, 'comment', null);
  }
}

function isRestrictedOrFilled({ visibility, attachments }: CommentWrite): boolean {
  return visibility !== undefined || attachments !== undefined;
}

function textFrom({ text }: CommentWrite): string {
  if (text === undefined || text === null || text.trim() === '') throw fieldRequired('text');
  return text;
}
