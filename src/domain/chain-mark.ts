/**
 * What a project notes of a call that waits for its answer: the answer sends on, so that nobody else need begin. Pure;
 * the mark is one property of the project.
 */
import { ANSWER_MS, isAwaited } from './calls-in-flight.ts';

/** Never empty again once written (youtrack-platform §15 U18). */
export const NO_CALL = '-';

/** YouTrack ends a chain at 10 hops; one is kept in reserve (youtrack-platform §3). */
export const LAST_HOP = 9;

/** @param hop of the execution that makes the call. */
export function chainMark(call: string, now: number, hop: number): string {
  return `${call}@${now + ANSWER_MS}@${hop}`;
}

/** Calls that the answer may be followed by before it is the turn of what an edit has marked: each lane has one. */
const LANES = 3;

/** True while a call is under way whose chain still sends what is marked meanwhile. */
export function isUnderWay(mark: string | null, now: number): boolean {
  const [, until, hop] = (mark ?? '').split('@').map(Number);
  if (until === undefined || hop === undefined) return false;
  return isAwaited(until, now) && hop + LANES < LAST_HOP;
}

export function isMarkOf(mark: string | null, call: string): boolean {
  return mark?.startsWith(`${call}@`) === true;
}
