/**
 * The order in which entries last changed, for a keyset cursor: each change takes the next position, and an older
 * position of the same entry is forgotten.
 */

/** Hands out positions that never come twice and, being based on the clock, grow across restarts too. */
export class Positions {
  #last: number;

  /** @param startedAt milliseconds since the epoch. */
  constructor(startedAt: number) {
    this.#last = startedAt * 1000;
  }

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

export class ChangeLog<Entry extends object> {
  #log: { readonly position: number; readonly entry: Entry }[] = [];
  readonly #current = new Map<Entry, number>();
  readonly #positions: Positions;

  constructor(positions: Positions) {
    this.#positions = positions;
  }

  touch(entry: Entry): void {
    const position = this.#positions.next();
    this.#current.set(entry, position);
    this.#log.push({ position, entry });
    if (this.#log.length > 2 * this.#current.size + 100) this.#compact();
  }

  remove(entry: Entry): void {
    this.#current.delete(entry);
  }

  /** Entries that changed after the position, those that changed longest ago first. */
  *after(position: number): Generator<{ readonly position: number; readonly entry: Entry }> {
    for (let index = this.#firstAfter(position); index < this.#log.length; index += 1) {
      const line = this.#log[index];
      if (line && this.#current.get(line.entry) === line.position) yield line;
    }
  }

  #compact(): void {
    this.#log = this.#log.filter((line) => this.#current.get(line.entry) === line.position);
  }

  #firstAfter(position: number): number {
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#log[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
