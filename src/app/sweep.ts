/** The periodic round of a project: fetches new results, then sends what is still queued. */
import { outcomeOf } from '../domain/outcome.ts';
import { headOf, parseResultPage } from '../ducalis/answers.ts';
import { listResults } from '../ducalis/requests.ts';
import {
  connectedProjects,
  type Execution,
  openExecution,
  type ScriptContext,
} from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { applyOutcome, permitToCall } from './connection.ts';
import { sendNext } from './drain.ts';
import { takeIn } from './results.ts';

/** A sweep that comes sooner after the last one than this does nothing. */
const SHORTEST_INTERVAL_MS = 4 * 60 * 1000;

/** Used where the anchors cannot be looked up; finds every project that has seen an edit within a week. */
export const RECENTLY_UPDATED = 'updated: {minus 7d} .. *';

/** A query that finds an issue of each connected project: its anchor, or where one has none, what changed lately. */
export function sweepQuery(): string {
  const anchors = connectedProjects().map((project) => project.anchorKey());
  const isComplete = anchors.length > 0 && !anchors.includes(null);
  return isComplete ? `issue id: ${anchors.join(', ')}` : RECENTLY_UPDATED;
}

export function isSweepDue(now: number, project: ProjectHandle): boolean {
  const facts = project.facts();
  return facts.connected === true && (facts.sweptAt ?? 0) < now - SHORTEST_INTERVAL_MS;
}

export function beginSweep(execution: Execution, project: ProjectHandle): void {
  project.record({ sweptAt: execution.now });
  execution.schedule('pull', 0, 'pull', { project });
}

/** The async function `pull`. */
function pull(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  if (permitToCall(execution, carried.project).kind === 'go') askForResults(execution, carried.project);
  else sendNext(execution, carried.project);
}

/** The async function `receive`. */
function receive(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const { project } = carried;
  const answer = execution.answer();
  const page = parseResultPage(answer);
  const outcome = outcomeOf({ ...headOf(answer), isJson: page !== undefined }, execution.now);
  applyOutcome(execution, project, outcome, 0, carried.epoch);
  let hasMore = false;
  if (outcome.kind === 'Acknowledged' && page !== undefined) {
    takeIn(execution, project, page.results);
    project.record({ scoresCursor: page.next ?? project.facts().scoresCursor });
    hasMore = page.count > 0 && page.next !== null;
  }
  // A cursor that Ducalis does not take would be refused in every sweep from now on.
  if (outcome.kind === 'NeedsAttention') project.record({ scoresCursor: null });
  if (hasMore && permitToCall(execution, project).kind === 'go') askForResults(execution, project);
  else sendNext(execution, project);
}

function askForResults(execution: Execution, project: ProjectHandle): void {
  const { boardId, scoresCursor } = project.facts();
  if (boardId === null) return;
  execution.send(listResults(boardId, scoresCursor), 'receive', {
    project,
    epoch: execution.storage().connectionEpoch ?? 0,
  });
}

/** The async functions of a sweep, besides those of a delivery. */
export const sweepFunctions = {
  pull: (ctx: ScriptContext) => pull(openExecution(ctx)),
  receive: (ctx: ScriptContext) => receive(openExecution(ctx)),
};
