/** Which issues are taken off a board next: those whose task is due, and whose lane passes. */

import type { DeliveryFacts } from '../../domain/delivery.ts';
import { type Departure, type Departures, departureDue, isLeaving } from '../../domain/departure.ts';
import { waitsUntil as laneWait, letsOthersTry } from '../../domain/lane.ts';
import { earlier } from '../../domain/times.ts';
import { BULK_LIMIT } from '../../ducalis/requests.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import type { Inspector } from '../inspection/inspect.ts';
import { readLane } from '../stored/lanes.ts';
import { attempt } from './attempt.ts';
import type { Leaving, Parcels } from './parcels.ts';
import { inSteps } from './queue.ts';

/** Issues looked at first for one that is to be taken off a board, and at most: those that wait must hide no other. */
const LOOKED_AT = [100, 3_000] as const;

/**
 * One that has not failed goes before those that have: it shows whether the board lets any go.
 *
 * @returns when the next one may be tried; null: there is none, or one is in its lane.
 */
export function addLeaving(
  execution: Execution,
  project: ProjectHandle,
  inspectorFor: (project: ProjectHandle) => Inspector,
  parcels: Parcels,
): number | null {
  const { queueId } = project.facts();
  if (queueId === null) return null;
  let dueAt: number | null = null;
  let looked = 0;
  for (const issue of inSteps(LOOKED_AT, (limit) => execution.leavingIssues(queueId, limit))) {
    const { leaving } = parcels;
    if (leaving !== null && (leaving.departure.attempts === 0 || looked >= LOOKED_AT[0])) break;
    looked += 1;
    const facts = issue.delivery();
    const { departure, at } = nextDeparture(execution, facts.departures);
    if (departure === null) dueAt = earlier(dueAt, at);
    else if (leaving !== null && leaving.departure.attempts <= departure.attempts) continue;
    else if (!comesBack(issue, facts, inspectorFor(issue.project))) {
      parcels.leaving = { issue, facts, departure };
    }
  }
  return parcels.leaving === null ? dueAt : null;
}

/**
 * Others that leave the same board, and may do so in the same call.
 *
 * @param first has not failed, nor has its lane. @returns at most as many as the call carries beside it.
 */
export function leavingToo(
  execution: Execution,
  project: ProjectHandle,
  inspectorFor: (project: ProjectHandle) => Inspector,
  { issue: { key }, departure: { board, together } }: Leaving,
): readonly Leaving[] {
  const { queueId } = project.facts();
  const most = (together ?? BULK_LIMIT.issues) - 1;
  const others: Leaving[] = [];
  if (queueId === null || most === 0) return others;
  for (const issue of inSteps(LOOKED_AT, (limit) => execution.leavingIssues(queueId, limit))) {
    if (others.length === most) break;
    const facts = issue.delivery();
    const departure = facts.departures.find((one) => one.board === board);
    if (issue.key === key || departure === undefined || departure.attempts > 0) continue;
    if (departure.together !== together || departureDue(departure, execution.now) > execution.now) continue;
    if (!comesBack(issue, facts, inspectorFor(issue.project))) others.push({ issue, facts, departure });
  }
  return others;
}

/** The first task whose time and lane allow it now; otherwise when there is one. */
function nextDeparture(
  execution: Pick<Execution, 'now' | 'storage'>,
  departures: Departures,
): { readonly departure: Departure | null; readonly at: number | null } {
  const { now } = execution;
  let at: number | null = null;
  for (const departure of departures) {
    const lane = readLane(execution, { kind: 'removals', board: departure.board });
    const isExempt = departure.attempts === 0 && letsOthersTry(lane);
    const due = Math.max(departureDue(departure, now), isExempt ? 0 : laneWait(lane, now));
    if (due <= now) return { departure, at: null };
    at = earlier(at, due);
  }
  return { departure: null, at };
}

/** An issue that belongs again on a board it was to leave: it is sent there, and must not be removed before. */
function comesBack(issue: IssueHandle, facts: DeliveryFacts, inspector: Inspector): boolean {
  const place = attempt(issue, () => inspector.inspect(issue, facts))?.place;
  return place?.kind === 'board' && isLeaving(facts, place.board);
}

export function addDeparture(
  execution: Pick<Execution, 'now' | 'storage'>,
  issue: IssueHandle,
  facts: DeliveryFacts,
  parcels: Parcels,
): void {
  const { departure } = nextDeparture(execution, facts.departures);
  if (departure !== null) parcels.leaving ??= { issue, facts, departure };
}
