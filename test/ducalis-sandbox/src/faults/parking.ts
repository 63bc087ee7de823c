/** Calls that are not handled yet: those held until somebody releases them, and those that others are to overtake. */

interface Overtaken {
  left: number;
  readonly handle: () => Promise<unknown>;
}

export class Parking {
  readonly #held = new Set<(goesOn: boolean) => void>();
  readonly #waiting = new Set<() => void>();
  #overtaken: Overtaken[] = [];

  /** True: the call is to be handled now; false: it never will be. */
  hold(): Promise<boolean> {
    const held = new Promise<boolean>((resolve) => this.#held.add(resolve));
    for (const tell of this.#waiting) tell();
    this.#waiting.clear();
    return held;
  }

  /** Ends when a call is held; at once when one is. */
  async untilHeld(): Promise<void> {
    if (this.#held.size === 0) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  release(): void {
    this.#end(true);
  }

  /** Held and overtaken calls are lost, as in a restart. */
  lose(): void {
    this.#end(false);
    this.#overtaken = [];
  }

  /** @param calls how many later ones come first. */
  overtake(calls: number, handle: () => Promise<unknown>): void {
    this.#overtaken.push({ left: calls + 1, handle });
  }

  /** To be called after every call: handles those that have been overtaken often enough. */
  async passed(): Promise<void> {
    for (const one of this.#overtaken) one.left -= 1;
    const due = this.#overtaken.filter(({ left }) => left === 0);
    this.#overtaken = this.#overtaken.filter(({ left }) => left > 0);
    for (const { handle } of due) await handle();
  }

  #end(goesOn: boolean): void {
    for (const resolve of this.#held) resolve(goesOn);
    this.#held.clear();
  }
}
