/** An administrator's answer when this YouTrack has another address than before: was it moved, or is it a copy? */

import { startImport } from '../app/imports.ts';
import { InstanceSchema, type Overview } from '../shared/api.ts';
import { connectedProjects, type Execution } from '../youtrack/execution.ts';
import type { Call } from './endpoints.ts';
import { overviewOf } from './overview.ts';

/**
 * Moved: everything goes on, and every issue is sent again, for its address is part of it. A copy becomes a YouTrack
 * of its own, which has no boards yet and sends under ids of its own. Either way Ducalis reads at the address it was
 * told before: that it reads this YouTrack does not hold any more.
 */
export function answerInstance({ execution, body }: Call): Overview {
  const { answer } = body(InstanceSchema);
  const isAsked = execution.storage().connectionReason === 'instance-changed';
  if (isAsked && answer === 'moved') goOn(execution);
  if (isAsked && answer === 'copy') beginAnew(execution);
  return overviewOf(execution);
}

function goOn(execution: Execution): void {
  execution.recordStorage({
    baseUrl: null,
    integration: null,
    connectionState: 'connected',
    connectionReason: null,
  });
  for (const project of connectedProjects()) startImport(execution, project);
}

function beginAnew(execution: Execution): void {
  execution.recordStorage({
    instanceId: execution.newId(),
    baseUrl: null,
    integration: null,
    connectionState: 'connected',
    connectionReason: null,
  });
  for (const project of connectedProjects()) {
    project.record({
      connected: null,
      queueId: null,
      boardId: null,
      configuration: null,
      scoresCursor: null,
      rounds: null,
      tombstones: null,
      importState: null,
      checkState: null,
      suspendedReason: null,
      keptOn: null,
      leaving: null,
      invitesTeam: null,
      invitedAt: null,
    });
  }
}
