/**
 * Looks through the board for issues of ours that should not be there: deleted ones, and those whose project is not on
 * that board. Issues of another source are nobody's business here.
 */
import { changed, newRevision, nextRevision } from '../domain/delivery.ts';
import { outcomeOf } from '../domain/outcome.ts';
import { headOf, type IssueResult, parseResultPage } from '../ducalis/answers.ts';
import { listResults } from '../ducalis/requests.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { applyOutcome, permitToCall } from './connection.ts';
import { sendNext } from './drain.ts';
import { type Removal, removeNext } from './removal.ts';
import { keepTeamInStep } from './team.ts';
import { setTombstone } from './tombstones.ts';

/** Removals in one sweep; each is a call of its own, and a chain carries about nine. */
const MOST_REMOVALS = 4;

/** Asks for the next page of the board. Makes a call: the last act of an execution. */
export function askForOrphans(execution: Execution, project: ProjectHandle): void {
  const { boardId, orphanCursor } = project.facts();
  if (boardId === null || permitToCall(execution, project).kind !== 'go') sendNext(execution, project);
  else {
    execution.send(listResults(boardId, orphanCursor), 'scan', {
      project,
      epoch: execution.storage().connectionEpoch ?? 0,
      payload: boardId,
    });
  }
}

/** The async function `scan`. */
export function scan(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const { project, payload: board } = carried;
  const answer = execution.answer();
  const page = parseResultPage(answer);
  const outcome = outcomeOf({ ...headOf(answer), isJson: page !== undefined }, execution.now);
  applyOutcome(execution, project, outcome, 0, carried.epoch);
  // A cursor that Ducalis does not take would be refused in every sweep from now on.
  if (outcome.kind === 'NeedsAttention') project.record({ orphanCursor: null });
  if (outcome.kind !== 'Acknowledged' || page === undefined || board !== project.facts().boardId) {
    sendNext(execution, project);
    return;
  }
  const removals = page.results
    .flatMap((item) => removalOf(execution, project, board, item))
    .slice(0, MOST_REMOVALS);
  // What is left of this page is found again by the next sweep.
  if (removals.length === 0) project.record({ orphanCursor: page.count === 0 ? null : page.next });
  if (removals.length === 0 || permitToCall(execution, project).kind !== 'go')
    keepTeamInStep(execution, project);
  else removeNext(execution, project, removals);
}

function removalOf(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  { source, externalId, revision }: IssueResult,
): Removal[] {
  if (source !== execution.storage().instanceId) return [];
  const issue = execution.issueByExternalId(externalId);
  const held = revision ?? 0;
  if (issue === null) {
    setTombstone(project, externalId);
    const fresh = newRevision(execution.now, execution.random());
    return [{ board, externalId, revision: Math.max(held + 1, fresh) }];
  }
  const facts = issue.delivery();
  const home = issue.project.facts();
  if (facts.sentBatch !== null || facts.queue !== null) return [];
  if (facts.boardId === board) {
    const belongsHere = (home.connected === true && home.boardId === board) || home.keptOn === board;
    const { queueId } = project.facts();
    if (!belongsHere && queueId !== null) issue.record(changed(execution.newId(), queueId));
    return [];
  }
  const next = Math.max(held + 1, nextRevision(facts, execution.now, execution.random()));
  issue.record({ sent: { batch: '', token: null, at: 0, hash: null, ...facts.sent, revision: next } });
  return [{ board, externalId, revision: next }];
}
