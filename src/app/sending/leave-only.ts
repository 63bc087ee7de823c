/**
 * What a project does for its issues while it may send nothing to its own board, because that is closed or still to be
 * read: those that belong nowhere leave the boards that they are on.
 */
import { isInFlight } from '../../domain/delivery.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { DONE, later, type Next, type Turn } from '../calling/next.ts';
import { inspectors } from '../inspection/inspect.ts';
import { readLane } from '../stored/lanes.ts';
import { attempt } from './attempt.ts';
import { addLeaving } from './leaving.ts';
import { newParcels } from './parcels.ts';
import { queued } from './queue.ts';
import { sendRemovals } from './removals.ts';
import { process, type Sorting } from './sorting.ts';

export function leaveOnly({ execution, project }: Turn): Next {
  const parcels = newParcels();
  const inspectorFor = inspectors(execution);
  noteLeaving(execution, project, { inspectorFor, parcels });
  const dueAt = addLeaving(execution, project, inspectorFor, parcels);
  if (parcels.leaving !== null) return sendRemovals(execution, project, inspectorFor, parcels.leaving);
  return dueAt === null ? DONE : later(dueAt);
}

/** A project may be closed for days, with a long queue, and each edit looks. */
const MOST_LOOKED_AT = 1_000;
const MOST_INSPECTED = 100;

/** Of queued issues on other boards. One that goes to the project's own board stays queued, and where it is. */
function noteLeaving(
  execution: Execution,
  project: ProjectHandle,
  sorting: Pick<Sorting, 'inspectorFor' | 'parcels'>,
): void {
  const { boardId } = project.facts();
  if (boardId === null) return;
  const lane = readLane(execution, { kind: 'upserts', board: boardId });
  for (const issue of chosen(execution, project, boardId)) {
    const facts = issue.own();
    const step = attempt(issue, () => sorting.inspectorFor(issue.project).inspect(issue, facts))?.step;
    if (step?.kind !== 'settle' || step.leaves === null) continue;
    process(execution, issue, facts, { ...sorting, lane });
  }
}

/** The issue that was edited, and others from anywhere in the queue: those that stay must hide none for long. */
function chosen(execution: Execution, project: ProjectHandle, boardId: string): readonly IssueHandle[] {
  const mayLeave = (issue: IssueHandle): boolean => {
    const facts = issue.own();
    const isElsewhere = facts.boardId !== null && facts.boardId !== boardId;
    return isElsewhere && !isInFlight(facts, execution.now);
  };
  const found: IssueHandle[] = [];
  for (const issue of queued(execution, project)) {
    if (found.push(issue) === MOST_LOOKED_AT) break;
  }
  const candidates = found.filter(mayLeave);
  const from = Math.floor(execution.random() * candidates.length);
  const subject = execution.subject();
  return [
    ...(subject !== null && mayLeave(subject) ? [subject] : []),
    ...[...candidates.slice(from), ...candidates.slice(0, from)].slice(0, MOST_INSPECTED),
  ];
}
