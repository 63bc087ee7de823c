/** Takes Ducalis' answer to one call apart: each issue gets its own outcome, and only what was stored is settled. */
import { backoff } from '../../domain/backoff.ts';
import {
  accepted,
  type DeliveryFacts,
  type DeliveryPatch,
  halved,
  postponed,
  refused,
} from '../../domain/delivery.ts';
import { type Outcome, outcomeOf } from '../../domain/outcome.ts';
import { type BulkReceipt, outcomeOfAnswer, parseBulkReceipts, safeUrl } from '../../ducalis/answers.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { JournalKind } from '../../shared/journal.ts';
import type { Chance, Clock, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, goTo, type Onward } from '../calling/next.ts';
import { charge } from '../calling/outcome.ts';
import { journalize } from '../stored/journal.ts';

const REFUSED: ErrorCode = 'issue-rejected';
const LONGEST_DETAIL = 300;

/** What an answer means for one issue. */
interface Verdict {
  readonly patch: DeliveryPatch;
  /** Null: nothing that a person would want to read. */
  readonly kind: JournalKind | null;
}

export function takeReceipts({ execution, project, answer, call, epoch }: Answered): Onward {
  const issues = execution.issuesOfBatch(call);
  const receipts = parseBulkReceipts(answer);
  const outcome = outcomeOfAnswer(answer, receipts !== undefined, execution.now);
  const byId = new Map(receipts?.map((receipt) => [receipt.external_id, receipt]));
  const verdicts = issues.map((issue) => {
    const facts = issue.delivery();
    const receipt = byId.get(facts.externalId ?? '');
    return { issue, ...judge(execution, facts, outcome, receipt, issues.length) };
  });
  for (const { issue, patch } of verdicts) issue.record(patch);
  journalizeVerdicts(execution, project, verdicts);
  const attempts = Math.max(0, ...verdicts.map(({ patch }) => (patch.attempts ?? 1) - 1));
  charge(execution, project, outcome, { attempts, epoch });
  return goTo('sending');
}

/** @param size of the call. */
function judge(
  execution: Clock & Chance,
  facts: DeliveryFacts,
  outcome: Outcome,
  receipt: BulkReceipt | undefined,
  size: number,
): Verdict {
  if (outcome.kind === 'Acknowledged') return received(execution, facts, receipt);
  if (outcome.kind === 'NeedsAttention' && size > 1) return { patch: halved(size), kind: 'retried' };
  return unsent(facts, outcome);
}

function journalizeVerdicts(
  execution: Clock,
  project: ProjectHandle,
  verdicts: readonly (Verdict & { readonly issue: IssueHandle })[],
): void {
  for (const kind of ['acknowledged', 'retried', 'needs-attention'] as const) {
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

/** An issue whose call was accepted; a missing receipt says nothing, so the issue is sent again. */
function received(
  execution: Clock & Chance,
  facts: DeliveryFacts,
  receipt: BulkReceipt | undefined,
): Verdict {
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
