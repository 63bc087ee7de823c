/** What hangs on an issue alone: votes. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { joinOrLeave, refOf } from '../../model/props.ts';
import type { RestEnv } from '../context.ts';
import { bodyOf, change, param, show } from '../context.ts';
import { forbidden } from '../errors.ts';
import { issueAt } from '../lookup.ts';
import { votersResource } from '../resources/issue.ts';

const VoteSchema = v.looseObject({ hasVote: v.boolean() });

/** Whoever sees an issue may vote for it, but for one of their own. */
export function addIssuePartRoutes(rest: Hono<RestEnv>): void {
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
