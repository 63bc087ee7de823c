/** Exponential backoff with jitter. Pure: randomness is handed in. */

export const FIRST_WAIT_MS = 5_000;
export const LONGEST_WAIT_MS = 60 * 60 * 1000;

/**
 * Milliseconds to wait before attempt `attempts + 1`.
 *
 * @param attempts failed attempts so far, at least 1.
 * @param random in [0, 1); spreads the waits over the upper half of the interval.
 */
export function backoff(attempts: number, random: number): number {
  const exponent = Math.min(Math.max(attempts, 1) - 1, 20);
  const ceiling = Math.min(FIRST_WAIT_MS * 2 ** exponent, LONGEST_WAIT_MS);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

/**
 * As {@link backoff}, in milliseconds, but no shorter than what was asked for.
 *
 * @param failure `afterMs`: the least wait that was asked for; `random` in [0, 1).
 */
export function waitAfter(
  attempts: number,
  { random, afterMs }: { readonly random: number; readonly afterMs: number | null },
): number {
  return Math.min(Math.max(backoff(attempts, random), afterMs ?? 0), LONGEST_WAIT_MS);
}

/** Whether a wait until that time goes on. One that ends later than any wait can is void: the clock was wrong. */
export function isWaiting(until: number, now: number): boolean {
  return until > now && until <= now + LONGEST_WAIT_MS;
}
