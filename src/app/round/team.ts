/** The phases *team* and *invitation*: keep the board's people in step with the project team, once a day, where an administrator asked for it. */
import * as v from 'valibot';
import { outcomeOfAnswer, parseMembers } from '../../ducalis/answers.ts';
import { addMembers, listMembers, MOST_MEMBERS_A_CALL } from '../../ducalis/requests.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { charge } from '../calling/outcome.ts';
import { payloadOf } from '../calling/payload.ts';
import { strangers } from '../connecting/strangers.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export function isTeamDue({ execution, project }: Turn): boolean {
  const { boardId, invitesTeam, invitedAt } = project.facts();
  return boardId !== null && invitesTeam === true && (invitedAt ?? 0) <= execution.now - DAY_MS;
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
  const outcome = outcomeOfAnswer(answer, members !== undefined, execution.now);
  charge(execution, project, outcome, { epoch });
  if (members === undefined || board === null || board !== project.facts().boardId) return goTo('sending');
  const emails = strangers(project, members).slice(0, MOST_MEMBERS_A_CALL);
  return emails.length === 0 ? goTo('sending') : goTo('invitation', missingPayload.write({ board, emails }));
}

/** Invites those of the team that are not on the board, as long as that is still wanted. Who was not invited is, a day later. */
export function inviteMissing({ execution, project, payload }: Turn): Next {
  const missing = missingPayload.read(payload);
  if (missing === null) return DONE;
  const { board, emails } = missing;
  const { boardId, invitesTeam } = project.facts();
  if (invitesTeam !== true || board !== boardId) return DONE;
  return call(execution, addMembers(board, emails), 'onInvitation');
}

export function takeInvitation({ execution, project, answer, epoch }: Answered): Onward {
  const members = parseMembers(answer);
  const outcome = outcomeOfAnswer(answer, members !== undefined, execution.now);
  // Addresses that Ducalis does not take are no reason to stop sending issues.
  if (outcome.kind !== 'NeedsAttention') charge(execution, project, outcome, { epoch });
  return goTo('sending');
}
