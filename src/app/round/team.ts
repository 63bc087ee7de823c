/** The phases *team* and *invitation*: keep the board's people in step with the project team, once a day, where an administrator asked for it. */
import * as v from 'valibot';
import { parseMembers } from '../../ducalis/answers.ts';
import { addMembers, listMembers, MOST_MEMBERS_A_CALL } from '../../ducalis/requests.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { waitOf } from '../calling/permit.ts';
import { onwardFrom, settle, verdictOf } from '../calling/verdict.ts';
import { strangers } from '../connecting/strangers.ts';
import { notice, settleNotice } from '../stored/notices.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export function isTeamDue({ execution, project }: Turn): boolean {
  const { boardId, invitesTeam, invitedAt } = project.facts();
  if (boardId === null || invitesTeam !== true || waitOf(execution, { kind: 'team', board: boardId }) > 0) {
    return false;
  }
  // A time of the future is void: the clock was wrong.
  return invitedAt === null || invitedAt <= execution.now - DAY_MS || invitedAt > execution.now;
}

/** Asks who is on the board when it is time. */
export function askForMembers(turn: Turn): Next {
  const { execution, project } = turn;
  const { boardId } = project.facts();
  if (boardId === null || !isTeamDue(turn)) return DONE;
  project.record({ invitedAt: execution.now });
  return call(execution, listMembers(boardId), 'onMembers', { payload: boardId });
}

const missingPayload = payloadOf(v.object({ board: v.string(), emails: v.array(v.string()) }));

export function takeMembers({ execution, project, answer, epoch, payload: board }: Answered): Onward {
  const members = parseMembers(answer);
  if (board === null) return goTo('sending');
  const lane = { kind: 'team', board } as const;
  const verdict = verdictOf(execution, answer, members !== undefined, { lane, cargo: 'none' });
  settle(execution, project, verdict, { lane, epoch });
  if (verdict.outcome.kind !== 'done' || members === undefined) return onwardFrom(verdict, board);
  if (board !== project.facts().boardId) return goTo('sending');
  if (members.unreadable > 0) notice(execution, project, 'member-unreadable', board);
  else settleNotice(project, 'member-unreadable', board);
  const emails = strangers(project, members.items).slice(0, MOST_MEMBERS_A_CALL);
  return emails.length === 0 ? goTo('sending') : goTo('invitation', missingPayload.write({ board, emails }));
}

/** Invites those of the team that are not on the board, as long as that is still wanted. Who was not invited is, a day later. */
export function inviteMissing({ execution, project, payload }: Turn): Next {
  const missing = missingPayload.read(payload);
  if (missing === null) return DONE;
  const { board, emails } = missing;
  const { boardId, invitesTeam } = project.facts();
  if (invitesTeam !== true || board !== boardId) return DONE;
  return call(execution, addMembers(board, emails), 'onInvitation', { payload: board });
}

export function takeInvitation({ execution, project, answer, epoch, payload: board }: Answered): Onward {
  if (board === null) return goTo('sending');
  const lane = { kind: 'team', board } as const;
  const isUnderstood = parseMembers(answer) !== undefined;
  const verdict = verdictOf(execution, answer, isUnderstood, { lane, cargo: 'several' });
  settle(execution, project, verdict, { lane, epoch });
  return onwardFrom(verdict, board);
}
