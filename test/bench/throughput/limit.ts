/** How many calls a minute the Ducalis of the bench takes. */

export const MOST_A_MINUTE = 120;
const MINUTE_MS = 60_000;

export class Limit {
  /** When the calls of the last minute came, in milliseconds since the epoch. */
  #came: readonly number[] = [];

  /** @returns null for a call that is let in, else the seconds after which another would be. */
  waitFor(now: number): number | null {
    this.#came = this.#came.filter((at) => at > now - MINUTE_MS);
    const [first = now] = this.#came;
    if (this.#came.length >= MOST_A_MINUTE) return Math.max(1, Math.ceil((first + MINUTE_MS - now) / 1_000));
    this.#came = [...this.#came, now];
    return null;
  }
}
