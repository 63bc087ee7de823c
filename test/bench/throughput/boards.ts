/** What the Ducalis of the bench holds: issues by board, in the order in which something of them changed last. */

export interface Upsert {
  readonly external_id: string;
  readonly revision: number;
  readonly removed?: boolean | undefined;
  readonly source?: string | undefined;
  readonly base_url?: string | undefined;
  readonly key?: string | undefined;
}

interface Held {
  readonly upsert: Upsert;
  readonly isGone: boolean;
  readonly score: number | null;
  /** In the log of changes. */
  readonly position: number;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

export interface Page {
  readonly items: readonly object[];
  readonly next: string;
}

export class Board {
  /** Every call to it fails from then on. */
  isDead = false;
  readonly #held = new Map<string, Held>();
  /** External ids. */
  readonly #log: string[] = [];

  /** @returns the receipt of one item of a bulk call. @param ignoresRemoved as a Ducalis that does not know the key. */
  take(upsert: Upsert, now: number, ignoresRemoved: boolean): object {
    const { external_id, revision } = upsert;
    const isRemoval = upsert.removed === true && !ignoresRemoved;
    this.#put(upsert, isRemoval, now);
    return { external_id, status: 200, revision, ...(isRemoval ? { removed: true } : {}) };
  }

  remove(external_id: string, revision: number, now: number): void {
    this.#put({ external_id, revision }, true, now);
  }

  /** Every issue that is there gets another total score. */
  rescore(score: number, now: number): void {
    for (const [id, held] of this.#held) {
      if (!held.isGone) this.#keep(id, { ...held, score, changedAt: now });
    }
  }

  /** @param from a position. */
  page(from: number, size: number): Page {
    const items: object[] = [];
    let at = from;
    for (; at < this.#log.length && items.length < size; at += 1) {
      const held = this.#held.get(this.#log[at] ?? '');
      if (held !== undefined && held.position === at && !held.isGone) items.push(itemOf(held));
    }
    return { items, next: String(at) };
  }

  #put(upsert: Upsert, isGone: boolean, now: number): void {
    const known = this.#held.get(upsert.external_id);
    if (known !== undefined && known.upsert.revision >= upsert.revision) return;
    const whole = { ...known?.upsert, ...upsert };
    this.#keep(upsert.external_id, { upsert: whole, isGone, score: known?.score ?? null, changedAt: now });
  }

  #keep(id: string, held: Omit<Held, 'position'>): void {
    this.#held.set(id, { ...held, position: this.#log.length });
    this.#log.push(id);
  }
}

function itemOf({ upsert, score, position, changedAt }: Held): object {
  const { external_id, revision, source, base_url, key } = upsert;
  return {
    ...{ external_id, revision, source, base_url, key },
    id: position + 1,
    total_score: score,
    priority: score === null ? null : position + 1,
    top_priority: false,
    voting_percent: score === null ? 0 : 100,
    all_voted: score !== null,
    alignment: null,
    criteria: [],
    updated_at: new Date(changedAt).toISOString(),
  };
}
