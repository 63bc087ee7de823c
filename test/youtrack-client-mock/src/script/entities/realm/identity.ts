/** Which object of the realm stands for which entity. Scripts cannot see or forge the tie. */
import type { EntityId } from '../../../model/types.ts';

/** What scripts hold in hand for an entity: an instance of one of the classes that `entities` exports. */
export type Entity = object;

const ids = new WeakMap<object, EntityId>();
const entities = new Map<EntityId, WeakRef<Entity>>();
const collected = new FinalizationRegistry<EntityId>((id) => {
  if (entities.get(id)?.deref() === undefined) entities.delete(id);
});

export function identify(entity: Entity, id: EntityId): void {
  ids.set(entity, id);
  entities.set(id, new WeakRef(entity));
  collected.register(entity, id);
}

/** The object made earlier for this entity, while a script still holds it. */
export function knownEntity(id: EntityId): Entity | undefined {
  return entities.get(id)?.deref();
}

/** Undefined for anything that is no entity of this realm. */
export function idOf(value: unknown): EntityId | undefined {
  return typeof value === 'object' && value !== null ? ids.get(value) : undefined;
}

/** Throws TypeError for an object that is no entity, such as a prototype. */
export function ownId(entity: unknown): EntityId {
  const id = idOf(entity);
  if (id === undefined) throw new TypeError('This is not an entity');
  return id;
}
