/** The import of a project: every issue that belongs on the board and is not there yet, or not as it is now. */
import type { Clock, ProjectHandle } from '../../youtrack/ports.ts';
import { importState, newWalk, readWalk, writeWalk } from '../stored/walk.ts';

/**
 * Begins from the first issue; what Ducalis already holds costs no call, so it is safe at any time. What somebody has
 * deleted in Ducalis stays away.
 */
export function startImport(execution: Clock, project: ProjectHandle): void {
  const last = readWalk(project, 'importState');
  // One that a person has asked for, and that is not at its end, is not done.
  const bringsBack = last !== null && last.state !== 'done' && last.bringsBack;
  writeWalk(project, 'importState', newWalk(execution, project, { bringsBack }));
}

/** The same for a person who asks for it: what was deleted in Ducalis is sent again. */
export function startAskedImport(execution: Clock, project: ProjectHandle): void {
  writeWalk(project, 'importState', newWalk(execution, project, { bringsBack: true }));
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

/** False while an import does the same work, or somebody has paused it: then nothing may go on without them. */
export function isFree(project: ProjectHandle): boolean {
  const state = importState(project);
  return state !== 'running' && state !== 'paused';
}
