/** The import of a project: every issue that belongs on the board and is not there yet, or not as it is now. */
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { newWalk, readWalk, walker, writeWalk } from './walk.ts';

/** Begins anew; what Ducalis already holds costs no call, so it is safe at any time. */
export function startImport(execution: Execution, project: ProjectHandle): void {
  writeWalk(project, 'importState', newWalk(execution, project));
}

/** Only the walk stops: what is queued is still sent. */
export function pauseImport(project: ProjectHandle): void {
  const walk = readWalk(project, 'importState');
  if (walk?.state === 'running') writeWalk(project, 'importState', { ...walk, state: 'paused' });
}

export function resumeImport(project: ProjectHandle): void {
  const walk = readWalk(project, 'importState');
  if (walk?.state === 'paused') writeWalk(project, 'importState', { ...walk, state: 'running' });
}

/** Numbers looked at in one sweep, and how long a round lasts at least. */
const CHECK_STEP = 200;
const SHORTEST_ROUND_MS = 60 * 60 * 1000;

/** False while an import does the same work, or somebody has paused it: then nothing may go on behind their back. */
export function isFree(project: ProjectHandle): boolean {
  const state = readWalk(project, 'importState')?.state;
  return state !== 'running' && state !== 'paused';
}

/**
 * One step of the slow check that never ends: it finds what no rule has seen, such as a renamed value, a change made
 * while the app was disabled, or a mark that a concurrent write has undone.
 */
export function checkOn(execution: Execution, project: ProjectHandle): void {
  if (!isFree(project)) return;
  const last = readWalk(project, 'checkState');
  const isRunning = last?.state === 'running';
  if (!isRunning && (last?.startedAt ?? 0) > execution.now - SHORTEST_ROUND_MS) return;
  const walk = walker(execution, project, isRunning ? last : newWalk(execution, project), CHECK_STEP);
  while (walk.next() !== null);
  writeWalk(project, 'checkState', walk.walk);
}
