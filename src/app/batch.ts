/** Chooses from a project's queue what goes into the next call, and settles what needs none. */
import type { DeliveryFacts } from '../domain/delivery.ts';
import { isDue, nextRevision, SENT_ALONE, settled } from '../domain/delivery.ts';
import { stripSignatures } from '../domain/html.ts';
import { contentOf, hashInput } from '../domain/snapshot.ts';
import { BULK_LIMIT, type Upsert } from '../ducalis/requests.ts';
import type { ErrorCode } from '../shared/error-codes.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { mappingOf, type StoredConfiguration, watchedFields } from './configuration.ts';
import { guarded } from './guarded.ts';

/** Issues looked at for one call: more than fit, because some are in flight, waiting or settled without a call. */
const SCAN_LIMIT = 300;

export interface Prepared {
  readonly issue: IssueHandle;
  readonly facts: DeliveryFacts;
  readonly revision: number;
  readonly hash: string;
  readonly json: string;
}

export type Batch =
  | { readonly kind: 'upserts'; readonly items: readonly Prepared[] }
  | { readonly kind: 'removal'; readonly issue: IssueHandle; readonly facts: DeliveryFacts }
  /** `dueAt`: when the first waiting issue becomes due, null: none waits. */
  | { readonly kind: 'nothing'; readonly dueAt: number | null };

export function nextBatch(
  execution: Execution,
  project: ProjectHandle,
  configuration: StoredConfiguration,
): Batch {
  const queueId = project.facts().queueId;
  const items: Prepared[] = [];
  let bytes = 0;
  let dueAt: number | null = null;
  for (const issue of queueId === null ? [] : execution.queuedIssues(queueId, SCAN_LIMIT)) {
    const facts = issue.adopt(execution.newId);
    if (!isDue(facts, execution.now)) {
      if (facts.retryAt !== null) dueAt = Math.min(dueAt ?? facts.retryAt, facts.retryAt);
      continue;
    }
    if (issue.project.key !== project.key) {
      issue.record({ queue: null });
      continue;
    }
    if (issue.isRestricted) {
      if (facts.boardId === null) issue.record({ ...settled(facts), excludedBy: 'restricted' });
      else if (items.length === 0) return { kind: 'removal', issue, facts };
      continue;
    }
    const prepared = tryPrepare(execution, issue, facts, configuration);
    if (prepared === null) continue;
    if (prepared.hash === facts.ackedHash && facts.boardId === configuration.board.id) {
      issue.record({ ...settled(facts), excludedBy: null });
      continue;
    }
    if (facts.failure === SENT_ALONE) {
      if (items.length === 0) return { kind: 'upserts', items: [prepared] };
      continue;
    }
    const size = utf8Length(prepared.json) + 1;
    if (items.length > 0 && bytes + size > BULK_LIMIT.bytes - ENVELOPE_BYTES) break;
    bytes += size;
    items.push(prepared);
    if (items.length === BULK_LIMIT.issues) break;
  }
  return items.length > 0 ? { kind: 'upserts', items } : { kind: 'nothing', dueAt };
}

const UNREADABLE: ErrorCode = 'unexpected';

/** `{"items":[]}` around the items. */
const ENVELOPE_BYTES = 12;

/** An issue that cannot be read needs a person; without this it would hold back every other issue for good. */
function tryPrepare(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  configuration: StoredConfiguration,
): Prepared | null {
  return guarded(
    `preparing ${issue.key}`,
    () => prepare(execution, issue, facts, configuration),
    () => {
      issue.record({ queue: null, failure: UNREADABLE, failureDetail: null });
      return null;
    },
  );
}

function prepare(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  configuration: StoredConfiguration,
): Prepared {
  const snapshot = issue.snapshot(watchedFields(configuration));
  const content = contentOf(snapshot, mappingOf(configuration));
  const revision = nextRevision(facts, execution.now);
  const upsert: Upsert = {
    ...content,
    source: execution.storage().instanceId ?? '',
    base_url: snapshot.url.slice(0, Math.max(0, snapshot.url.lastIndexOf('/issue/'))),
    external_id: facts.externalId ?? '',
    revision,
    description: stripSignatures(issue.html()),
    updated_at: new Date(snapshot.updated).toISOString(),
  };
  const hash = execution.digest(hashInput(content, snapshot.description, configuration.board.id));
  return { issue, facts, revision, hash, json: JSON.stringify(upsert) };
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
