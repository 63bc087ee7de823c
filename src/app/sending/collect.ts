/** Goes through a project's queue: settles what needs no call, and puts the rest into lanes. */

import {
  type DeliveryFacts,
  isDue,
  left,
  nextRevision,
  refusedUnsent,
  settled,
} from '../../domain/delivery.ts';
import { dueDeparture, nextDue } from '../../domain/departure.ts';
import { safeHtml } from '../../domain/html.ts';
import type { Upsert } from '../../ducalis/requests.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { NO_RESULTS } from '../../youtrack/result-facts.ts';
import { guarded } from '../calling/guarded.ts';
import { type InspectedContent, type Inspection, type Inspector, inspectors } from '../inspection/inspect.ts';
import { walker } from '../inspection/walker.ts';
import { queueResults } from '../results/apply.ts';
import { journalizeCount, needsAttention } from '../stored/journal.ts';
import { isImporting, readWalk, writeWalk } from '../stored/walk.ts';
import { addTo, choose, isLaneFull, isServed, type Lanes, newLanes, type Prepared } from './lanes.ts';

/** Issues that are settled without a call in one transaction. */
const MOST_SETTLED = 500;

export interface Collected {
  readonly lanes: Lanes;
  /** When there will be more to do, in milliseconds since the epoch; null: when something changes. */
  readonly dueAt: number | null;
}

export function collect(execution: Execution, project: ProjectHandle): Collected {
  const inspectorFor = inspectors(execution);
  const lanes = newLanes();
  let dueAt = addLeaving(execution, project, inspectorFor, lanes);
  let looked = 0;
  let settledCount = 0;

  for (const issue of candidates(execution, project, () => lanes.fresh.isFull)) {
    if (looked >= SCANS[0] && choose(lanes, 0) !== null) break;
    looked += 1;
    const facts = issue.own();
    if (!isDue(facts, execution.now)) {
      if (facts.retryAt !== null && facts.retryAt > execution.now) dueAt = earlier(dueAt, facts.retryAt);
      continue;
    }
    if (handOver(issue, project) || isLaneFull(lanes, facts)) continue;
    if (process(execution, issue, facts, inspectorFor(issue.project), lanes) === 'settled') settledCount += 1;
    if (isServed(lanes, execution.hop)) break;
    if (settledCount >= MOST_SETTLED) return { lanes, dueAt: execution.now };
  }
  return { lanes, dueAt: isImporting(project) ? execution.now : dueAt };
}

/** An issue that has moved is sent by the project it is in, if that has a board. */
function handOver(issue: IssueHandle, project: ProjectHandle): boolean {
  const { connected, queueId } = issue.project.facts();
  if (issue.project.key === project.key || connected !== true || queueId === null) return false;
  issue.record({ queue: queueId });
  return true;
}

function process(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  inspector: Inspector,
  lanes: Lanes,
): 'settled' | 'sorted' {
  const inspection = attempt(issue, () => inspector.inspect(issue, facts));
  if (inspection === null) {
    refuse(execution, issue, facts, { code: UNREADABLE, detail: null, hash: null });
    return 'sorted';
  }
  const { step } = inspection;
  const here = step.leaves === null ? facts : leave(execution, issue, facts, lanes);
  if (step.kind === 'settle') {
    issue.record(settled(here, step.excludedBy));
    return 'settled';
  }
  sort(execution, issue, here, inspection, lanes);
  return 'sorted';
}

/** From here on leaving the old board is a task of its own. @returns the facts without the board. */
function leave(execution: Execution, issue: IssueHandle, facts: DeliveryFacts, lanes: Lanes): DeliveryFacts {
  const queue = facts.queue ?? issue.project.facts().queueId;
  if (queue === null) return facts;
  issue.record(left(facts, queue));
  // What Ducalis thought of the issue, it thought on the board that it leaves.
  issue.recordResults(NO_RESULTS);
  const here = issue.delivery();
  addDeparture(execution, issue, here, lanes);
  return here;
}

function sort(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  { content }: Inspection,
  lanes: Lanes,
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
  else addTo(lanes, prepared);
}

/** Issues looked at for one that is to be taken off a board. */
const LEAVING_LOOKED_AT = 100;

/** @returns when the next one may be tried; null: there is none, or one is in its lane. */
function addLeaving(
  execution: Execution,
  project: ProjectHandle,
  inspectorFor: (project: ProjectHandle) => Inspector,
  lanes: Lanes,
): number | null {
  const { queueId } = project.facts();
  if (queueId === null) return null;
  let dueAt: number | null = null;
  for (const issue of execution.leavingIssues(queueId, LEAVING_LOOKED_AT)) {
    const facts = issue.delivery();
    const departure = dueDeparture(facts.departures, execution.now);
    if (departure === null) dueAt = earlier(dueAt, nextDue(facts.departures));
    else if (!comesBack(issue, facts, inspectorFor(issue.project))) {
      lanes.leaving = { issue, facts, departure };
      return null;
    }
  }
  return dueAt;
}

/** An issue that belongs again on a board it was to leave: it is sent there, and must not be removed before. */
function comesBack(issue: IssueHandle, facts: DeliveryFacts, inspector: Inspector): boolean {
  const place = attempt(issue, () => inspector.inspect(issue, facts))?.place;
  return place?.kind === 'board' && facts.departures.some(({ board }) => board === place.board);
}

function addDeparture(
  { now }: Pick<Execution, 'now'>,
  issue: IssueHandle,
  facts: DeliveryFacts,
  lanes: Lanes,
): void {
  const departure = dueDeparture(facts.departures, now);
  if (departure !== null) lanes.leaving ??= { issue, facts, departure };
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** Issues looked at first, and at most: a long queue is read no further than needed. */
const SCANS = [300, 3_000] as const;

/** Numbers looked at for an import in one transaction. */
const IMPORT_STEP = 500;

/** What is queued, then what an import that is under way marks: no more than the call has room for. */
function* candidates(
  execution: Execution,
  project: ProjectHandle,
  isCallFull: () => boolean,
): Generator<IssueHandle> {
  const { queueId } = project.facts();
  if (queueId === null) return;
  const seen = new Set<string>();
  for (const limit of SCANS) {
    const queued = execution.queuedIssues(queueId, limit);
    for (const issue of queued) {
      if (seen.has(issue.key)) continue;
      seen.add(issue.key);
      yield issue;
    }
    if (queued.length < limit) break;
  }
  if (seen.size >= SCANS[1] || isCallFull()) return;
  const start = readWalk(project, 'importState');
  if (start?.state !== 'running') return;
  const walk = walker(execution, project, start, IMPORT_STEP, (issue) => queueResults(execution, issue));
  try {
    for (let issue = walk.next(); issue !== null; issue = isCallFull() ? null : walk.next()) yield issue;
  } finally {
    writeWalk(project, 'importState', walk.walk);
    if (walk.walk.state === 'done') journalizeCount(execution, project, 'imported', walk.walk.marked);
  }
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
    source: execution.storage().instanceId ?? '',
    base_url: issue.baseUrl(),
    external_id: facts.externalId ?? '',
    revision,
    description: safeHtml(issue.html(), issue.baseUrl()),
    updated_at: new Date(snapshot.updated).toISOString(),
  };
  return { issue, facts, revision, hash, json: JSON.stringify(upsert) };
}
