/** How often the page asks the app by itself. Pure. */

/**
 * What an answer costs grows with the number of projects: so many times as long as the last one took, the page leaves
 * YouTrack alone.
 */
const REST = 10;

/** A call that broke off after hours of sleep must not stop the page for days. */
const LONGEST_MS = 60_000;

/**
 * How long to wait after an answer, in ms.
 *
 * @param tookMs how long the answer took.
 * @param leastMs the wait after a quick one.
 */
export function pauseAfter(tookMs: number, leastMs: number): number {
  return Math.min(LONGEST_MS, Math.max(leastMs, REST * tookMs));
}
