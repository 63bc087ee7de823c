/** Keeps the board's people in step with the project team, where an administrator asked for it: once a day, in a sweep. */
import { outcomeOfAnswer, parseMembers } from '../ducalis/answers.ts';
import { addMembers, listMembers, MOST_MEMBERS_A_CALL } from '../ducalis/requests.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { applyOutcome, permitToCall } from './connection.ts';
import { sendNext } from './drain.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Asks who is on the board when it is time, and otherwise sends on. Ends an execution. */
export function keepTeamInStep(execution: Execution, project: ProjectHandle): void {
  const { boardId, invitesTeam, invitedAt } = project.facts();
  const isTime = invitesTeam === true && (invitedAt ?? 0) <= execution.now - DAY_MS;
  if (!isTime || boardId === null || permitToCall(execution, project).kind !== 'go') {
    sendNext(execution, project);
    return;
  }
  project.record({ invitedAt: execution.now });
  execution.send(listMembers(boardId), 'meet', { project, payload: boardId });
}

/** The async function `meet`: invites those of the team that are not on the board. */
export function meet(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const { project, payload: board } = carried;
  const answer = execution.answer();
  const members = parseMembers(answer);
  const outcome = outcomeOfAnswer(answer, members !== undefined, execution.now);
  applyOutcome(execution, project, outcome, 0, carried.epoch);
  const isSameBoard = board !== undefined && board === project.facts().boardId;
  const missing =
    members === undefined || !isSameBoard ? [] : strangers(project, members).slice(0, MOST_MEMBERS_A_CALL);
  if (missing.length === 0 || board === undefined || permitToCall(execution, project).kind !== 'go') {
    sendNext(execution, project);
  } else execution.send(addMembers(board, missing), 'greet', { project, payload: board });
}

/** The async function `greet`. Whoever was not invited is, a day later. */
export function greet(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const answer = execution.answer();
  const isJson = parseMembers(answer) !== undefined;
  const outcome = outcomeOfAnswer(answer, isJson, execution.now);
  // Addresses that Ducalis does not take are no reason to stop sending issues.
  if (outcome.kind !== 'NeedsAttention') {
    applyOutcome(execution, carried.project, outcome, 0, carried.epoch);
  }
  sendNext(execution, carried.project);
}

/** E-mail addresses of team members that are not on the board. */
export function strangers(
  project: ProjectHandle,
  members: readonly { readonly email: string }[],
): readonly string[] {
  const known = new Set(members.map(({ email }) => email.toLowerCase()));
  const emails = project.team().flatMap(({ email }) => email ?? []);
  return [...new Set(emails)].filter((email) => !known.has(email.toLowerCase()));
}
