/** Goes through a project's queue: settles what needs no call, and puts the rest into parcels. */

import { isDirtySinceSent, isInFlight } from '../../domain/delivery.ts';
import { isInTrouble, type Lane } from '../../domain/lane.ts';
import { isProven } from '../../domain/suspicion.ts';
import { earlier } from '../../domain/times.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { type Inspector, inspectors } from '../inspection/inspect.ts';
import { isImporting } from '../stored/walk.ts';
import { addLeaving } from './leaving.ts';
import { chooseUpserts, isFullFor, newParcels, type Parcels, type Prepared, whoseTurn } from './parcels.ts';
import { importMore, putOffUntilNow, queued, retryTime, SCANS } from './queue.ts';
import { process } from './sorting.ts';

/** The greater part of what failed goes first, but in each so many calls once: new failures must not hold up old ones. */
const GREATER_FIRST = 4;

/** Issues that are settled without a call in one transaction. */
const MOST_SETTLED = 500;

export interface Collected {
  readonly inspectorFor: (project: ProjectHandle) => Inspector;
  readonly parcels: Parcels;
  /** When there will be more to do, in milliseconds since the epoch; null: when something changes. */
  readonly dueAt: number | null;
  /** A suspect that waits until something else has passed. */
  readonly unproven: Prepared | null;
}

/** The answer to a call sends on what its own project has queued; an issue that came from there looks for itself. */
const ANSWERED_SOON_MS = 2_000;

/** @param lane of the upserts to the project's board. */
export function collect(execution: Execution, project: ProjectHandle, lane: Lane): Collected {
  const { now } = execution;
  const inspectorFor = inspectors(execution);
  const parcels = newParcels(execution.hop % GREATER_FIRST !== 0);
  const { fresh } = parcels.byStanding;
  let dueAt = addLeaving(execution, project, inspectorFor, parcels);
  let settledCount = 0;
  const unproven = newParcels();

  const consider = (issue: IssueHandle): void => {
    const facts = issue.own();
    if (isInFlight(facts, now)) {
      if (isDirtySinceSent(facts)) dueAt = earlier(dueAt, now + ANSWERED_SOON_MS);
      return;
    }
    const wait = retryTime(facts, lane, now);
    if (wait !== null) dueAt = earlier(dueAt, wait);
    else if (!handOver(issue, project)) {
      const sorted = isProven(facts, lane, now) ? parcels : unproven;
      const sorting = { inspectorFor, parcels: sorted, lane };
      if (isFullFor(sorted, facts, lane)) return;
      if (process(execution, issue, facts, sorting) === 'settled') settledCount += 1;
    }
  };
  const isEnough = (): boolean => isServed(parcels, lane, execution.hop) || settledCount >= MOST_SETTLED;
  const isWorthACall = (): boolean => chooseUpserts(parcels, lane, { now, hop: execution.hop }) !== null;

  let looked = 0;
  for (const issue of queued(execution, project)) {
    if (isEnough() || (looked >= SCANS[0] && isWorthACall())) break;
    looked += 1;
    consider(issue);
  }
  const putOff = putOffUntilNow(execution, project, lane);
  for (const issue of putOff.issues) {
    if (isEnough()) break;
    consider(issue);
  }
  if (looked < SCANS[1]) importMore(execution, project, consider, () => isEnough() || fresh.isFull);
  const hasMore = isImporting(project) || settledCount >= MOST_SETTLED;
  const [first = null] = unproven.byStanding.suspect.all() ?? [];
  return { inspectorFor, parcels, dueAt: hasMore ? now : earlier(dueAt, putOff.next), unproven: first };
}

/** Whether the next call has all that it can carry: in trouble it may need everything. */
function isServed({ byStanding: { fresh, suspect }, leaving }: Parcels, lane: Lane, hop: number): boolean {
  if (isInTrouble(lane)) return false;
  if (fresh.isFull && suspect.isFull) return true;
  const turn = whoseTurn(hop);
  return turn === 'leaving' ? leaving !== null : { fresh, suspect }[turn].isFull;
}

/** An issue that has moved is sent by the project it is in, if that has a board. */
function handOver(issue: IssueHandle, project: ProjectHandle): boolean {
  const { connected, queueId } = issue.project.facts();
  if (issue.project.key === project.key || connected !== true || queueId === null) return false;
  issue.record({ queue: queueId });
  return true;
}
