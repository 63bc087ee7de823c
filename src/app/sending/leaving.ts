/** Which issue is taken off a board next: one whose task is due, and whose lane passes. */

import type { DeliveryFacts } from '../../domain/delivery.ts';
import { type Departure, type Departures, departureDue, isLeaving } from '../../domain/departure.ts';
import { waitsUntil as laneWait, letsOthersTry } from '../../domain/lane.ts';
import { earlier } from '../../domain/times.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import type { Inspector } from '../inspection/inspect.ts';
import { readLane } from '../stored/lanes.ts';
import { attempt } from './attempt.ts';
import type { Parcels } from './parcels.ts';
import { inSteps } from './queue.ts';

/** Issues looked at first for one that is to be taken off a board, and at most: those that wait must hide no other. */
const LOOKED_AT = [100, 3_000] as const;

/** @returns when the next one may be tried; null: there is none, or one is in its lane. */
export function addLeaving(
  execution: Execution,
  project: ProjectHandle,
  inspectorFor: (project: ProjectHandle) => Inspector,
  parcels: Parcels,
): number | null {
  const { queueId } = project.facts();
  if (queueId === null) return null;
  let dueAt: number | null = null;
  for (const issue of inSteps(LOOKED_AT, (limit) => execution.leavingIssues(queueId, limit))) {
    const facts = issue.delivery();
    const { departure, at } = nextDeparture(execution, facts.departures);
    if (departure === null) dueAt = earlier(dueAt, at);
    else if (!comesBack(issue, facts, inspectorFor(issue.project))) {
      parcels.leaving = { issue, facts, departure };
      return null;
    }
  }
  return dueAt;
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
