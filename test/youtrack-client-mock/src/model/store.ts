/** The committed state of the emulated YouTrack, changed only by committing a transaction. */
import type { EntityId, EntityType, Value } from './types.ts';
import { TYPE_NUMBERS } from './types.ts';

export interface StoredEntity {
  readonly id: EntityId;
  readonly type: EntityType;
  readonly props: Map<string, Value>;
}

/** Properties that are looked up by value; a scalar or a single reference is indexed by {@link indexKey}. */
export function indexKey(value: Value | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') return 'ref' in value ? `ref:${value.ref}` : undefined;
  return `${typeof value}:${value}`;
}

export class Store {
  private readonly entities = new Map<EntityId, StoredEntity>();
  private readonly byType = new Map<EntityType, Set<EntityId>>();
  /** type + property → index key → ids; made on first use of a property in a look-up. */
  private readonly indexes = new Map<string, Map<string, Set<EntityId>>>();
  private readonly sequences = new Map<EntityType, number>();

  get(id: EntityId): StoredEntity | undefined {
    return this.entities.get(id);
  }

  idsOf(type: EntityType): ReadonlySet<EntityId> {
    return this.byType.get(type) ?? new Set();
  }

  /** Ids never repeat, also when the transaction that drew one is rolled back. */
  nextId(type: EntityType): EntityId {
    const next = (this.sequences.get(type) ?? 0) + 1;
    this.sequences.set(type, next);
    return `${TYPE_NUMBERS[type]}-${next}`;
  }

  /** Ids of committed entities of `type` whose `prop` equals `value`. */
  lookUp(type: EntityType, prop: string, value: Value): ReadonlySet<EntityId> {
    const key = indexKey(value);
    if (key === undefined) return new Set();
    return this.index(type, prop).get(key) ?? new Set();
  }

  insert(entity: StoredEntity): void {
    this.entities.set(entity.id, entity);
    const ids = this.byType.get(entity.type) ?? new Set();
    this.byType.set(entity.type, ids.add(entity.id));
    for (const [prop, value] of entity.props) this.reindex(entity, prop, undefined, value);
  }

  write(id: EntityId, prop: string, value: Value): void {
    const entity = this.entities.get(id);
    if (!entity) throw new Error(`No entity ${id}`);
    this.reindex(entity, prop, entity.props.get(prop), value);
    entity.props.set(prop, value);
  }

  delete(id: EntityId): void {
    const entity = this.entities.get(id);
    if (!entity) return;
    for (const [prop, value] of entity.props) this.reindex(entity, prop, value, undefined);
    this.entities.delete(id);
    this.byType.get(entity.type)?.delete(id);
  }

  private index(type: EntityType, prop: string): Map<string, Set<EntityId>> {
    const name = `${type}.${prop}`;
    const existing = this.indexes.get(name);
    if (existing) return existing;
    const index = new Map<string, Set<EntityId>>();
    for (const id of this.idsOf(type)) {
      const key = indexKey(this.entities.get(id)?.props.get(prop));
      if (key !== undefined) index.set(key, (index.get(key) ?? new Set()).add(id));
    }
    this.indexes.set(name, index);
    return index;
  }

  private reindex(entity: StoredEntity, prop: string, from: Value | undefined, to: Value | undefined): void {
    const index = this.indexes.get(`${entity.type}.${prop}`);
    if (!index) return;
    const before = indexKey(from);
    const after = indexKey(to);
    if (before === after) return;
    if (before !== undefined) index.get(before)?.delete(entity.id);
    if (after !== undefined) index.set(after, (index.get(after) ?? new Set()).add(entity.id));
  }
}
