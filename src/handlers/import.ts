/** What an administrator of a project sees of its import, and steers. */
import { scheduleTurn } from '../app/calling/turns.ts';
import { pauseImport, resumeImport, startImport } from '../app/catching-up/import.ts';
import { readWalk } from '../app/stored/walk.ts';
import { ImportActionSchema, type ImportView } from '../shared/journal.ts';
import type { Execution, ProjectHandle } from '../youtrack/ports.ts';
import type { Call } from './endpoints.ts';
import { Refusal } from './failure.ts';

/** Issues counted at most: more than this is said as this. */
const COUNTED = 1_000;

export function importView(execution: Execution, project: ProjectHandle): ImportView {
  const walk = readWalk(project, 'importState');
  const { queueId } = project.facts();
  return {
    state: walk?.state ?? 'none',
    checked: walk?.found ?? 0,
    total: Math.max(walk?.total ?? 0, walk?.found ?? 0),
    marked: walk?.marked ?? 0,
    queued: queueId === null ? 0 : execution.queuedIssues(queueId, COUNTED).length,
    needsAttention: queueId === null ? 0 : execution.issuesNeedingAttention(queueId, COUNTED).length,
    startedAt: walk?.startedAt ?? null,
    endedAt: walk?.endedAt ?? null,
  };
}

/** Every action but a pause sends on, in a chain of its own: YouTrack ends every chain (youtrack-platform §3). */
export function actOnImport({ execution, body }: Call, project: ProjectHandle): ImportView {
  const { action } = body(ImportActionSchema);
  const { connected, leaving } = project.facts();
  // Paused, a project that leaves its board would never be free.
  if (connected !== true || leaving === true) throw new Refusal('project-not-connected');
  if (action === 'start') startImport(execution, project);
  if (action === 'pause') pauseImport(project);
  if (action === 'resume') resumeImport(project);
  if (action !== 'pause') scheduleTurn(execution, project);
  return importView(execution, project);
}
