/** The phases *team* and *invitation*: keep the board's people in step with the project team, once a day, where an administrator asked for it. */
import * as v from 'valibot';
import type { LaneName } from '../../domain/lane.ts';
import { parseMembers } from '../../ducalis/answers.ts';
import { addMembers, listMembers, MOST_MEMBERS_A_CALL } from '../../ducalis/requests.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { waitOf } from '../calling/permit.ts';
import { onwardFrom, refusedAsFailed, settle, verdictOf } from '../calling/verdict.ts';
import { strangers } from '../connecting/strangers.ts';
import { readLane } from '../stored/lanes.ts';
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
  const before = invitedBefore.read(turn.payload)?.missing ?? null;
  return call(execution, listMembers(boardId), 'onMembers', {
    payload: membersPayload.write({ board: boardId, before }),
  });
}

/** `before`: how many were missing before some were invited in the same chain; null: nobody was. */
const membersPayload = payloadOf(v.object({ board: v.string(), before: v.nullable(v.number()) }));
const invitedBefore = payloadOf(v.object({ missing: v.number() }));

/** `missing`: how many are, these among them. */
const missingPayload = payloadOf(
  v.object({ board: v.string(), emails: v.array(v.string()), missing: v.number() }),
);

export function takeMembers({ execution, project, answer, epoch, payload }: Answered): Onward {
  const members = parseMembers(answer);
  const asked = membersPayload.read(payload);
  if (asked === null) return goTo('sending');
  const { board, before } = asked;
  const lane = { kind: 'team', board } as const;
  const verdict = verdictOf(execution, answer, members !== undefined, { lane, cargo: 'none' });
  settle(execution, project, verdict, { lane, epoch });
  if (verdict.outcome.kind !== 'done' || members === undefined) return onwardFrom(verdict, board);
  if (board !== project.facts().boardId) return goTo('sending');
  if (members.unreadable > 0) notice(execution, project, 'member-unreadable', board);
  else settleNotice(project, 'member-unreadable', board);
  const missing = strangers(project, members.items);
  // Ducalis does not list everybody that it has taken: they are asked about tomorrow.
  const isInVain = before !== null && missing.length >= before;
  if (missing.length === 0 || isInVain) {
    project.record({ invitedAt: execution.now });
    return goTo('sending');
  }
  const emails = partOf(missing, readLane(execution, inviting(board)).failures, execution.random());
  const told = { board, emails: [...emails], missing: missing.length };
  return goTo('invitation', missingPayload.write(told));
}

/** One address that Ducalis does not take must keep nobody else out: after each failure fewer are invited, and others. */
function partOf(missing: readonly string[], failures: number, random: number): readonly string[] {
  const most = Math.min(missing.length, MOST_MEMBERS_A_CALL);
  const from = failures === 0 ? 0 : (Math.floor(random * missing.length) + failures) % missing.length;
  const size = Math.max(1, Math.ceil(most / 2 ** failures));
  return [...missing.slice(from), ...missing.slice(0, from)].slice(0, size);
}

function inviting(board: string): LaneName {
  return { kind: 'invitations', board };
}

/** Invites those of the team that are not on the board, as long as that is still wanted. */
export function inviteMissing({ execution, project, payload }: Turn): Next {
  const missing = missingPayload.read(payload);
  if (missing === null) return DONE;
  const { board, emails } = missing;
  const { boardId, invitesTeam } = project.facts();
  if (invitesTeam !== true || board !== boardId) return DONE;
  if (waitOf(execution, inviting(board)) > 0) return DONE;
  return call(execution, addMembers(board, emails), 'onInvitation', { payload });
}

export function takeInvitation({ execution, project, answer, epoch, payload }: Answered): Onward {
  const invited = missingPayload.read(payload);
  if (invited === null) return goTo('sending');
  const { board, emails, missing } = invited;
  const lane = inviting(board);
  const isUnderstood = parseMembers(answer) !== undefined;
  const verdict = verdictOf(execution, answer, isUnderstood, { lane, cargo: 'several' });
  // Whose address Ducalis does not take is found out by inviting others without it.
  settle(execution, project, refusedAsFailed(verdict), { lane, epoch });
  if (verdict.outcome.kind !== 'done') return onwardFrom(verdict, board);
  if (emails.length < missing) return goTo('team', invitedBefore.write({ missing }));
  project.record({ invitedAt: execution.now });
  return goTo('sending');
}
