/** The committed state of the emulated YouTrack, changed only by committing a transaction. */
import { Burials } from './burials.ts';
import { EqualityIndex } from './equality-index.ts';
import { OrderedIndex } from './ordered-index.ts';
import type { EntityId, EntityType, NumberCounter, Value } from './types.ts';
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
  private readonly indexes = new Map<string, EqualityIndex>();
  /** type + property → ids in the order of a number; made on first use of a property in a question for a span. */
  private readonly orders = new Map<string, OrderedIndex>();
  private readonly sequences = new Map<EntityType, number>();
  private readonly reserved = new Map<string, number>();
  private readonly burials = new Burials<StoredEntity>();

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
    return this.index(type, prop).get(key);
  }

  /** Ids of committed entities of `type` whose `prop` is a number of at least `from` and less than `to`. */
  between(type: EntityType, prop: string, from: number, to: number): Iterable<EntityId> {
    return this.order(type, prop).between(from, to);
  }

  countBetween(type: EntityType, prop: string, from: number, to: number): number {
    return this.order(type, prop).count(from, to);
  }

  /** Numbers below `next` are taken by a transaction that has yet to commit. */
  reserveNumbers(project: EntityId, counter: NumberCounter, next: number): void {
    this.reserved.set(`${project} ${counter}`, Math.max(next, this.reservedNumber(project, counter)));
  }

  /** The first number of a project that no transaction under way has taken. */
  reservedNumber(project: EntityId, counter: NumberCounter): number {
    return this.reserved.get(`${project} ${counter}`) ?? 0;
  }

  /** A deleted issue, or what went with it. */
  buried(id: EntityId): StoredEntity | undefined {
    return this.burials.get(id);
  }

  buriedIssues(): Iterable<EntityId> {
    return this.burials.issues();
  }

  /** Deletes an issue and its parts so that {@link restore} can bring them back. */
  bury(issue: EntityId, parts: readonly EntityId[]): void {
    const entities = [issue, ...parts].flatMap((id) => this.entities.get(id) ?? []);
    for (const { id } of entities) this.delete(id);
    if (entities.length > 0) this.burials.add(issue, entities);
  }

  restore(issue: EntityId): void {
    for (const entity of this.burials.take(issue)) this.insert(entity);
  }

  insert(entity: StoredEntity): void {
    this.entities.set(entity.id, entity);
    const ids = this.byType.get(entity.type) ?? new Set();
    this.byType.set(entity.type, ids.add(entity.id));
    for (const [prop, value] of entity.props) this.reindex(entity, prop, undefined, value);
  }

  /** Also of a deleted issue. */
  write(id: EntityId, prop: string, value: Value): void {
    const entity = this.entities.get(id);
    if (!entity) {
      const buried = this.burials.get(id);
      if (!buried) throw new Error(`No entity ${id}`);
      buried.props.set(prop, value);
      return;
    }
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

  private index(type: EntityType, prop: string): EqualityIndex {
    const name = `${type}.${prop}`;
    const existing = this.indexes.get(name);
    if (existing) return existing;
    const index = new EqualityIndex();
    for (const id of this.idsOf(type)) {
      const key = indexKey(this.entities.get(id)?.props.get(prop));
      if (key !== undefined) index.add(key, id);
    }
    this.indexes.set(name, index);
    return index;
  }

  private order(type: EntityType, prop: string): OrderedIndex {
    const name = `${type}.${prop}`;
    const existing = this.orders.get(name);
    if (existing) return existing;
    const places = [...this.idsOf(type)].flatMap((id) => {
      const value = this.entities.get(id)?.props.get(prop);
      return typeof value === 'number' ? [{ value, id }] : [];
    });
    const order = new OrderedIndex(places);
    this.orders.set(name, order);
    return order;
  }

  private reindex(entity: StoredEntity, prop: string, from: Value | undefined, to: Value | undefined): void {
    const name = `${entity.type}.${prop}`;
    const order = this.orders.get(name);
    if (order && from !== to) {
      if (typeof from === 'number') order.delete(entity.id, from);
      if (typeof to === 'number') order.add(entity.id, to);
    }
    const index = this.indexes.get(name);
    if (!index) return;
    const before = indexKey(from);
    const after = indexKey(to);
    if (before === after) return;
    if (before !== undefined) index.delete(before, entity.id);
    if (after !== undefined) index.add(after, entity.id);
  }
}
