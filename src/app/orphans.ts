/**
 * Looks through the board for issues of ours that should not be there: deleted ones, and those whose project is not on
 * that board. Issues of another source are nobody's business here.
 */
import { changed, newRevision, nextRevision } from '../domain/delivery.ts';
import { type IssueResult, outcomeOfAnswer, parseResultPage } from '../ducalis/answers.ts';
import { listResults } from '../ducalis/requests.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { applyOutcome, permitToCall } from './connection.ts';
import { sendNext } from './drain.ts';
import { type Removal, removeNext } from './removal.ts';
import { endRound, isMidway, nextRound, turnPage } from './rounds.ts';
import { keepTeamInStep } from './team.ts';
import { setTombstone } from './tombstones.ts';

/** Removals in one sweep; each is a call of its own, and a chain carries about nine. */
const MOST_REMOVALS = 4;

/** Asks for the next page of the board whose turn it is. Makes a call: the last act of an execution. */
export function askForOrphans(execution: Execution, project: ProjectHandle): void {
  const round = nextRound(project);
  if (round === null || permitToCall(execution, project).kind !== 'go') sendNext(execution, project);
  else execution.send(listResults(round.board, round.cursor), 'scan', { project, payload: round.board });
}

/** The async function `scan`. */
export function scan(execution: Execution): void {
  const carried = execution.carried();
  if (carried?.payload === undefined) return;
  const { project, payload: board } = carried;
  const answer = execution.answer();
  const page = parseResultPage(answer);
  const outcome = outcomeOfAnswer(answer, page !== undefined, execution.now);
  const isFormer = board !== project.facts().boardId;
  // A former board may well be gone, and with it everything that was on it.
  if (outcome.kind === 'Gone' && isFormer) endRound(project, board);
  else applyOutcome(execution, project, outcome, 0, carried.epoch);
  // A cursor that Ducalis does not take would be refused in every sweep from now on.
  if (outcome.kind === 'NeedsAttention') turnPage(project, board, { cursor: null, isBusy: true });
  if (outcome.kind !== 'Acknowledged' || page === undefined) {
    sendNext(execution, project);
    return;
  }
  const { removals, isBusy } = look(execution, project, board, page.results);
  const mayGoOn = permitToCall(execution, project).kind === 'go';
  if (removals.length > 0 && mayGoOn) {
    // What is left of this page is found again by the next sweep.
    removeNext(execution, project, removals);
    return;
  }
  const isAtEnd = page.count === 0 && isMidway(project, board);
  if (removals.length === 0) {
    turnPage(project, board, { cursor: page.count === 0 ? null : page.next, isBusy });
  }
  // An empty last page has cost the sweep its turn: begin the next round at once.
  if (isAtEnd && mayGoOn) askForOrphans(execution, project);
  else keepTeamInStep(execution, project);
}

/** `isBusy`: the page has issues of ours that are about to leave the board. */
function look(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  items: readonly IssueResult[],
): { readonly removals: readonly Removal[]; readonly isBusy: boolean } {
  const removals: Removal[] = [];
  let isBusy = false;
  for (const item of items) {
    if (removals.length === MOST_REMOVALS) break;
    if (item.source !== execution.storage().instanceId) continue;
    const verdict = judge(execution, project, board, item);
    if (verdict === 'leaves') isBusy = true;
    else if (verdict !== 'stays') removals.push(verdict);
  }
  return { removals, isBusy };
}

function judge(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  { externalId, revision }: IssueResult,
): 'stays' | 'leaves' | Removal {
  const issue = execution.issueByExternalId(externalId);
  const held = revision ?? 0;
  if (issue === null) {
    setTombstone(project, externalId);
    const fresh = newRevision(execution.now, execution.random());
    return { board, externalId, revision: Math.max(held + 1, fresh) };
  }
  const facts = issue.delivery();
  const home = issue.project.facts();
  const belongsHere = (home.connected === true && home.boardId === board) || home.keptOn === board;
  if (facts.boardId === board && belongsHere) return 'stays';
  if (facts.sentBatch !== null || facts.queue !== null) return belongsHere ? 'stays' : 'leaves';
  if (facts.boardId === board) {
    const { queueId } = project.facts();
    if (queueId !== null) issue.record(changed(execution.newId(), queueId));
    return 'leaves';
  }
  const next = Math.max(held + 1, nextRevision(facts, execution.now, execution.random()));
  issue.record({ sent: { batch: '', token: null, at: 0, hash: null, ...facts.sent, revision: next } });
  return { board, externalId, revision: next };
}
