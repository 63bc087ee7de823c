/** What an administrator of a project sees of its import, and steers. */

import type { ImportView } from '../../shared/journal.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { needsAttention } from '../sending/waiting.ts';
import { readWalk } from '../stored/walk.ts';

/** Issues counted at most: more than this is said as this. */
const COUNTED = 1_000;

/** Those that are put off are still to be sent. */
function countQueued(execution: Execution, queueId: string): number {
  const queued = execution.queuedIssues(queueId, COUNTED).length;
  return queued + execution.putOffIssues(queueId, COUNTED - queued).length;
}

export function importView(execution: Execution, project: ProjectHandle): ImportView {
  const walk = readWalk(project, 'importState');
  const { queueId } = project.facts();
  return {
    state: walk?.state ?? 'none',
    checked: walk?.found ?? 0,
    total: Math.max(walk?.total ?? 0, walk?.found ?? 0),
    marked: walk?.marked ?? 0,
    queued: queueId === null ? 0 : countQueued(execution, queueId),
    needsAttention:
      queueId === null ? 0 : execution.issuesNeedingAttention(queueId, COUNTED, needsAttention).length,
    startedAt: walk?.startedAt ?? null,
    endedAt: walk?.endedAt ?? null,
  };
}
