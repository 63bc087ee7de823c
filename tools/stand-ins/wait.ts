/** Awaits a condition instead of sleeping. */
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const INTERVAL_MS = 50;

/**
 * Asks until there is an answer.
 *
 * @param what for the message when patience ends.
 * @returns the first answer that is neither null nor undefined nor false.
 * @throws Error after a minute.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await pause(INTERVAL_MS);
  }
  throw new Error(`Waited in vain for ${what}`);
}
