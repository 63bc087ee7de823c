/** `/mock/issues`: what people do to issues in YouTrack's pages and REST has no address for. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { CopyOptions } from '../engine/requests.ts';
import type { YouTrack } from '../engine/types.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { byId, issueByReadableId, projectByKey, readableId, userByLogin } from '../rest/lookup.ts';
import { bodyOf, ControlError, demandNothing } from './body.ts';

const CopySchema = v.strictObject({
  /** The key of the project the copy goes to. */
  project: v.optional(v.string()),
  /** The login of who copies. */
  user: v.optional(v.string()),
  rules: v.optional(v.boolean()),
});

export function addIssueControls(control: Hono, youTrack: YouTrack): void {
  const shown = (issue: EntityId) =>
    youTrack.read((tx) => ({ id: issue, idReadable: readableId(tx, issue) }));

  control.post('/issues/:id/restore', async (c) => {
    await demandNothing(c.req.raw);
    return c.json(shown(youTrack.restoreIssue(c.req.param('id'))));
  });

  control.post('/issues/:id/copy', async (c) => {
    const written = await bodyOf(c.req.raw, CopySchema);
    const { issue, options } = youTrack.read((tx) => ({
      issue: found(byId(tx, 'Issue', c.req.param('id')) ?? issueByReadableId(tx, c.req.param('id')), 'issue'),
      options: copyOptions(tx, written),
    }));
    return c.json(shown(await youTrack.copyIssue(issue, options)));
  });
}

function copyOptions(
  tx: Transaction,
  { project, user, rules }: v.InferOutput<typeof CopySchema>,
): CopyOptions {
  return {
    ...(project === undefined ? {} : { project: found(projectByKey(tx, project), 'project') }),
    ...(user === undefined ? {} : { user: found(userByLogin(tx, user), 'user') }),
    ...(rules === undefined ? {} : { rules }),
  };
}

function found(id: EntityId | undefined, what: string): EntityId {
  if (id === undefined) throw new ControlError(404, `There is no such ${what}.`);
  return id;
}
