/** What follows from the revision that Ducalis holds of an issue, as a result tells it. */
import {
  type DeliveryFacts,
  type DeliveryPatch,
  isDirty,
  isInFlight,
  outranked,
  sentAgain,
} from '../../domain/delivery.ts';
import type { Chance, Clock } from '../../youtrack/ports.ts';

/** A revision that never is the one that was sent is no sign of a backup: it would have the issue sent in every round. */
const MOST_RESENT = 3;

export interface Held {
  /** Sends the issue again; null: nothing to do. */
  readonly patch: DeliveryPatch | null;
  /** How often that has not helped. */
  readonly resent: number;
  /** Whether the revision is not believed any more. */
  readonly isOdd: boolean;
}

/**
 * A greater revision than was ever sent, or a smaller one than was acknowledged, means that one of the two was restored
 * from a backup: the issue is sent again, as something newer than both.
 *
 * @param queueId of the project.
 * @param resent how often that was done, without the revision ever being the one that was sent.
 */
export function judgeHeld(
  execution: Clock & Chance,
  facts: DeliveryFacts,
  queueId: string | null,
  revision: number | null,
  resent: number,
): Held {
  const { sent, queue } = facts;
  const after = (times: number, patch: DeliveryPatch | null = null): Held => ({
    patch,
    resent: times,
    isOdd: times > MOST_RESENT,
  });
  if (queueId === null || revision === null || sent === null || isInFlight(facts, execution.now)) {
    return after(resent);
  }
  const isSettled = queue === null && !isDirty(facts);
  const isLost = revision > sent.revision || (revision < sent.revision && isSettled);
  if (!isLost) return after(isSettled ? 0 : resent);
  if (resent >= MOST_RESENT) return after(MOST_RESENT + 1);
  const again = sentAgain(facts, execution.newId(), queueId);
  return after(resent + 1, revision > sent.revision ? { ...again, ...outranked(facts, revision) } : again);
}
