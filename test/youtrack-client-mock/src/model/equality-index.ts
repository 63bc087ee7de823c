/** Ids by what a property of theirs holds. Most numbers and names belong to one entity only, so one needs no set. */
import type { EntityId } from './types.ts';

const NONE: ReadonlySet<EntityId> = new Set();

export class EqualityIndex {
  private readonly ids = new Map<string, EntityId | Set<EntityId>>();

  get(key: string): ReadonlySet<EntityId> {
    const found = this.ids.get(key);
    if (found === undefined) return NONE;
    return typeof found === 'string' ? new Set([found]) : found;
  }

  add(key: string, id: EntityId): void {
    const found = this.ids.get(key);
    if (found === undefined) this.ids.set(key, id);
    else if (typeof found !== 'string') found.add(id);
    else if (found !== id) this.ids.set(key, new Set([found, id]));
  }

  delete(key: string, id: EntityId): void {
    const found = this.ids.get(key);
    if (found === id) this.ids.delete(key);
    else if (found instanceof Set) found.delete(id);
  }
}
