/** Goes through a project's queue: settles what needs no call, and puts the rest into parcels. */
import {
  type DeliveryFacts,
  isInFlight,
  left,
  nextRevision,
  refusedUnsent,
  settled,
  waitsUntil,
} from '../../domain/delivery.ts';
import { type Departure, type Departures, departureDue } from '../../domain/departure.ts';
import { fitted } from '../../domain/fitting.ts';
import { safeHtml } from '../../domain/html.ts';
import {
  hasRecoveredSince,
  isInTrouble,
  type Lane,
  waitsUntil as laneWait,
  letsOthersTry,
} from '../../domain/lane.ts';
import { isProven } from '../../domain/suspicion.ts';
import type { Upsert } from '../../ducalis/requests.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { NO_RESULTS } from '../../youtrack/result-facts.ts';
import { guarded } from '../calling/guarded.ts';
import { type InspectedContent, type Inspection, type Inspector, inspectors } from '../inspection/inspect.ts';
import { walker } from '../inspection/walker.ts';
import { queueResults } from '../results/apply.ts';
import { journalizeCount, needsAttention } from '../stored/journal.ts';
import { readLane } from '../stored/lanes.ts';
import { isImporting, readWalk, writeWalk } from '../stored/walk.ts';
import { markNow } from './mark.ts';
import {
  addTo,
  chooseUpserts,
  isFullFor,
  newParcels,
  type Parcels,
  type Prepared,
  whoseTurn,
} from './parcels.ts';

/** Issues that are settled without a call in one transaction. */
const MOST_SETTLED = 500;

export interface Collected {
  readonly parcels: Parcels;
  /** When there will be more to do, in milliseconds since the epoch; null: when something changes. */
  readonly dueAt: number | null;
  /** A suspect that waits until something else has passed. */
  readonly unproven: Prepared | null;
}

