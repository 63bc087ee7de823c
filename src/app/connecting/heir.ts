/** What is left to do for a project that gives up its board, or can do nothing any more, is done by another. */
import { type DeliveryFacts, leavesBy, staysOn } from '../../domain/delivery.ts';
import { isLeaving } from '../../domain/departure.ts';
import { isMember } from '../../domain/membership.ts';
import type { Clock, IssueHandle, Issues, ProjectHandle, Projects } from '../../youtrack/ports.ts';

/** A project with issues has a round at least every ten minutes. After an hour without, no rule runs for it. */
const LONGEST_QUIET_MS = 60 * 60 * 1000;

/** Whether no rule has run for the project for an hour, although it once did. A time that lies farther ahead is void. */
export function isQuiet({ now }: Clock, project: ProjectHandle): boolean {
  const { sweptAt } = project.facts();
  return sweptAt !== null && Math.abs(now - sweptAt) > LONGEST_QUIET_MS;
}

/** Whether the project has rounds of its own, and stays on its board. */
export function isLively(execution: Clock, project: ProjectHandle): boolean {
  const facts = project.facts();
  return isMember(facts) && facts.sweptAt !== null && facts.queueId !== null && !isQuiet(execution, project);
}

/** A project that can do what `project` cannot; null: there is none. */
export function heirOf(execution: Clock & Projects, project: ProjectHandle | null): ProjectHandle | null {
  const candidates = execution.connectedProjects().filter((one) => isLively(execution, one));
  return candidates.find(({ key }) => key !== project?.key) ?? null;
}

/** Issues handed over at once; the search for orphans meets the others. */
const MOST_HANDED_OVER = 500;

/**
 * The project leaves its issues on its board: those that were to be taken off it stay, those that are still to be taken
 * off others are another project's. One that became restricted must not stay.
 *
 * @returns whether `heir` has something to do.
 */
export function handOverDepartures(
  execution: Issues,
  project: ProjectHandle,
  board: string,
  heir: ProjectHandle | null,
): boolean {
  const { queueId } = project.facts();
  if (queueId === null) return false;
  let hasWork = false;
  for (const issue of execution.leavingIssues(queueId, MOST_HANDED_OVER)) {
    const facts = issue.delivery();
    if (issue.project.key === project.key && mayStay(facts, board)) issue.record(staysOn(facts, board));
    if (takeOver(issue, heir)) hasWork = true;
  }
  return hasWork;
}

/** Whether an issue that was to be taken off the board its project has left its issues on stays there. */
export function mayStay(facts: DeliveryFacts, board: string): boolean {
  return facts.excludedBy !== 'restricted' && isLeaving(facts, board);
}

/** @returns whether the heir has a board to take the issue off. */
function takeOver(issue: IssueHandle, heir: ProjectHandle | null): boolean {
  const queue = heir?.facts().queueId ?? null;
  if (queue === null || issue.delivery().departures.length === 0) return false;
  issue.record(leavesBy(queue));
  return true;
}
