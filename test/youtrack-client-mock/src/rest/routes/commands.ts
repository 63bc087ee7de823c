/** `POST /commands`: one command for one or several issues, in one transaction or in one for each, as it is set. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { applyCommand } from '../change/command.ts';
import type { RestEnv } from '../context.ts';
import { bodyOf, change, demand, show } from '../context.ts';
import { fieldRequired } from '../errors.ts';
import { issueAt, mentionedById } from '../lookup.ts';
import { issueResource } from '../resources/issue.ts';

const CommandSchema = v.looseObject({
  query: v.optional(v.nullable(v.string()), ''),
  comment: v.optional(v.nullable(v.string())),
  silent: v.optional(v.nullable(v.boolean())),
  issues: v.optional(
    v.array(v.looseObject({ id: v.optional(v.string()), idReadable: v.optional(v.string()) })),
    [],
  ),
});

export function addCommandRoutes(rest: Hono<RestEnv>): void {
  rest.post('/commands', async (c) => {
    const { query, comment, issues, silent } = await bodyOf(c, CommandSchema, 'CommandList');
    if (issues.length === 0) throw fieldRequired('issues');
    const apply = (mentioned: typeof issues) =>
      change(
        c,
        (view) => {
          const { tx, user, youTrack } = view;
          const found = mentioned.map(({ id, idReadable }) =>
            id === undefined
              ? issueAt(view, idReadable ?? '')
              : issueAt(view, mentionedById(tx, 'Issue', id)),
          );
          for (const issue of found) {
            if (query) applyCommand(view, issue, query);
            if (!comment) continue;
            demand(view, 'CREATE_COMMENT', refOf(tx, issue, 'project'));
            tx.create('IssueComment', {
              issue: { ref: issue },
              author: { ref: user },
              text: comment,
              created: youTrack.now(),
              updated: null,
            });
          }
          return found;
        },
        { isSilent: silent === true },
      );
    const isSplit = c.var.youTrack.options.commandTransactions === 'each';
    const changed: EntityId[] = [];
    for (const mentioned of isSplit ? issues.map((issue) => [issue]) : [issues]) {
      changed.push(...(await apply(mentioned)));
    }
    return show(c, (view) => ({
      $type: 'CommandList',
      id: changed[0] ?? '',
      attributes: {
        query: () => query,
        issues: () => changed.map((issue) => issueResource(view, issue)),
        commands: () => [],
        suggestions: () => [],
      },
    }));
  });
}
