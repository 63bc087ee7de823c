/** Replays the writes of a transaction over a state that has changed since it read it (youtrack-platform §2). */
import type { EntityId, Ref, Value } from './types.ts';
import { isRefList, NUMBER_COUNTERS } from './types.ts';

type Written = ReadonlyMap<EntityId, ReadonlyMap<string, Value>>;
type Read = (id: EntityId, prop: string) => Value | undefined;

interface ListChange {
  readonly added: readonly Ref[];
  readonly removed: readonly EntityId[];
}

export class Replay {
  private readonly lists = new Map<EntityId, ReadonlyMap<string, ListChange>>();
  private readonly empty = new Map<EntityId, ReadonlySet<string>>();

  /** @param before reads the state on which the transaction was made. */
  constructor(written: Written, before: Read) {
    for (const [id, props] of written) {
      const changes = new Map<string, ListChange>();
      for (const [prop, value] of props) {
        if (isRefList(value)) changes.set(prop, listChange(before(id, prop), value));
      }
      this.lists.set(id, changes);
      this.empty.set(id, new Set([...props.keys()].filter((prop) => (before(id, prop) ?? null) === null)));
    }
  }

  /** Whether a property had no value in the state on which the transaction was made. */
  wasEmpty(id: EntityId, prop: string): boolean {
    return this.empty.get(id)?.has(prop) ?? false;
  }

  /**
   * What a write comes to: the last one wins, a list is changed by what was added and removed, and numbers of issues
   * and articles are never given twice.
   * @param now what another transaction has committed.
   */
  value(id: EntityId, prop: string, value: Value, now: Value | undefined): Value {
    if (isCounter(prop) && typeof value === 'number' && typeof now === 'number') {
      return Math.max(now, value);
    }
    const change = this.lists.get(id)?.get(prop);
    if (change === undefined) return value;
    const kept = (isRefList(now) ? now : []).filter(({ ref }) => !change.removed.includes(ref));
    return [...kept, ...without(change.added, kept)];
  }
}

function isCounter(prop: string): boolean {
  return NUMBER_COUNTERS.some((counter) => counter === prop);
}

function listChange(before: Value | undefined, after: readonly Ref[]): ListChange {
  const old = isRefList(before) ? before : [];
  return { added: without(after, old), removed: without(old, after).map(({ ref }) => ref) };
}

function without(list: readonly Ref[], others: readonly Ref[]): readonly Ref[] {
  return list.filter(({ ref }) => !others.some((other) => other.ref === ref));
}
