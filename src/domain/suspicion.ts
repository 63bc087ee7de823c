/**
 * Whose fault a failed call is: the lane's, or that of an issue that it carried. An issue is charged only while others
 * pass. Pure.
 */
import type { DeliveryFacts, DeliveryPatch } from './delivery.ts';
import { hasPassedSince, isInTrouble, type Lane } from './lane.ts';
import type { Setback } from './setback.ts';
import { failedAlone, halved, touched } from './setback.ts';

/**
 * `fresh`: nothing is known against it; `touched`: it was in a call that failed, and nothing has passed since; `suspect`:
 * others have passed since.
 */
export type Standing = 'fresh' | 'touched' | 'suspect';

/** @param lane of the upserts to the board. */
export function standingOf(facts: DeliveryFacts, lane: Lane): Standing {
  if (facts.batchLimit !== null) return 'suspect';
  if (facts.failedAt === null) return 'fresh';
  if (hasPassedSince(lane, facts.failedAt)) return 'suspect';
  return isInTrouble(lane) ? 'touched' : 'fresh';
}

/** Whether the issue has failed by itself, and is sent alone. One half of a pair that failed has not. */
export function failsAlone({ batchLimit, failedAt, attempts }: DeliveryFacts): boolean {
  return batchLimit === 1 && failedAt !== null && (attempts ?? 0) > 0;
}

/**
 * Whether a suspect that would be sent alone may be: only after something else has passed since it was tried last, so
 * that its next failure can be nothing but its own. A try of the future is void: the clock was wrong.
 */
export function isProven(facts: DeliveryFacts, lane: Lane, now: number): boolean {
  const triedAt = facts.sent?.at ?? 0;
  return !failsAlone(facts) || hasPassedSince(lane, triedAt > now ? 0 : triedAt);
}

export interface Failure extends Setback {
  /** Issues that the call carried. */
  readonly size: number;
}

/** What a failed call means for one issue that it carried. */
export function blamed(facts: DeliveryFacts, lane: Lane, failure: Failure): DeliveryPatch {
  if (standingOf(facts, lane) !== 'suspect') return touched(facts, failure.now);
  if (failure.size > 1) return { ...touched(facts, failure.now), ...halved(failure.size) };
  return failedAlone(facts, failure);
}