/** @param lane of the upserts to the project's board. */
export function collect(execution: Execution, project: ProjectHandle, lane: Lane): Collected {
  const { now } = execution;
  const inspectorFor = inspectors(execution);
  const parcels = newParcels();
  const { fresh } = parcels.byStanding;
  let dueAt = addLeaving(execution, project, inspectorFor, parcels);
  let settledCount = 0;
  const unproven = newParcels();

  const consider = (issue: IssueHandle): void => {
    const facts = issue.own();
    if (isInFlight(facts, now)) return;
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
  return { parcels, dueAt: hasMore ? now : earlier(dueAt, putOff.next), unproven: first };
}

/** When the issue may be tried again; null: now. */
function retryTime(facts: DeliveryFacts, lane: Lane, now: number): number | null {
  return isFreed(facts, lane) ? null : waitsUntil(facts.retryAt, now);
}

/** What failed in trouble that is over is tried again at once. */
function isFreed({ sent }: DeliveryFacts, lane: Lane): boolean {
  return hasRecoveredSince(lane, sent?.at ?? 0);
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

interface Sorting {
  readonly inspectorFor: (project: ProjectHandle) => Inspector;
  readonly parcels: Parcels;
  readonly lane: Lane;
}

function process(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  { inspectorFor, parcels, lane }: Sorting,
): 'settled' | 'sorted' {
  const inspection = attempt(issue, () => inspectorFor(issue.project).inspect(issue, facts));
  if (inspection === null) {
    refuse(execution, issue, facts, { code: UNREADABLE, detail: null, hash: null });
    return 'sorted';
  }
  const { step } = inspection;
  const here = step.leaves === null ? facts : leave(execution, issue, facts, parcels);
  if (step.kind === 'settle') {
    issue.record(settled(here, step.excludedBy));
    return 'settled';
  }
  sort(execution, issue, here, inspection, { parcels, lane });
  return 'sorted';
}

/** From here on leaving the old board is a task of its own. @returns the facts without the board. */
function leave(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  parcels: Parcels,
): DeliveryFacts {
  const queue = facts.queue ?? issue.project.facts().queueId;
  if (queue === null) return facts;
  issue.record(left(facts, queue));
  // What Ducalis thought of the issue, it thought on the board that it leaves.
  issue.recordResults(NO_RESULTS);
  const here = issue.delivery();
  addDeparture(execution, issue, here, parcels);
  return here;
}

function sort(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  { content }: Inspection,
  { parcels, lane }: Pick<Sorting, 'parcels' | 'lane'>,
): void {
  if (content === null) return;
  const [open] = content.undecided;
  if (open !== undefined) {
    const detail = `${open.field}: ${open.value}`;
    refuse(execution, issue, facts, { code: 'value-not-mapped', detail, hash: content.hash });
    return;
  }
  const prepared = attempt(issue, () => prepare(execution, issue, facts, content));
  if (prepared === null) refuse(execution, issue, facts, { code: UNREADABLE, detail: null, hash: null });
  else addTo(parcels, prepared, lane);
}

/** Issues looked at for one that is to be taken off a board. */
const LEAVING_LOOKED_AT = 100;

/** @returns when the next one may be tried; null: there is none, or one is in its lane. */
function addLeaving(
  execution: Execution,
  project: ProjectHandle,
  inspectorFor: (project: ProjectHandle) => Inspector,
  parcels: Parcels,
): number | null {
  const { queueId } = project.facts();
  if (queueId === null) return null;
  let dueAt: number | null = null;
  for (const issue of execution.leavingIssues(queueId, LEAVING_LOOKED_AT)) {
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
  return place?.kind === 'board' && facts.departures.some(({ board }) => board === place.board);
}

function addDeparture(
  execution: Pick<Execution, 'now' | 'storage'>,
  issue: IssueHandle,
  facts: DeliveryFacts,
  parcels: Parcels,
): void {
  const { departure } = nextDeparture(execution, facts.departures);
  if (departure !== null) parcels.leaving ??= { issue, facts, departure };
}

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
    markNow(execution, issue);
    issue.record({ ackedHash: null });
    const parcels = newParcels();
    process(execution, issue, issue.delivery(), { inspectorFor, parcels, lane });
    const [prepared] = parcels.byStanding.fresh.all() ?? [];
    if (prepared !== undefined) return prepared;
  }
  return null;
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** Issues looked at first, and at most: a long queue is read no further than needed. */
const SCANS = [300, 3_000] as const;

/** Numbers looked at for an import in one transaction. */
const IMPORT_STEP = 500;

function* queued(execution: Execution, project: ProjectHandle): Generator<IssueHandle> {
  const { queueId } = project.facts();
  if (queueId === null) return;
  const seen = new Set<string>();
  for (const limit of SCANS) {
    const found = execution.queuedIssues(queueId, limit);
    for (const issue of found) {
      if (seen.has(issue.key)) continue;
      seen.add(issue.key);
      yield issue;
    }
    if (found.length < limit) return;
  }
}

/** Issues that are put off, looked at for those whose time has come, and how many of these there may be at once. */
const PUT_OFF_LOOKED_AT = 3_000;
const MOST_BACK_AT_ONCE = 100;

/** `next`: when the first of the others may be tried; null: there is none. */
function putOffUntilNow(
  execution: Execution,
  project: ProjectHandle,
  lane: Lane,
): { readonly issues: readonly IssueHandle[]; readonly next: number | null } {
  const { queueId } = project.facts();
  if (queueId === null) return { issues: [], next: null };
  const issues: IssueHandle[] = [];
  let next: number | null = null;
  for (const issue of execution.putOffIssues(queueId, PUT_OFF_LOOKED_AT)) {
    if (issues.length === MOST_BACK_AT_ONCE) break;
    const wait = waitsUntil(issue.retryAt(), execution.now);
    if (wait === null || (lane.recoveredAt !== null && isFreed(issue.delivery(), lane))) issues.push(issue);
    else next = earlier(next, wait);
  }
  return { issues, next };
}

/** Marks what an import that is under way meets, and hands it on. */
function importMore(
  execution: Execution,
  project: ProjectHandle,
  consider: (issue: IssueHandle) => void,
  isEnough: () => boolean,
): void {
  const start = readWalk(project, 'importState');
  if (start?.state !== 'running' || isEnough()) return;
  const walk = walker(execution, project, start, IMPORT_STEP, (issue) => queueResults(execution, issue));
  for (let issue = walk.next(); issue !== null; issue = isEnough() ? null : walk.next()) consider(issue);
  writeWalk(project, 'importState', walk.walk);
  if (walk.walk.state === 'done') journalizeCount(execution, project, 'imported', walk.walk.marked);
}

const UNREADABLE: ErrorCode = 'unexpected';

/** Null for an issue that cannot be read: it needs a person, or it would hold back every other issue for good. */
function attempt<T>(issue: IssueHandle, read: () => T): T | null {
  return guarded<T | null>(`preparing ${issue.key}`, read, () => null);
}

function refuse(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  why: { readonly code: ErrorCode; readonly detail: string | null; readonly hash: string | null },
): void {
  issue.record(refusedUnsent(facts, why));
  needsAttention(execution, issue, why.code);
}

function prepare(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  { snapshot, content, hash }: InspectedContent,
): Prepared {
  const revision = nextRevision(facts, execution.now, execution.random());
  const upsert: Upsert = {
    ...content,
    source: issue.source(),
    base_url: issue.baseUrl(),
    external_id: facts.externalId ?? '',
    revision,
    description: safeHtml(issue.html(), issue.baseUrl()),
    updated_at: new Date(snapshot.updated).toISOString(),
  };
  return { issue, facts, revision, hash, json: JSON.stringify(fitted(upsert, issue.baseUrl())) };
}
