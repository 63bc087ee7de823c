/** The kinds of properties entities have: how each is read, written and compared with its committed value. */
import type { EntityId, EntityType, Value } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument } from './errors.ts';
import { idOf } from './identity.ts';
import type { Property } from './property-type.ts';
import { committed, current, refOf, refsOf, toRefs } from './stored.ts';

/** Turns what a script gives into an entity's id, or throws IllegalArgumentException. */
export type Accept = (value: unknown) => EntityId;

/** Accepts entities of one type. `what` names the property in the error. */
export function only(type: EntityType, what: string): Accept {
  return (value) => {
    const id = idOf(value);
    if (id === undefined || engine().typeOf(id) !== type) {
      throw illegalArgument(`${what} must be an entity of the type ${type}`);
    }
    return id;
  };
}

/** A number, text or flag; null where nothing is stored. `accept` turns what a script assigns into what is stored. */
export function plain(prop: string, accept?: (value: unknown) => Value): Property {
  return {
    now: (id) => current(id, prop) ?? null,
    before: (id) => committed(id, prop) ?? null,
    isChanged: (id) => engine().isChanged(id, prop),
    ...(accept && { write: (id, value) => engine().set(id, prop, accept(value)) }),
  };
}

/** A text that scripts may write; null empties it. */
export function text(prop: string): Property {
  return plain(prop, (value) => {
    if (typeof value === 'string' || value === null) return value;
    throw illegalArgument(`${prop} takes a string or null`);
  });
}

/** False where nothing is stored. */
export function flag(prop: string): Property {
  return {
    now: (id) => current(id, prop) === true,
    before: (id) => committed(id, prop) === true,
    isChanged: (id) => (current(id, prop) === true) !== (committed(id, prop) === true),
  };
}

/** One entity or null. */
export function reference(prop: string, accept?: Accept): Property {
  return {
    now: (id) => entityOf(refOf(id, prop)),
    before: (id) => entityOf(refOf(id, prop, committed)),
    isChanged: (id) => refOf(id, prop) !== refOf(id, prop, committed),
    ...(accept && {
      write: (id, value) => engine().set(id, prop, value === null ? null : { ref: accept(value) }),
    }),
  };
}

/** The entity this one belongs to for ever; it still reads once both are removed. */
export function owner(prop: string): Property {
  return computed((id) => entityOf(refOf(id, prop) ?? refOf(id, prop, committed)));
}

/** Any number of entities that are stored with their owner. Read-only without `accept`. */
export function references(prop: string, accept?: Accept): Property {
  return {
    now: (id) => storedSet(id, prop, accept),
    before: (id) => new EntitySet({ ids: () => refsOf(id, prop, committed) }),
    isChanged: (id) => storedSet(id, prop).isChanged,
    ...(accept && {
      write: (id, value) => engine().set(id, prop, toRefs(elementsOf(value, prop).map(accept))),
    }),
  };
}

/** The live set over a stored property. `announce` runs before each write. */
export function storedSet(
  id: EntityId,
  prop: string,
  accept?: Accept,
  announce?: (prop: string) => void,
): EntitySet {
  const now = (): EntityId[] => refsOf(id, prop);
  const before = (): EntityId[] => refsOf(id, prop, committed);
  const without = (ids: readonly EntityId[], others: readonly EntityId[]): EntityId[] =>
    ids.filter((one) => !others.includes(one));
  return new EntitySet({
    ids: now,
    added: () => without(now(), before()),
    removed: () => without(before(), now()),
    ...(accept && {
      accept,
      write: (ids: readonly EntityId[]) => {
        announce?.(prop);
        engine().set(id, prop, toRefs(ids));
      },
    }),
  });
}

/** The elements of a set or array that a script assigns; none for null. */
export function elementsOf(value: unknown, what: string): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (value instanceof EntitySet || Array.isArray(value)) return [...value];
  throw illegalArgument(`${what} takes a set, an array or null`);
}

/**
 * Entities that point at their owner, such as the comments of an issue: added and removed by making and removing.
 * @param place lets scripts change the set; it gives an entity another owner, or none.
 */
export function parts(
  type: EntityType,
  by: string,
  place?: (part: EntityId, owner: EntityId | null) => void,
): Property {
  const accept = only(type, by);
  const now = (id: EntityId): Iterable<EntityId> => engine().find(type, by, { ref: id });
  const removed = (id: EntityId): Iterable<EntityId> => engine().removedFrom(type, by, id);
  function* added(id: EntityId): Iterable<EntityId> {
    for (const part of now(id)) if (refOf(part, by, committed) !== id) yield part;
  }
  function* before(id: EntityId): Iterable<EntityId> {
    for (const part of now(id)) if (refOf(part, by, committed) === id) yield part;
    yield* removed(id);
  }
  const write = (id: EntityId, wanted: readonly EntityId[]): void => {
    const there = [...now(id)];
    for (const part of there) if (!wanted.includes(part)) place?.(part, null);
    for (const part of wanted) if (!there.includes(part)) place?.(part, id);
  };
  const live = (id: EntityId): EntitySet =>
    new EntitySet({
      ids: () => now(id),
      added: () => added(id),
      removed: () => removed(id),
      ...(place && { accept, write: (wanted: readonly EntityId[]) => write(id, wanted) }),
    });
  return {
    now: live,
    before: (id) => new EntitySet({ ids: () => before(id) }),
    isChanged: (id) => live(id).isChanged,
    ...(place && { write: (id, value) => write(id, elementsOf(value, by).map(accept)) }),
  };
}

/** Derived from others. Without `before` it counts as never changed. */
export function computed(now: (id: EntityId) => unknown, before?: (id: EntityId) => unknown): Property {
  return {
    now,
    before: before ?? now,
    isChanged: (id) => before !== undefined && now(id) !== before(id),
  };
}

/** What a YouTrack could have here and this one never has. */
export function nothing(): Property {
  return computed(() => new EntitySet({ ids: () => [] }));
}
