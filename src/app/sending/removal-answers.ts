/** What Ducalis' answers to removals mean: to the call for one issue, and to one receipt of a call for several. */
import type { HttpAnswer } from '../../domain/exchange.ts';
import { itemOutcome } from '../../domain/outcome.ts';
import { type BulkReceipt, parseBulkReceipts, parseRevision } from '../../ducalis/answers.ts';
import type { Clock } from '../../youtrack/ports.ts';
import { type Verdict, verdictOf } from '../calling/verdict.ts';

/**
 * What the answer to a removal means. An empty 204 is Ducalis' own answer, and a 404 by Ducalis counts as done. A 200 with
 * a revision is Ducalis that holds something newer, and has not removed it.
 */
export function removalVerdict(clock: Clock, answer: HttpAnswer, board: string): Verdict {
  const call = { lane: { kind: 'removals', board }, cargo: 'one' } as const;
  const isRemoved = answer.status === 204 && answer.body === '';
  const verdict = verdictOf(clock, answer, isRemoved, call);
  const holdsNewer = answer.status === 200 && parseRevision(answer) !== undefined;
  return holdsNewer ? { ...verdict, outcome: { kind: 'conflict' } } : verdict;
}

/** The answer to a call for several: what it means as a whole, and each receipt by its external id. */
export interface ReceivedTogether {
  readonly verdict: Verdict;
  readonly byId: ReadonlyMap<string, BulkReceipt>;
}

/** @param ids external ids that the call carried and that still matter. */
export function receivedTogether(
  clock: Clock,
  answer: HttpAnswer,
  board: string,
  ids: readonly string[],
): ReceivedTogether {
  const receipts = parseBulkReceipts(answer);
  const byId = new Map(receipts?.map((receipt) => [receipt.external_id, receipt]));
  const isUnderstood = receipts !== undefined && (ids.length === 0 || ids.some((id) => byId.has(id)));
  const verdict = verdictOf(clock, answer, isUnderstood, {
    lane: { kind: 'removals', board },
    cargo: 'several',
  });
  return { verdict, byId };
}

/**
 * `not-known`: Ducalis took the item for an upsert, because it does not know that it can be a removal: the issue still
 * stands there.
 *
 * @param revision that the removal was sent with.
 */
export function meaningOf(
  revision: number,
  receipt: BulkReceipt | undefined,
): 'off' | 'failed' | 'not-known' {
  if (receipt === undefined) return 'failed';
  if (receipt.isRemoved && itemOutcome(receipt.status) === 'done') return 'off';
  if (receipt.status === 404) return 'off';
  const isTaken = itemOutcome(receipt.status) === 'done';
  // What holds something newer has not removed it.
  return isTaken && (receipt.revision ?? revision) <= revision ? 'not-known' : 'failed';
}
