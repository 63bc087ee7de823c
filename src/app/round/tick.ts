/** The periodic round of a project: when it is due, and for which project. What it does is the chain's. */
import { isWaiting } from '../../domain/backoff.ts';
import { left } from '../../domain/membership.ts';
import type { Clock, Execution, Issues, ProjectHandle } from '../../youtrack/ports.ts';
import { noteAddress } from '../calling/address.ts';
import { scheduleRound, scheduleTurn } from '../calling/turns.ts';
import { startImport } from '../catching-up/import.ts';
import { heirOf, isLively } from '../connecting/heir.ts';
import { forgetProject, readAbandoned, wantSearch } from '../stored/abandoned.ts';
import { enterBoard, isRegistered, leaveBoards, noteKey, readRegister } from '../stored/board-register.ts';
import {
  endRound,
  formerBoards,
  lookThrough,
  lookThroughLater,
  searchFormerBoard,
} from '../stored/rounds.ts';
import { importState } from '../stored/walk.ts';
import { readOn } from './results.ts';

/** A round that comes sooner after the last one than this does nothing. */
const SHORTEST_INTERVAL_MS = 4 * 60 * 1000;

/** After so long without a round the app was switched off, and changes may have been missed. */
const LONGEST_INTERVAL_MS = 60 * 60 * 1000;

/**
 * A project without an issue has no rule that runs for it, yet its board may hold orphans; one that gives up its board may
 * be detached before that is done. Others take their turns for them.
 */
const UNABLE_INTERVAL_MS = 15 * 60 * 1000;

/** A project gives up every second of its turns at most. */
const LONGEST_BETWEEN_TURNS_MS = 9 * 60 * 1000;

/** Finds every project that has seen an edit within a week: where YouTrack does not tell for which one a rule runs. */
export const RECENTLY_UPDATED = 'updated: {minus 7d} .. *';

/** A query that finds one issue of the project, whenever it was updated. */
export function oneIssueQuery(project: ProjectHandle): string {
  const key = project.liveIssueKey();
  return key === null ? RECENTLY_UPDATED : `issue id: ${key}`;
}

/** 0: never. A time of the future is void: the clock was wrong. */
function lastRound(project: ProjectHandle, now: number): number {
  const { sweptAt } = project.facts();
  return sweptAt === null || sweptAt > now ? 0 : sweptAt;
}

export function isRoundDue(now: number, project: ProjectHandle): boolean {
  return project.facts().connected === true && lastRound(project, now) < now - SHORTEST_INTERVAL_MS;
}

/** What a minute finds to do for a project: a round, a chain that YouTrack has ended, or nothing. */
export function isTickDue(now: number, project: ProjectHandle): boolean {
  return isRoundDue(now, project) || isResumeDue(now, project) || isReadingDue(now, project);
}

function isResumeDue(now: number, project: ProjectHandle): boolean {
  const { connected, resumesAt } = project.facts();
  return connected === true && resumesAt !== null && !isWaiting(resumesAt, now);
}

function isReadingDue(now: number, project: ProjectHandle): boolean {
  const { connected, readsOnAt } = project.facts();
  return connected === true && readsOnAt !== null && !isWaiting(readsOnAt, now);
}

export function tick(execution: Execution, project: ProjectHandle): void {
  const { now } = execution;
  if (isRoundDue(now, project)) {
    beginRound(execution, project);
    return;
  }
  const [reads, sends] = [isReadingDue(now, project), isResumeDue(now, project)];
  if (sends) project.record({ resumesAt: null });
  if (!reads) {
    scheduleTurn(execution, project);
    return;
  }
  project.record({ readsOnAt: null });
  readOn(execution, project, sends);
}

export function beginRound(execution: Execution, own: ProjectHandle): void {
  const { now } = execution;
  register(execution, own);
  // A project without issues does not know the address.
  noteAddress(execution, own);
  const mayYield = lastRound(own, now) > now - LONGEST_BETWEEN_TURNS_MS;
  const project = (mayYield ? unableProject(execution) : undefined) ?? own;
  const { sweptAt } = project.facts();
  const wasAway = sweptAt !== null && sweptAt < now - LONGEST_INTERVAL_MS;
  // Nobody goes on with what somebody has paused.
  const isPaused = importState(project) === 'paused';
  if (wasAway && !isPaused && project.key === own.key) startImport(execution, project);
  searchForOthers(execution, own);
  beginRoundOf(execution, project);
}

/** Also for a project for which no rule runs. */
export function beginRoundOf(execution: Execution, project: ProjectHandle): void {
  project.record({ sweptAt: execution.now });
  endLeaving(execution, project);
  scheduleRound(execution, project);
}

/** Puts right what the register has missed. */
function register(execution: Execution, project: ProjectHandle): void {
  const { boardId, queueId } = project.facts();
  noteKey(execution, { key: project.key, queueId });
  if (boardId === null || isRegistered(execution, project.key, boardId)) return;
  enterBoard(execution, project.key, boardId);
}

/** Takes over the boards that somebody has to look through for projects that cannot, unless another does. */
function searchForOthers(execution: Execution, own: ProjectHandle): void {
  const { boardId } = own.facts();
  for (const { board, search } of readAbandoned(execution)) {
    if (search === null) continue;
    const by = search.by === null ? null : execution.projectByKey(search.by);
    if (by !== null && isLively(execution, by)) continue;
    wantSearch(execution, board, own.key);
    // Its own board it looks through anyway.
    if (board !== boardId) searchFormerBoard(own, board);
  }
}

/** The one that has waited longest. */
function unableProject(execution: Execution): ProjectHandle | undefined {
  return readRegister(execution)
    .flatMap(({ projects }) => projects)
    .flatMap((key) => execution.projectByKey(key) ?? [])
    .filter(
      (project) =>
        project.facts().connected === true &&
        !project.isArchived &&
        lastRound(project, execution.now) < execution.now - UNABLE_INTERVAL_MS &&
        (project.facts().leaving === true || project.liveIssueKey() === null),
    )
    .sort((a, b) => lastRound(a, execution.now) - lastRound(b, execution.now))[0];
}

/**
 * A project that gives up its board is free once none of its issues is left there and the board was looked through after
 * that, or the board itself is gone.
 */
function endLeaving(execution: Execution, project: ProjectHandle): void {
  const facts = project.facts();
  const { boardId, leaving, suspendedReason } = facts;
  if (leaving !== true || boardId === null) return;
  const isDone = suspendedReason === 'board-not-found' || isCleared(execution, project, boardId);
  if (!isDone) return;
  const others = formerBoards(project);
  endRound(project, boardId);
  project.become(left(facts));
  leaveBoards(execution, project.key);
  forgetProject(execution, project.key);
  for (const board of others) wantSearch(execution, board, null);
}

function isCleared(execution: Execution, project: ProjectHandle, board: string): boolean {
  if (!isEmptied(execution, project)) {
    lookThroughLater(project, board);
    return false;
  }
  // Those it was on before are its own to look through, unless another project can.
  const isLast = formerBoards(project).length > 0 && heirOf(execution, project) === null;
  return lookThrough(project, board) && !isLast;
}

/** Every issue was looked at, and none is left to send, now or later, or to take off a board. */
function isEmptied(execution: Clock & Issues, project: ProjectHandle): boolean {
  const { queueId } = project.facts();
  if (queueId === null || importState(project) !== 'done') return false;
  const left = [
    execution.queuedIssues(queueId, 1),
    execution.putOffIssues(queueId, 1),
    execution.leavingIssues(queueId, 1),
  ];
  return left.every((issues) => issues.length === 0);
}
