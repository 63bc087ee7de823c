/** An issue that Ducalis has already, sent once more: if it passes, what does not is to blame itself. */
import { isInFlight } from '../../domain/delivery.ts';
import type { Lane } from '../../domain/lane.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { inspectors } from '../inspection/inspect.ts';
import { markToSend } from './mark.ts';
import { newParcels, type Prepared } from './parcels.ts';
import { process } from './sorting.ts';

/** Issues looked at for one that Ducalis has already. */
const LOOKED_AT_FOR_PROOF = 100;

/**
 * Sends an issue once more that Ducalis has as it is: if it passes, what does not is to blame itself.
 *
 * @returns `under-way`: a call that will show it is not answered yet; null: Ducalis has no such issue.
 */
export function proofOf(
  execution: Execution,
  project: ProjectHandle,
  lane: Lane,
): Prepared | 'under-way' | null {
  const inspectorFor = inspectors(execution);
  for (const issue of execution.someIssues(project, LOOKED_AT_FOR_PROOF)) {
    const before = issue.delivery();
    if (before.boardId === lane.board && isInFlight(before, execution.now)) return 'under-way';
    if (before.boardId !== lane.board || before.ackedHash === null || before.queue !== null) continue;
    markToSend(execution, issue);
    const parcels = newParcels();
    process(execution, issue, issue.delivery(), { inspectorFor, parcels, lane });
    const [prepared] = parcels.byStanding.fresh.all() ?? [];
    if (prepared !== undefined) return prepared;
  }
  return null;
}
