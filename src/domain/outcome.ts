/**
 * What an answer of Ducalis means for the delivery, from one table (`docs/ducalis-openapi.yaml`). Pure.
 * An outcome is a value: nothing here throws, nothing here waits.
 */
import { LONGEST_WAIT_MS } from './backoff.ts';

export type Outcome =
  | { readonly kind: 'Acknowledged' }
  /** `afterMs` is what Ducalis asked for, null: our own backoff. A rate limit uses up no attempt. */
  | { readonly kind: 'RetryAfter'; readonly afterMs: number | null; readonly countsAsAttempt: boolean }
  | { readonly kind: 'NeedsAttention' }
  | { readonly kind: 'Suspended' }
  | { readonly kind: 'Gone'; readonly reason: 'board-not-found' | 'board-disabled' };

/** An answer as far as its outcome depends on it. `status` is null when there was no answer at all. */
export interface AnswerHead {
  readonly status: number | null;
  readonly isJson: boolean;
  /** The `Retry-After` header, in either form. */
  readonly retryAfter: string | null;
}

type Row = readonly [from: number, to: number, outcome: Outcome];

const RETRY: Outcome = { kind: 'RetryAfter', afterMs: null, countsAsAttempt: true };

const TABLE: readonly Row[] = [
  [200, 299, { kind: 'Acknowledged' }],
  [401, 401, { kind: 'Suspended' }],
  [403, 403, { kind: 'Suspended' }],
  [404, 404, { kind: 'Gone', reason: 'board-not-found' }],
  [408, 409, RETRY],
  [410, 410, { kind: 'Gone', reason: 'board-disabled' }],
  [425, 425, RETRY],
  [429, 429, { kind: 'RetryAfter', afterMs: null, countsAsAttempt: false }],
  [400, 499, { kind: 'NeedsAttention' }],
];

/**
 * @param now milliseconds since the epoch, for a `Retry-After` that names a date.
 * @returns everything that is not in the table (3xx, 5xx, no answer), and any answer with content that is not JSON
 *   where JSON was promised, is retried: it says nothing about the issue.
 */
export function outcomeOf(answer: AnswerHead, now: number): Outcome {
  const { status } = answer;
  if (status === null) return RETRY;
  const row = TABLE.find(([from, to]) => status >= from && status <= to);
  const outcome = row?.[2] ?? RETRY;
  if (outcome.kind === 'RetryAfter') {
    const afterMs = parseRetryAfter(answer.retryAfter, now);
    return afterMs === null ? outcome : { kind: 'RetryAfter', afterMs, countsAsAttempt: false };
  }
  return outcome.kind === 'Acknowledged' && !answer.isJson && status !== 204 ? RETRY : outcome;
}

/** Seconds or an HTTP date → milliseconds from now, at most an hour; null for anything else. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}
