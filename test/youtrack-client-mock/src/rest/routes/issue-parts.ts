/** What hangs on an issue: comments, tags, votes; and what this emulator does not have. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { joinOrLeave, refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { demandUpdate } from '../change/issue.ts';
import { restrict, VisibilitySchema } from '../change/visibility.ts';
import type { RestEnv, View } from '../context.ts';
import { bodyOf, change, demand, done, may, param, show, showList } from '../context.ts';
import { entityNotFound, fieldRequired, forbidden, notFound } from '../errors.ts';
import { byId, issueAt, mentionedById } from '../lookup.ts';
import { attachmentsOf } from '../resources/attachment.ts';
import { commentResource, commentsOf, votersResource } from '../resources/issue.ts';
import { addDocumentTagRoutes } from './document-tags.ts';

const CommentSchema = v.looseObject({
  text: v.optional(v.nullable(v.string())),
  visibility: VisibilitySchema,
  attachments: v.optional(v.array(v.looseObject({ id: v.string() }))),
});
type CommentWrite = v.InferOutput<typeof CommentSchema>;
const VoteSchema = v.looseObject({ hasVote: v.boolean() });

export function addIssuePartRoutes(rest: Hono<RestEnv>): void {
  addComments(rest);
  addDocumentTagRoutes(rest, { path: '/issues/:id', documentAt: issueAt, demandUpdate });
  addVotes(rest);
  for (const part of ['timeTracking', 'vcsChanges']) {
    rest.all(`/issues/:id/${part}/*`, () => {
      throw notFound(`This emulator has no ${part} on issues`);
    });
  }
}

function addComments(rest: Hono<RestEnv>): void {
  rest.get('/issues/:id/comments', (c) =>
    showList(c, (view) => commentsOf(view, issueAt(view, param(c, 'id'))), commentResource),
  );

  rest.post('/issues/:id/comments', async (c) => {
    const written = await bodyOf(c, CommentSchema, 'IssueComment');
    const text = textFrom(written);
    const comment = await change(c, (view) => {
      const { tx, user, youTrack } = view;
      const issue = issueAt(view, param(c, 'id'));
      demand(view, 'CREATE_COMMENT', refOf(tx, issue, 'project'));
      const made = tx.create('IssueComment', {
        issue: { ref: issue },
        author: { ref: user },
        text,
        created: youTrack.now(),
        updated: null,
      });
      restrict(view, made, written.visibility);
      holdFiles(view, issue, made, written.attachments);
      return made;
    });
    return show(c, (view) => commentResource(view, comment));
  });

  rest.get('/issues/:id/comments/:comment', (c) =>
    show(c, (view) => commentResource(view, commentAt(view, param(c, 'id'), param(c, 'comment')))),
  );

  rest.post('/issues/:id/comments/:comment', async (c) => {
    const written = await bodyOf(c, CommentSchema, 'IssueComment');
    const text = written.text === undefined && hasMore(written) ? null : textFrom(written);
    const comment = await change(c, (view) => {
      const found = commentAt(view, param(c, 'id'), param(c, 'comment'));
      demandOwn(view, found, 'UPDATE');
      if (text !== null) view.tx.set(found, 'text', text);
      restrict(view, found, written.visibility);
      holdFiles(view, issueAt(view, param(c, 'id')), found, written.attachments);
      view.tx.set(found, 'updated', view.youTrack.now());
      view.tx.set(found, 'updatedBy', { ref: view.user });
      return found;
    });
    return show(c, (view) => commentResource(view, comment));
  });

  rest.delete('/issues/:id/comments/:comment', async (c) => {
    await change(c, (view) => {
      const found = commentAt(view, param(c, 'id'), param(c, 'comment'));
      demandOwn(view, found, 'DELETE');
      view.tx.remove(found);
    });
    return done(c);
  });
}

/** Whoever sees an issue may vote for it, but for one of their own. */
function addVotes(rest: Hono<RestEnv>): void {
  rest.get('/issues/:id/voters', (c) =>
    show(c, (view) => votersResource(view, issueAt(view, param(c, 'id')))),
  );

  rest.post('/issues/:id/voters', async (c) => {
    const { hasVote } = await bodyOf(c, VoteSchema, 'IssueVoters');
    await change(c, (view) => {
      const { tx, user } = view;
      const issue = issueAt(view, param(c, 'id'));
      if (refOf(tx, issue, 'reporter') === user) throw forbidden("One cannot vote for an issue of one's own");
      joinOrLeave(tx, issue, 'voters', user, hasVote);
    });
    return show(c, (view) => votersResource(view, issueAt(view, param(c, 'id'))));
  });
}

function commentAt(view: View, issueId: string, id: string): EntityId {
  const issue = issueAt(view, issueId);
  const comment = byId(view.tx, 'IssueComment', id);
  if (comment === undefined || !commentsOf(view, issue).includes(comment)) throw entityNotFound(id);
  return comment;
}

/** One's own comment, or a project administrator's right over those of others. */
function demandOwn(view: View, comment: EntityId, action: 'UPDATE' | 'DELETE'): void {
  const { tx, user } = view;
  const issue = refOf(tx, comment, 'issue');
  const project = issue === null ? null : refOf(tx, issue, 'project');
  if (refOf(tx, comment, 'author') === user || may(view, 'UPDATE_PROJECT', project)) return;
  throw forbidden(`You do not have the permission ${action}_NOT_OWN_COMMENT that this needs`);
}

function hasMore({ visibility, attachments }: CommentWrite): boolean {
  return visibility !== undefined || attachments !== undefined;
}

/** Files of the issue; those that are not named any more are its alone again. @throws RestError 404 */
function holdFiles(
  view: View,
  issue: EntityId,
  comment: EntityId,
  mentions: CommentWrite['attachments'],
): void {
  if (mentions === undefined) return;
  const { tx } = view;
  const files = attachmentsOf(view, issue);
  const wanted = mentions.map(({ id }) =>
    mentionedById(tx, 'IssueAttachment', id, (one) => files.includes(one)),
  );
  for (const file of files) {
    if (wanted.includes(file)) tx.set(file, 'comment', { ref: comment });
    else if (refOf(tx, file, 'comment') === comment) tx.set(file, 'comment', null);
  }
}

function textFrom({ text }: CommentWrite): string {
  if (text === undefined || text === null || text.trim() === '') throw fieldRequired('text');
  return text;
}
