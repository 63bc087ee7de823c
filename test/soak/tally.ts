/** How often each thing really happened: a run in which nothing went wrong proves nothing. */

export class Tally {
  readonly #counts = new Map<string, number>();

  count(what: string, times = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
  }

  add(other: Readonly<Record<string, number>>): void {
    for (const [what, times] of Object.entries(other)) this.count(what, times);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
