/** Takes Ducalis' answer to one call apart: each issue gets its own outcome, and only what was stored is settled. */
import { backoff } from '../domain/backoff.ts';
import { accepted, type DeliveryPatch, postponed, refused, removed, SENT_ALONE } from '../domain/delivery.ts';
import { type Outcome, outcomeOf } from '../domain/outcome.ts';
import { type BulkReceipt, headOf, parseBulkReceipts, parseRevision, safeUrl } from '../ducalis/answers.ts';
import type { ErrorCode } from '../shared/error-codes.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import { applyOutcome } from './connection.ts';
import { sendNext } from './drain.ts';

const REFUSED: ErrorCode = 'issue-rejected';
const LONGEST_DETAIL = 300;

/** The async function `acknowledge`. */
export function acknowledge(execution: Execution): void {
  const carried = execution.carried();
  if (carried?.batch === undefined) return;
  const issues = execution.issuesOfBatch(carried.batch);
  const attempts = Math.max(0, ...issues.map((issue) => issue.delivery().attempts ?? 0));
  const outcome =
    carried.kind === 'removal' ? afterRemoval(execution, issues) : afterUpserts(execution, issues);
  applyOutcome(execution, carried.project, outcome, attempts, carried.epoch);
  sendNext(execution, carried.project);
}

/**
 * Something that is already gone counts as removed. A 200 does not: it comes from a Ducalis that holds a newer
 * revision, or from something in between that is no Ducalis.
 */
function afterRemoval(execution: Execution, issues: readonly IssueHandle[]): Outcome {
  const head = headOf(execution.answer());
  const outcome: Outcome =
    head.status === 404 ? { kind: 'Acknowledged' } : outcomeOf({ ...head, isJson: false }, execution.now);
  const newer = parseRevision(execution.answer()) ?? 0;
  for (const issue of issues) {
    issue.record(
      outcome.kind === 'Acknowledged'
        ? { ...removed(issue.delivery(), execution.now), excludedBy: 'restricted' }
        : { ...unsent(issue, outcome), sentRevision: Math.max(newer, issue.delivery().sentRevision ?? 0) },
    );
  }
  return outcome;
}

function afterUpserts(execution: Execution, issues: readonly IssueHandle[]): Outcome {
  const answer = execution.answer();
  const receipts = parseBulkReceipts(answer);
  const outcome = outcomeOf({ ...headOf(answer), isJson: receipts !== undefined }, execution.now);
  const byId = new Map(receipts?.map((receipt) => [receipt.external_id, receipt]));
  for (const issue of issues) {
    if (outcome.kind === 'Acknowledged') {
      issue.record(received(execution, issue, byId.get(issue.delivery().externalId ?? '')));
    } else if (outcome.kind === 'NeedsAttention' && issues.length > 1) {
      issue.record({ sentBatch: null, failure: SENT_ALONE });
    } else {
      issue.record(unsent(issue, outcome));
    }
  }
  return outcome;
}

/** An issue whose call was accepted; a missing receipt says nothing, so the issue is sent again. */
function received(execution: Execution, issue: IssueHandle, receipt: BulkReceipt | undefined): DeliveryPatch {
  const facts = issue.delivery();
  const status = receipt?.status ?? null;
  const outcome = outcomeOf({ status, isJson: true, retryAfter: null }, execution.now);
  if (receipt !== undefined && outcome.kind === 'Acknowledged') {
    const revision = receipt.revision ?? facts.sentRevision ?? 0;
    return accepted(facts, { revision, url: safeUrl(receipt.url) }, execution.now);
  }
  if (outcome.kind === 'RetryAfter') {
    const wait = outcome.afterMs ?? backoff((facts.attempts ?? 0) + 1, execution.random());
    return postponed(facts, outcome.countsAsAttempt, execution.now + wait);
  }
  return refused(facts, REFUSED, receipt?.error?.slice(0, LONGEST_DETAIL) ?? null);
}

/** An issue whose whole call failed. The wait is the connection's, so the issue carries none of its own. */
function unsent(issue: IssueHandle, outcome: Outcome): DeliveryPatch {
  const facts = issue.delivery();
  if (outcome.kind === 'NeedsAttention') return refused(facts, REFUSED, null);
  return postponed(facts, outcome.kind === 'RetryAfter' && outcome.countsAsAttempt, null);
}
