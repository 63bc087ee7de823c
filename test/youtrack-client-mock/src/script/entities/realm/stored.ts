/** Reads stored values by their shape. */
import type { EntityId, Ref, Value } from '../../../model/types.ts';
import { isPeriod, isRef, isRefList } from '../../../model/types.ts';
import { engine } from './engine.ts';

export { isPeriod, isRef, isRefList };

export type Read = (id: EntityId, prop: string) => Value | undefined;

/** In the running transaction. */
export const current: Read = (id, prop) => engine().get(id, prop);

/** Before the running transaction. References to entities that are gone since long are left out. */
export const committed: Read = (id, prop) => {
  const value = engine().committed(id, prop);
  if (isRef(value)) return isKnown(value) ? value : null;
  if (isRefList(value)) return value.filter(isKnown);
  return value;
};

function isKnown({ ref }: Ref): boolean {
  return engine().typeOf(ref) !== undefined;
}

export function refOf(id: EntityId, prop: string, read: Read = current): EntityId | null {
  const value = read(id, prop);
  return isRef(value) ? value.ref : null;
}

export function refsOf(id: EntityId, prop: string, read: Read = current): EntityId[] {
  const value = read(id, prop);
  return isRefList(value) ? Array.from(value, ({ ref }) => ref) : [];
}

/** Empty for a property that was never written. */
export function textOf(id: EntityId, prop: string, read: Read = current): string {
  const value = read(id, prop);
  return typeof value === 'string' ? value : '';
}

export function toRefs(ids: Iterable<EntityId>): readonly Ref[] {
  return Array.from(new Set(ids), (ref) => ({ ref }));
}
