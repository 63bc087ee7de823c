/**
 * Which of two results of an issue counts: the one that is kept, or one that arrives. Pure.
 *
 * The feed is in the order in which results changed at Ducalis, so what it says counts, whatever its times say. What
 * Ducalis posts by itself may arrive out of order; there, and between a post and a page of the feed that was on its
 * way, the times of Ducalis decide. A wrong decision there is put right by the next page of the feed.
 */

export interface KeptTimes {
  /** When it changed, as Ducalis says, in milliseconds since the epoch; null: nothing is kept. */
  readonly scoredAt: number | null;
  /** When it was posted, by our clock; null: it comes from the feed. */
  readonly postedAt: number | null;
}

export type Arrival =
  /** `askedAt`: when its page was asked for, by our clock; null: not known. */
  { readonly from: 'feed'; readonly askedAt: number | null } | { readonly from: 'post' };

/**
 * @param updatedAt when the result that arrives changed, as Ducalis says; null: it does not say.
 * @param now by our clock. Clocks may have been put back: a kept time after it says nothing.
 */
export function counts(kept: KeptTimes, updatedAt: number | null, arrival: Arrival, now: number): boolean {
  const { scoredAt, postedAt } = kept;
  if (scoredAt === null || scoredAt > now) return true;
  if (arrival.from === 'post') return updatedAt === null || updatedAt >= scoredAt;
  const isFromFeed = postedAt === null || postedAt > now;
  if (isFromFeed || arrival.askedAt === null || arrival.askedAt >= postedAt) return true;
  return updatedAt !== null && updatedAt >= scoredAt;
}
