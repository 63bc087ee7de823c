/** An issue that Ducalis has already, sent once more: if it passes, what does not is to blame itself. */
import { isInFlight } from '../../domain/delivery.ts';
import type { Lane } from '../../domain/lane.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { permitToCall } from '../calling/permit.ts';
import { inspectors } from '../inspection/inspect.ts';
import { projectsOn } from '../stored/board-register.ts';
import { markToSend } from './mark.ts';
import { newParcels, type Prepared } from './parcels.ts';
import { process } from './sorting.ts';

/** Issues of a project looked at for one that Ducalis has already, and other projects on the board. */
const LOOKED_AT_FOR_PROOF = 1_000;
const MOST_NEIGHBOURS = 20;

/**
 * Sends an issue once more that Ducalis has as it is: if it passes, what does not is to blame itself. One of the project,
 * or of another one on the board.
 *
 * @returns `under-way`: a call that will show it is not answered yet; null: Ducalis has no such issue.
 */
export function proofOf(
  execution: Execution,
  project: ProjectHandle,
  lane: Lane,
): Prepared | 'under-way' | null {
  const issues = execution.someIssues(project, LOOKED_AT_FOR_PROOF);
  if (issues.some((issue) => isUnderWay(execution, issue, lane))) return 'under-way';
  return proofAmong(execution, issues, lane) ?? proofOfNeighbours(execution, project, lane);
}

function isUnderWay({ now }: Execution, issue: IssueHandle, { board }: Lane): boolean {
  const facts = issue.delivery();
  return facts.boardId === board && isInFlight(facts, now);
}

function proofOfNeighbours(execution: Execution, project: ProjectHandle, lane: Lane): Prepared | null {
  const others = projectsOn(execution, lane.board).filter((key) => key !== project.key);
  let looked = 0;
  for (const key of others) {
    const other = execution.projectByKey(key);
    if (other === null || permitToCall(execution, other).kind !== 'open') continue;
    looked += 1;
    if (looked > MOST_NEIGHBOURS) return null;
    const proof = proofAmong(execution, execution.someIssues(other, LOOKED_AT_FOR_PROOF), lane);
    if (proof !== null) return proof;
  }
  return null;
}

function proofAmong(execution: Execution, issues: readonly IssueHandle[], lane: Lane): Prepared | null {
  const inspectorFor = inspectors(execution);
  for (const issue of issues) {
    const before = issue.delivery();
    if (before.boardId !== lane.board || before.ackedHash === null || before.queue !== null) continue;
    markToSend(execution, issue);
    const parcels = newParcels();
    process(execution, issue, issue.delivery(), { inspectorFor, parcels, lane });
    const [prepared] = parcels.byStanding.fresh.all() ?? [];
    if (prepared !== undefined) return prepared;
  }
  return null;
}
