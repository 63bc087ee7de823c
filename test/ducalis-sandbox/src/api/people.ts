/** Members, voters and their subscriptions. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Board } from '../domain/board.ts';
import { boardIn, readBody } from './body.ts';
import type { ApiEnv, ApiParts } from './env.ts';

const Emails = v.array(v.string());

export function peopleCalls(api: Hono<ApiEnv>, { ducalis, contract }: ApiParts): void {
  api.get('/boards/:id/members', (context) => {
    const board = boardIn(context, ducalis);
    return context.json({ items: members(board, [...board.members.keys()]) });
  });

  api.post('/boards/:id/members', async (context) => {
    const board = boardIn(context, ducalis);
    const { emails } = await readBody(context, contract, 'addMembers', v.object({ emails: Emails }));
    context.env.trace.items = emails.length;
    const named = [...new Set(emails)];
    ducalis.addMembers(board, named);
    return context.json({ items: members(board, named) });
  });

  api.post('/boards/:id/voting-users/unsubscribes/add', async (context) => {
    const board = boardIn(context, ducalis);
    const emails = await readBody(context, contract, 'unsubscribeVoters', Emails);
    context.env.trace.items = emails.length;
    for (const email of emails) board.unsubscribed.add(email);
    return context.body(null, 204);
  });

  api.post('/users', async (context) => {
    const Voter = v.object({ email: v.string(), name: v.optional(v.string()) });
    const { email, name } = await readBody(context, contract, 'upsertVoter', Voter);
    return context.json(ducalis.upsertVoter(email, name));
  });
}

function members(board: Board, emails: readonly string[]) {
  return emails.flatMap((email) => {
    const status = board.members.get(email);
    return status === undefined ? [] : [{ email, status }];
  });
}
