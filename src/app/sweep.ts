/**
 * The periodic round of a project: looks for what no rule has seen, fetches new results, looks for orphans, then sends
 * what is queued. While nothing may be sent it asks once whether that has changed.
 */
import { outcomeOfAnswer, parseResultPage } from '../ducalis/answers.ts';
import { listResults } from '../ducalis/requests.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { applyOutcome, permitToCall } from './connection.ts';
import { sendNext } from './drain.ts';
import { checkOn, startImport } from './imports.ts';
import { activeProjects, queryForIssues } from './issue-query.ts';
import { askForOrphans } from './orphans.ts';
import { askWhetherOpen } from './probe.ts';
import { takeIn } from './results.ts';
import { readWalk } from './walk.ts';

/** A sweep that comes sooner after the last one than this does nothing. */
const SHORTEST_INTERVAL_MS = 4 * 60 * 1000;

/** After so long without a sweep the app was switched off, and changes may have been missed. */
const LONGEST_INTERVAL_MS = 60 * 60 * 1000;

/** Pages of results in one sweep: a chain carries about nine calls, and sending needs some of them. */
const LAST_PAGE_HOP = 4;

/** Used where no issue can be looked up; finds every project that has seen an edit within a week. */
export const RECENTLY_UPDATED = 'updated: {minus 7d} .. *';

/** A query that finds one issue of each active project, whenever it was updated. */
export function sweepQuery(): string {
  const keys = activeProjects().flatMap((project) => project.liveIssueKey() ?? []);
  return keys.length > 0 ? queryForIssues(keys, RECENTLY_UPDATED) : RECENTLY_UPDATED;
}

const lastSweep = (project: ProjectHandle): number => project.facts().sweptAt ?? 0;

export function isSweepDue(now: number, project: ProjectHandle): boolean {
  return project.facts().connected === true && lastSweep(project) < now - SHORTEST_INTERVAL_MS;
}

/** A project without an issue has no rule that runs for it, yet its board may hold orphans: others sweep it in turn. */
const EMPTY_INTERVAL_MS = 15 * 60 * 1000;

/** A project gives up every second of its turns at most. */
const LONGEST_BETWEEN_TURNS_MS = 9 * 60 * 1000;

/** The one that has waited longest. */
function emptyProject(now: number): ProjectHandle | undefined {
  return activeProjects()
    .filter((project) => lastSweep(project) < now - EMPTY_INTERVAL_MS && project.liveIssueKey() === null)
    .sort((a, b) => lastSweep(a) - lastSweep(b))[0];
}

export function beginSweep(execution: Execution, own: ProjectHandle): void {
  const { now } = execution;
  const mayYield = lastSweep(own) > now - LONGEST_BETWEEN_TURNS_MS;
  const project = (mayYield ? emptyProject(now) : undefined) ?? own;
  const { sweptAt } = project.facts();
  const wasAway = sweptAt !== null && sweptAt < now - LONGEST_INTERVAL_MS;
  if (wasAway && project.key === own.key) startImport(execution, project);
  project.record({ sweptAt: now });
  endLeaving(execution, project);
  execution.schedule('pull', 0, `pull:${project.key}`, { project });
}

/** A project that gives up its board is free once none of its issues is left there, or the board itself is gone. */
function endLeaving(execution: Execution, project: ProjectHandle): void {
  const { leaving, suspendedReason } = project.facts();
  if (leaving !== true) return;
  if (suspendedReason !== 'board-not-found' && !isEmptied(execution, project)) return;
  project.record({ connected: null, boardId: null, leaving: null });
}

/** Every issue was looked at, and none is left in the queue. */
function isEmptied(execution: Execution, project: ProjectHandle): boolean {
  const { queueId } = project.facts();
  if (queueId === null || readWalk(project, 'importState')?.state !== 'done') return false;
  return execution.queuedIssues(queueId, 1).length === 0;
}

/** The async function `pull`. */
export function pull(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const { project } = carried;
  const permit = permitToCall(execution, project);
  if (permit.kind === 'stop') askWhetherOpen(execution, project);
  else {
    checkOn(execution, project);
    if (permit.kind === 'go' && !yieldsToImport(execution, project)) askForResults(execution, project);
    else sendNext(execution, project);
  }
}

/** While an import runs, its issues go first: a chain is short, and results wait for at most half an hour. */
const TURN_MS = 30 * 60 * 1000;
const SWEEP_MS = 5 * 60 * 1000;

function yieldsToImport(execution: Execution, project: ProjectHandle): boolean {
  return readWalk(project, 'importState')?.state === 'running' && execution.now % TURN_MS >= SWEEP_MS;
}

/** The async function `receive`. */
export function receive(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const { project, payload: board } = carried;
  const answer = execution.answer();
  const page = parseResultPage(answer);
  const outcome = outcomeOfAnswer(answer, page !== undefined, execution.now);
  applyOutcome(execution, project, outcome, 0, carried.epoch);
  // The cursor of another board means nothing on this one.
  const isSameBoard = board === project.facts().boardId;
  let hasMore = false;
  if (outcome.kind === 'Acknowledged' && page !== undefined && isSameBoard) {
    takeIn(execution, project, page.results);
    project.record({ scoresCursor: page.next ?? project.facts().scoresCursor });
    hasMore = page.count > 0 && page.next !== null;
  }
  // A cursor that Ducalis does not take would be refused in every sweep from now on.
  if (outcome.kind === 'NeedsAttention' && isSameBoard) project.record({ scoresCursor: null });
  const mayGoOn = permitToCall(execution, project).kind === 'go';
  if (hasMore && mayGoOn && execution.hop < LAST_PAGE_HOP) askForResults(execution, project);
  else askForOrphans(execution, project);
}

function askForResults(execution: Execution, project: ProjectHandle): void {
  const { boardId, scoresCursor } = project.facts();
  if (boardId === null) return;
  execution.send(listResults(boardId, scoresCursor), 'receive', { project, payload: boardId });
}
