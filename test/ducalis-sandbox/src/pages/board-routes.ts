/** The tabs of a board that reach beyond it: its team and Sync Back; and the outbox with its invitations. */
import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Board } from '../domain/board.ts';
import type { Ducalis } from '../ducalis.ts';
import { contact } from '../pulling.ts';
import { syncBack } from '../sync-back.ts';
import type { Teammate } from '../youtrack/client.ts';
import { readTeam } from '../youtrack/client.ts';
import { emailsIn } from './form.ts';
import { syncBackPage } from './sync-back.ts';
import { invitationPage, outbox, teamPage } from './team.ts';

export function addBoardRoutes(pages: Hono, ducalis: Ducalis): void {
  pages.get('/board/:uuid/team', async (context) => {
    const board = boardIn(context, ducalis);
    if (!board) return context.notFound();
    return context.html(teamPage(board, await teamOf(board, ducalis), null));
  });
  pages.post('/board/:uuid/team', async (context) => {
    const board = boardIn(context, ducalis);
    if (!board) return context.notFound();
    const form = await context.req.parseBody({ all: true });
    const emails = [...new Set([...emailsIn(form.team), ...emailsIn(form.emails)])];
    const wrong = emails.find((email) => !v.is(v.pipe(v.string(), v.email()), email));
    const problem =
      wrong !== undefined
        ? `“${wrong}” is not an e-mail address.`
        : emails.length === 0
          ? 'Choose somebody, or enter an e-mail address.'
          : null;
    if (problem !== null) return context.html(teamPage(board, await teamOf(board, ducalis), problem), 422);
    ducalis.addMembers(board, emails);
    return context.redirect(`/board/${board.definition.uuid}/team`, 303);
  });

  pages.get('/board/:uuid/sync-back', (context) => {
    const board = boardIn(context, ducalis);
    if (!board) return context.notFound();
    return context.html(syncBackPage(board, ducalis.syncedBack.get(board.definition.id)));
  });
  pages.post('/board/:uuid/sync-back', async (context) => {
    const board = boardIn(context, ducalis);
    if (!board) return context.notFound();
    ducalis.syncedBack.set(board.definition.id, await syncBack(board, ducalis.integrations.values()));
    return context.redirect(`/board/${board.definition.uuid}/sync-back`, 303);
  });

  pages.get('/outbox', (context) => context.html(outbox(ducalis)));
  pages.get('/invitation/:id', (context) => {
    const mail = mailIn(context, ducalis);
    return mail ? context.html(invitationPage(mail)) : context.notFound();
  });
  pages.post('/invitation/:id', (context) => {
    const mail = mailIn(context, ducalis);
    if (!mail) return context.notFound();
    ducalis.upsertVoter(mail.to, undefined);
    return context.redirect('/', 303);
  });
}

function boardIn(context: Context, ducalis: Ducalis): Board | undefined {
  return ducalis.boardByUuid(context.req.param('uuid') ?? '');
}

function mailIn(context: Context, { outbox: mails }: Ducalis) {
  return mails.find(({ id }) => id === Number(context.req.param('id')));
}

/** Of all projects that feed the board, each person once. */
async function teamOf(board: Board, ducalis: Ducalis): Promise<readonly Teammate[]> {
  const people = new Map<string, Teammate>();
  for (const integration of ducalis.integrations.values()) {
    for (const link of integration.links.values()) {
      if (link.board !== board.definition.id) continue;
      const team = await contact(integration, () => readTeam(integration, link.project.id));
      for (const person of team ?? []) people.set(person.email ?? person.fullName, person);
    }
  }
  return [...people.values()];
}
