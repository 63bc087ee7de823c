/**
 * What an answer means, from one table: first who speaks, then what it concerns. Only Ducalis itself decides anything
 * about a token, a board or an issue; anything in between says nothing, with any status. Pure. An outcome is a
 * value: nothing here throws, nothing here waits.
 */
import { LONGEST_WAIT_MS } from './backoff.ts';
import type { LaneKind } from './lane.ts';
import type { Speaker } from './speaker.ts';

/** How many things of ours the call carried, and may be refused for. */
export type Cargo = 'none' | 'one' | 'several';

/** An answer as far as its outcome depends on it. */
export interface AnswerHead {
  readonly speaker: Speaker;
  /** Null when nobody spoke. */
  readonly status: number | null;
  /** The `Retry-After` header, in either form. */
  readonly retryAfter: string | null;
}

export type Outcome =
  /** Taken: item by item, where there are items. */
  | { readonly kind: 'done' }
  /** Says nothing but that this kind of call to this board does not pass now. */
  | { readonly kind: 'failed'; readonly afterMs: number | null }
  /** Ducalis will not take what the call carried, as it is. */
  | { readonly kind: 'refused' }
  /** Ducalis will not take all of what the call carried: which of it is not known. */
  | { readonly kind: 'refused-together' }
  /** Ducalis holds something else than we thought: once, that is no reason to give up. */
  | { readonly kind: 'conflict' }
  /** The board does not let this token in, or is switched off. */
  | { readonly kind: 'board-closed'; readonly reason: 'board-forbidden' | 'board-disabled' }
  /** Ducalis does not find the board: true only if its list of boards says so too. */
  | { readonly kind: 'board-missing' }
  | { readonly kind: 'token-rejected' }
  /** The whole connection waits. */
  | { readonly kind: 'busy'; readonly afterMs: number | null };

/** Whether it concerns the connection, and so is charged to no issue. */
export function concernsConnection({ kind }: Outcome): boolean {
  return kind === 'token-rejected' || kind === 'busy';
}

type Row = 'refused' | 'conflict' | 'forbidden' | 'disabled' | 'missing' | 'rejected' | 'busy';

/** What Ducalis says with an error. A status without a row is a failure: it is never charged to an issue. */
const COMPLAINTS: Readonly<Record<number, Row>> = {
  400: 'refused',
  401: 'rejected',
  403: 'forbidden',
  404: 'missing',
  409: 'conflict',
  410: 'disabled',
  413: 'refused',
  422: 'refused',
  429: 'busy',
};

/** Calls that concern no single board. */
const WITHOUT_BOARD: ReadonlySet<LaneKind> = new Set(['boards']);

/** @param now milliseconds since the epoch, for a `Retry-After` that names a date. */
export function outcomeOf(
  head: AnswerHead,
  call: { readonly lane: LaneKind; readonly cargo: Cargo },
  now: number,
): Outcome {
  const { speaker, status } = head;
  const afterMs = parseRetryAfter(head.retryAfter, now);
  if (speaker === 'nobody' || speaker === 'between' || status === null)
    return { kind: 'failed', afterMs: null };
  const failed: Outcome = { kind: 'failed', afterMs };
  if (speaker === 'answer') return status >= 200 && status <= 299 ? { kind: 'done' } : failed;
  const row = COMPLAINTS[status];
  if (row === undefined) return failed;
  switch (row) {
    case 'rejected':
      return { kind: 'token-rejected' };
    case 'busy':
      return { kind: 'busy', afterMs };
    case 'missing':
      // Of a call for several it is the board that is missing.
      if (call.lane === 'removals' && call.cargo === 'one') return { kind: 'done' };
      return WITHOUT_BOARD.has(call.lane) ? failed : { kind: 'board-missing' };
    case 'forbidden':
    case 'disabled':
      if (WITHOUT_BOARD.has(call.lane)) return failed;
      return {
        kind: 'board-closed',
        reason: row === 'forbidden' ? 'board-forbidden' : 'board-disabled',
      };
    case 'refused':
    case 'conflict':
      if (call.cargo === 'none') return failed;
      return { kind: call.cargo === 'several' ? 'refused-together' : row };
  }
}

/** What the receipt of one issue says of that issue; the call as a whole has passed. */
export type ItemOutcome = 'done' | 'refused' | 'conflict' | 'busy' | 'failed';

export function itemOutcome(status: number): ItemOutcome {
  if (status >= 200 && status <= 299) return 'done';
  const row = COMPLAINTS[status];
  return row === 'refused' || row === 'conflict' || row === 'busy' ? row : 'failed';
}

/**
 * Seconds or an HTTP date → milliseconds from now, at most an hour; null for anything else. It may lengthen our own wait,
 * never shorten it.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseHttpDate(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

/** What else `Date.parse` reads as a date differs between runtimes: "1.5.2", for one. */
function parseHttpDate(text: string): number {
  return /^[a-z]+, .+ gmt$/i.test(text) ? Date.parse(text) : Number.NaN;
}
