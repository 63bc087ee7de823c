/** Takes Ducalis' answer to one call apart: each issue gets its own outcome, and only what was stored is settled. */
import { backoff } from '../domain/backoff.ts';
import {
  accepted,
  type DeliveryFacts,
  type DeliveryPatch,
  halved,
  postponed,
  refused,
  removed,
} from '../domain/delivery.ts';
import { type Outcome, outcomeOf } from '../domain/outcome.ts';
import {
  type BulkReceipt,
  outcomeOfAnswer,
  parseBulkReceipts,
  parseRevision,
  safeUrl,
} from '../ducalis/answers.ts';
import type { ErrorCode } from '../shared/error-codes.ts';
import type { JournalKind } from '../shared/journal.ts';
import type { Carried, Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import { applyOutcome } from './connection.ts';
import { sendNext } from './drain.ts';
import { journalize } from './journal.ts';

const REFUSED: ErrorCode = 'issue-rejected';
const LONGEST_DETAIL = 300;

/** What an answer means for one issue. */
interface Verdict {
  readonly patch: DeliveryPatch;
  /** Null: nothing that a person would want to read. */
  readonly kind: JournalKind | null;
}

/** The async function `acknowledge`. */
export function acknowledge(execution: Execution): void {
  answered(execution, afterUpserts);
}

/** The async function `acknowledgeRemoval`. */
export function acknowledgeRemoval(execution: Execution): void {
  answered(execution, afterRemoval);
}

type Judge = (
  execution: Execution,
  size: number,
) => { readonly outcome: Outcome; verdict(issue: IssueHandle, facts: DeliveryFacts): Verdict };

function answered(execution: Execution, judge: Judge): void {
  const carried = execution.carried();
  if (carried?.batch === undefined) return;
  const issues = execution.issuesOfBatch(carried.batch);
  const { outcome, verdict } = judge(execution, issues.length);
  const verdicts = issues.map((issue) => ({ issue, ...verdict(issue, issue.delivery()) }));
  for (const { issue, patch, kind } of verdicts) {
    issue.record(patch);
    if (kind === 'removed') issue.clearResults();
  }
  journalizeVerdicts(execution, carried, verdicts);
  const attempts = Math.max(0, ...verdicts.map(({ patch }) => (patch.attempts ?? 1) - 1));
  applyOutcome(execution, carried.project, outcome, attempts, carried.epoch);
  sendNext(execution, carried.project);
}

function journalizeVerdicts(
  execution: Execution,
  { project }: Carried,
  verdicts: readonly (Verdict & { readonly issue: IssueHandle })[],
): void {
  for (const kind of ['acknowledged', 'removed', 'retried', 'needs-attention'] as const) {
    const concerned = verdicts.filter((verdict) => verdict.kind === kind);
    if (concerned.length === 0) continue;
    const keys = concerned.map(({ issue }) => issue.key);
    const attempt = Math.max(0, ...concerned.map(({ patch }) => patch.attempts ?? 0));
    journalize(execution, project, kind, keys, {
      ...(kind === 'retried' ? { attempt } : {}),
      ...(kind === 'needs-attention' ? { reason: REFUSED } : {}),
    });
  }
}

/**
 * Something that is already gone counts as removed. A 200 does not: it comes from a Ducalis that holds a newer
 * revision, or from something in between that is no Ducalis.
 */
function afterRemoval(execution: Execution): ReturnType<Judge> {
  const answer = execution.answer();
  const outcome: Outcome =
    answer.status === 404 ? { kind: 'Acknowledged' } : outcomeOfAnswer(answer, false, execution.now);
  const newer = parseRevision(answer) ?? 0;
  return {
    outcome,
    verdict(_issue, facts) {
      if (outcome.kind === 'Acknowledged') return { patch: removed(execution.now), kind: 'removed' };
      const { patch, kind } = unsent(facts, outcome);
      const isNewer = facts.sent !== null && newer > facts.sent.revision;
      return { patch: isNewer ? { ...patch, sent: { ...facts.sent, revision: newer } } : patch, kind };
    },
  };
}

function afterUpserts(execution: Execution, size: number): ReturnType<Judge> {
  const answer = execution.answer();
  const receipts = parseBulkReceipts(answer);
  const outcome = outcomeOfAnswer(answer, receipts !== undefined, execution.now);
  const byId = new Map(receipts?.map((receipt) => [receipt.external_id, receipt]));
  return {
    outcome,
    verdict(_issue, facts) {
      if (outcome.kind === 'Acknowledged') {
        return received(execution, facts, byId.get(facts.externalId ?? ''));
      }
      if (outcome.kind === 'NeedsAttention' && size > 1) return { patch: halved(size), kind: 'retried' };
      return unsent(facts, outcome);
    },
  };
}

/** An issue whose call was accepted; a missing receipt says nothing, so the issue is sent again. */
function received(execution: Execution, facts: DeliveryFacts, receipt: BulkReceipt | undefined): Verdict {
  const outcome = outcomeOf(
    { status: receipt?.status ?? null, isJson: true, retryAfter: null },
    execution.now,
  );
  if (receipt !== undefined && outcome.kind === 'Acknowledged') {
    const revision = receipt.revision ?? facts.sent?.revision ?? 0;
    const patch = accepted(facts, { revision, url: safeUrl(receipt.url) }, execution.now);
    if (patch !== null) return { patch, kind: 'acknowledged' };
  }
  if (outcome.kind === 'Acknowledged' || outcome.kind === 'RetryAfter') {
    const counts = outcome.kind === 'Acknowledged' || outcome.countsAsAttempt;
    const asked = outcome.kind === 'RetryAfter' ? outcome.afterMs : null;
    const wait = asked ?? backoff((facts.attempts ?? 0) + 1, execution.random());
    return { patch: postponed(facts, counts, execution.now + wait), kind: 'retried' };
  }
  return refusedBy(facts, receipt?.error?.slice(0, LONGEST_DETAIL) ?? null);
}

/** An issue whose whole call failed. The wait is the connection's, so the issue carries none of its own. */
function unsent(facts: DeliveryFacts, outcome: Outcome): Verdict {
  if (outcome.kind === 'NeedsAttention') return refusedBy(facts, null);
  const counts = outcome.kind === 'RetryAfter' && outcome.countsAsAttempt;
  return { patch: postponed(facts, counts, null), kind: outcome.kind === 'RetryAfter' ? 'retried' : null };
}

function refusedBy(facts: DeliveryFacts, detail: string | null): Verdict {
  return { patch: refused(facts, REFUSED, detail, facts.queue), kind: 'needs-attention' };
}
