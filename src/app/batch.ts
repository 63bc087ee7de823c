/** Chooses from a project's queue what goes into the next call, and settles what needs none. */
import { type DeliveryFacts, isDue, nextRevision, refused, settled } from '../domain/delivery.ts';
import { safeHtml } from '../domain/html.ts';
import { BULK_LIMIT, type Upsert } from '../ducalis/requests.ts';
import type { ErrorCode } from '../shared/error-codes.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { queueResults } from './apply-results.ts';
import { guarded } from './guarded.ts';
import { type InspectedContent, type Inspection, inspectors } from './inspect.ts';
import { journalizeCount, needsAttention } from './journal.ts';
import { readWalk, walker, writeWalk } from './walk.ts';

export interface Prepared {
  readonly issue: IssueHandle;
  readonly facts: DeliveryFacts;
  readonly revision: number;
  readonly hash: string;
  readonly json: string;
}

export type Batch =
  | { readonly kind: 'upserts'; readonly items: readonly Prepared[] }
  | {
      readonly kind: 'removal';
      readonly issue: IssueHandle;
      readonly facts: DeliveryFacts;
      readonly from: string;
    }
  /** `dueAt`: when there will be something to do, null: when something changes. */
  | { readonly kind: 'nothing'; readonly dueAt: number | null };

/**
 * What is due waits in lanes, and calls take the lanes in turns: neither one bad issue nor a thousand removals, which
 * go one a call, hold back the others.
 */
interface Lanes {
  readonly fresh: Parcel;
  /** Issues whose last call was refused as a whole. */
  readonly suspects: Parcel;
  readonly removals: Extract<Batch, { kind: 'removal' }>[];
}

/** Issues that are settled without a call in one transaction. */
const MOST_SETTLED = 500;

export function nextBatch(execution: Execution, project: ProjectHandle): Batch {
  const inspectorFor = inspectors(execution);
  const lanes: Lanes = { fresh: newParcel(), suspects: newParcel(), removals: [] };
  let dueAt: number | null = null;
  let looked = 0;
  let settledCount = 0;

  for (const issue of candidates(execution, project)) {
    if (looked >= SCANS[0] && choose(lanes, 0) !== null) break;
    looked += 1;
    const facts = issue.adopt(execution.externalIds);
    if (!isDue(facts, execution.now)) {
      if (facts.retryAt !== null) dueAt = Math.min(dueAt ?? facts.retryAt, facts.retryAt);
      continue;
    }
    const home = issue.project.facts();
    if (issue.project.key !== project.key && home.connected === true && home.queueId !== null) {
      issue.record({ queue: home.queueId });
      continue;
    }
    const inspection = readable(execution, issue, facts, () =>
      inspectorFor(issue.project).inspect(issue, facts),
    );
    if (inspection?.step.kind === 'settle') {
      issue.record(settled(facts, inspection.step.excludedBy));
      settledCount += 1;
    } else if (inspection !== null) sort(execution, issue, facts, inspection, lanes);
    if (lanes.fresh.isFull || lanes.suspects.isFull) break;
    if (settledCount >= MOST_SETTLED) {
      dueAt = execution.now;
      break;
    }
  }
  const isImporting = readWalk(project, 'importState')?.state === 'running';
  return choose(lanes, execution.hop) ?? { kind: 'nothing', dueAt: isImporting ? execution.now : dueAt };
}

function sort(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  { step, content }: Inspection,
  lanes: Lanes,
): void {
  if (step.kind === 'remove') lanes.removals.push({ kind: 'removal', issue, facts, from: step.from });
  if (step.kind !== 'upsert' || content === null) return;
  const [open] = content.undecided;
  if (open !== undefined) {
    const code: ErrorCode = 'value-not-mapped';
    refuse(execution, issue, facts, code, `${open.field}: ${open.value}`, content.hash);
    return;
  }
  const prepared = readable(execution, issue, facts, () => prepare(execution, issue, facts, content));
  if (prepared !== null) (facts.batchLimit === null ? lanes.fresh : lanes.suspects).add(prepared);
}

/** Issues looked at first, and at most: a long queue is read no further than needed. */
const SCANS = [300, 3_000] as const;

/** Numbers looked at for an import in one transaction. */
const IMPORT_STEP = 500;

/** What is queued, then what an import that is under way marks. */
function* candidates(execution: Execution, project: ProjectHandle): Generator<IssueHandle> {
  const { queueId } = project.facts();
  if (queueId === null) return;
  let seen = 0;
  for (const limit of SCANS) {
    const queued = execution.queuedIssues(queueId, limit);
    yield* queued.slice(seen);
    if (queued.length < limit) break;
    seen = queued.length;
  }
  if (seen >= SCANS[1]) return;
  const start = readWalk(project, 'importState');
  if (start?.state !== 'running') return;
  const walk = walker(execution, project, start, IMPORT_STEP, (issue) => queueResults(execution, issue));
  try {
    for (let issue = walk.next(); issue !== null; issue = walk.next()) yield issue;
  } finally {
    writeWalk(project, 'importState', walk.walk);
    if (walk.walk.state === 'done') journalizeCount(execution, project, 'imported', walk.walk.marked);
  }
}

function choose({ fresh, suspects, removals }: Lanes, turn: number): Batch | null {
  const lanes: (Batch | null)[] = [fresh.batch(), suspects.batch(), removals[0] ?? null];
  const start = turn % lanes.length;
  return [...lanes.slice(start), ...lanes.slice(0, start)].find((lane) => lane !== null) ?? null;
}

const UNREADABLE: ErrorCode = 'unexpected';

/** An issue that cannot be read needs a person; without this it would hold back every other issue for good. */
function readable<T>(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  read: () => T,
): T | null {
  return guarded<T | null>(`preparing ${issue.key}`, read, () => {
    refuse(execution, issue, facts, UNREADABLE, null, null);
    return null;
  });
}

/** What was refused is remembered, so that the issue is tried again only when it has changed. */
function refuse(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  code: ErrorCode,
  detail: string | null,
  hash: string | null,
): void {
  const tried = { batch: '', token: facts.changeToken, revision: facts.sent?.revision ?? 0, at: 0, hash };
  issue.record({ ...refused({ ...facts, sent: tried }, code, detail, facts.queue), sent: tried });
  needsAttention(execution, issue, code);
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

interface Parcel {
  add(item: Prepared): void;
  readonly isFull: boolean;
  batch(): Extract<Batch, { kind: 'upserts' }> | null;
}

/** `{"items":[]}` around the items. */
const ENVELOPE_BYTES = 12;

/** As many issues as one call may carry, in number and in bytes; what comes after that stays queued. */
function newParcel(): Parcel {
  const items: Prepared[] = [];
  let bytes = ENVELOPE_BYTES;
  let limit: number = BULK_LIMIT.issues;
  let isFull = false;
  return {
    add(item) {
      const size = utf8Length(item.json) + 1;
      isFull = items.length >= limit || (items.length > 0 && bytes + size > BULK_LIMIT.bytes);
      if (isFull) return;
      limit = Math.min(limit, item.facts.batchLimit ?? limit);
      bytes += size;
      items.push(item);
      isFull = items.length >= limit;
    },
    get isFull() {
      return isFull;
    },
    batch: () => (items.length === 0 ? null : { kind: 'upserts', items: items.slice(0, limit) }),
  };
}

/** Bytes of a string in UTF-8; the runtime has no TextEncoder. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
