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
