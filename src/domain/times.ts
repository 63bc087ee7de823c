/** Times in milliseconds since the epoch. Pure. */

/** The earlier of two times of which each may be missing. */
export function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
