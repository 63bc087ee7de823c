/**
 * How far the reading of a board's listing has come, before the first import of a project there: every change of it, by
 * name. Pure; it is one text of the project.
 */
import { LONGEST_WAIT_MS } from './backoff.ts';
import { ANSWER_MS, isAwaited } from './calls-in-flight.ts';

export interface Reading {
  readonly board: string;
  /** Milliseconds since the epoch, like all times here. */
  readonly startedAt: number;
  /** Null: from the beginning. */
  readonly cursor: string | null;
  /** Items asked for in a page. */
  readonly size: number;
  /** `fields`: whether the board is there at all, because Ducalis does not know its listing. */
  readonly asks: 'listing' | 'fields';
  /** The call whose answer is awaited, and when it was made. */
  readonly call: string | null;
  readonly at: number;
  /** How often Ducalis has not taken a cursor of its own. */
  readonly refusals: number;
  /** Since when Ducalis says that it has no such listing; null: it does not. */
  readonly missingSince: number | null;
  /** Sources of unknown standing under which issues of this YouTrack are on the board. */
  readonly found: readonly string[];
  /** The greatest revision of what was on the board before this installation; {@link NOTHING_BEFORE}: nothing was. */
  readonly before: number;
  /** Whether a project that comes later may find issues of its own there. */
  readonly hasOthers: boolean;
}

/** Less than any revision, and than 0, which stands for one that is not known. */
export const NOTHING_BEFORE = -1;

/** @param size of the first page. @param before what an earlier reading has found. */
export function begun(
  board: string,
  { now, size, before }: { readonly now: number; readonly size: number; readonly before: number },
): Reading {
  return {
    board,
    startedAt: now,
    cursor: null,
    size,
    asks: 'listing',
    call: null,
    at: 0,
    refusals: 0,
    missingSince: null,
    found: [],
    before,
    hasOthers: false,
  };
}

/** A call is made. */
export function asking(reading: Reading, call: string, now: number): Reading {
  return { ...reading, call, at: now };
}

/** True while a call may still be answered. */
export function isAsking({ call, at }: Reading, now: number): boolean {
  return call !== null && isAwaited(at + ANSWER_MS, now);
}

/** Somebody who reads has made a call within this time, and within this one while the board may not be asked. */
const STALLED_MS = 10 * 60 * 1000;
const WAITING_MS = LONGEST_WAIT_MS + STALLED_MS;

/** Whether the reading goes on, so that nobody else need read the same. */
export function isAlive({ at }: Reading, now: number, isWaiting: boolean): boolean {
  return at > now - (isWaiting ? WAITING_MS : STALLED_MS) && at <= now;
}

/** What one page has added. */
export type Found = Pick<Reading, 'found' | 'before' | 'hasOthers'>;

/** A page was taken in. */
export function turned(reading: Reading, found: Found, cursor: string): Reading {
  return { ...reading, ...found, call: null, cursor, missingSince: null };
}

/** YouTrack has cut the page: a smaller one is asked for. */
export function halved(reading: Reading, size: number): Reading {
  return { ...reading, call: null, size };
}

/** Ducalis says that there is no such listing: whether there is such a board is asked next. */
export function doubted(reading: Reading): Reading {
  return { ...reading, call: null, asks: 'fields' };
}

/** It has the board: the listing is asked for again. */
export function missed(reading: Reading, now: number): Reading {
  const { missingSince } = reading;
  const isKnown = missingSince !== null && missingSince <= now;
  return { ...askingAgain(reading), missingSince: isKnown ? missingSince : now };
}

/** One wrong answer would put every issue on the board twice, so Ducalis has to say it for as long as this. */
const MISSING_MS = 15 * 60 * 1000;
const ASKED_AGAIN_MS = 5 * 60 * 1000;

/** Whether the board is one without a listing: nothing can be read from it. */
export function isWithoutListing({ missingSince }: Reading, now: number): boolean {
  return missingSince !== null && missingSince <= now - MISSING_MS;
}

/** When the next call may be made; at most `now` for at once. */
export function askableAt({ missingSince, asks, at }: Reading, now: number): number {
  return missingSince === null || asks === 'fields' || at > now ? now : at + ASKED_AGAIN_MS;
}

/** The page could not be read: it is asked for again. */
export function askingAgain(reading: Reading): Reading {
  return { ...reading, asks: 'listing', call: null };
}

/** Ducalis does not take the cursor: the listing is read from the beginning. */
export function beginningAgain(reading: Reading): Reading {
  return { ...askingAgain(reading), cursor: null, refusals: reading.refusals + 1 };
}
