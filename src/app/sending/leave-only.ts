/**
 * What a project does for its issues while it may send nothing to its own board, because that is closed or still to be
 * read: those that belong nowhere leave the boards that they are on.
 */
import { isInFlight } from '../../domain/delivery.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { DONE, later, type Next, type Turn } from '../calling/next.ts';
import { inspectors } from '../inspection/inspect.ts';
import { readConfiguration } from '../stored/configuration.ts';
import { readLane } from '../stored/lanes.ts';
import { attempt } from './attempt.ts';
import { sendRemoval } from './departures.ts';
import { addLeaving } from './leaving.ts';
import { newParcels, type Parcels } from './parcels.ts';
import { queued } from './queue.ts';
import { process } from './sorting.ts';

export function leaveOnly({ execution, project }: Turn): Next {
  const parcels = newParcels();
  noteLeaving(execution, project, parcels);
  const dueAt = addLeaving(execution, project, inspectors(execution), parcels);
  if (parcels.leaving !== null) return sendRemoval(execution, parcels.leaving);
  return dueAt === null ? DONE : later(dueAt);
}

/** Of queued issues. One that goes to the project's own board stays queued, and on the board where it is. */
function noteLeaving(execution: Execution, project: ProjectHandle, parcels: Parcels): void {
  const read = readConfiguration(project);
  if (read.kind !== 'read') return;
  const lane = readLane(execution, { kind: 'upserts', board: read.value.board.id });
  const inspectorFor = inspectors(execution);
  for (const issue of queued(execution, project)) {
    const facts = issue.own();
    if (isInFlight(facts, execution.now)) continue;
    const step = attempt(issue, () => inspectorFor(issue.project).inspect(issue, facts))?.step;
    if (step?.kind !== 'settle' || step.leaves === null) continue;
    process(execution, issue, facts, { inspectorFor, parcels, lane });
  }
}
