/**
 * One database transaction: reads see its own writes, nothing reaches the store before {@link Transaction.commit},
 * and "changed" means different from the committed value, so a change taken back is no change
 * (youtrack-platform §2, xodus-dnq).
 */
import type { Store } from './store.ts';
import { indexKey } from './store.ts';
import type { EntityId, EntityType, Value } from './types.ts';
import { isRef, isRefList } from './types.ts';

/** Raised by a write in a GET or DELETE handler (youtrack-platform §7). */
export class ReadonlyTransactionException extends Error {
  override name = 'ReadonlyTransactionException';
}

interface Draft {
  readonly type: EntityType;
  readonly props: Map<string, Value>;
}

export class Transaction {
  private readonly written = new Map<EntityId, Map<string, Value>>();
  private readonly created = new Map<EntityId, Draft>();
  private readonly removed = new Set<EntityId>();

  constructor(
    private readonly store: Store,
    /** The user on whose behalf the change is made. */
    readonly user: EntityId,
    readonly readOnly = false,
  ) {}

  typeOf(id: EntityId): EntityType | undefined {
    return this.created.get(id)?.type ?? this.store.get(id)?.type;
  }

  /** True while the entity exists in this transaction; false once it is removed. */
  exists(id: EntityId): boolean {
    return !this.removed.has(id) && (this.created.has(id) || this.store.get(id) !== undefined);
  }

  /** `undefined` for a property that was never written. References to entities that are gone are left out. */
  get(id: EntityId, prop: string): Value | undefined {
    const own = this.created.get(id)?.props ?? this.written.get(id);
    const value = own?.has(prop) ? own.get(prop) : this.store.get(id)?.props.get(prop);
    if (isRef(value)) return this.exists(value.ref) ? value : null;
    if (isRefList(value)) return value.filter((item) => this.exists(item.ref));
    return value;
  }

  /** The committed value; `undefined` for an entity made in this transaction. */
  committed(id: EntityId, prop: string): Value | undefined {
    return this.store.get(id)?.props.get(prop);
  }

  /** Names of the properties that were ever written to an entity; their value may be null. */
  propNames(id: EntityId): readonly string[] {
    const own = this.created.get(id)?.props ?? this.written.get(id);
    return [...new Set([...(this.store.get(id)?.props.keys() ?? []), ...(own?.keys() ?? [])])];
  }

  set(id: EntityId, prop: string, value: Value): void {
    this.demandWritable();
    const draft = this.created.get(id);
    if (draft) {
      draft.props.set(prop, value);
      return;
    }
    if (!this.exists(id)) throw new Error(`Entity ${id} is removed`);
    const props = this.written.get(id) ?? new Map<string, Value>();
    if (sameValue(this.committed(id, prop), value)) props.delete(prop);
    else props.set(prop, value);
    this.written.set(id, props);
  }

  create(type: EntityType, props: Readonly<Record<string, Value>>): EntityId {
    this.demandWritable();
    const id = this.store.nextId(type);
    this.created.set(id, { type, props: new Map(Object.entries(props)) });
    return id;
  }

  remove(id: EntityId): void {
    this.demandWritable();
    this.removed.add(id);
  }

  isCreated(id: EntityId): boolean {
    return this.created.has(id);
  }

  isRemoved(id: EntityId): boolean {
    return this.removed.has(id);
  }

  /** True when the property differs from what is committed. */
  isChanged(id: EntityId, prop: string): boolean {
    return !sameValue(this.committed(id, prop), this.get(id, prop));
  }

  /** Names of the properties of an entity that differ from what is committed. */
  changedProps(id: EntityId): readonly string[] {
    const props = this.created.get(id)?.props ?? this.written.get(id);
    return props ? [...props.keys()].filter((prop) => this.isChanged(id, prop)) : [];
  }

  /** Ids of all entities made, written or removed in this transaction. */
  touched(): readonly EntityId[] {
    return [...new Set([...this.created.keys(), ...this.written.keys(), ...this.removed])];
  }

  *all(type: EntityType): Iterable<EntityId> {
    for (const id of this.store.idsOf(type)) if (!this.removed.has(id)) yield id;
    for (const [id, draft] of this.created) if (draft.type === type && !this.removed.has(id)) yield id;
  }

  /** Entities of `type` whose `prop` equals `value` in this transaction. */
  *find(type: EntityType, prop: string, value: Value): Iterable<EntityId> {
    const wanted = indexKey(value);
    for (const id of this.store.lookUp(type, prop, value)) {
      if (!this.removed.has(id) && indexKey(this.get(id, prop)) === wanted) yield id;
    }
    for (const [id, props] of this.written) {
      if (this.removed.has(id) || !props.has(prop) || this.typeOf(id) !== type) continue;
      if (indexKey(props.get(prop)) === wanted && indexKey(this.committed(id, prop)) !== wanted) yield id;
    }
    for (const [id, draft] of this.created) {
      if (draft.type === type && !this.removed.has(id) && indexKey(draft.props.get(prop)) === wanted)
        yield id;
    }
  }

  /** Makes everything of this transaction visible at once. A transaction is used once. */
  commit(): void {
    for (const [id, draft] of this.created) {
      if (!this.removed.has(id)) this.store.insert({ id, type: draft.type, props: draft.props });
    }
    for (const [id, props] of this.written) {
      if (this.store.get(id)) for (const [prop, value] of props) this.store.write(id, prop, value);
    }
    for (const id of this.removed) this.store.delete(id);
  }

  private demandWritable(): void {
    if (this.readOnly) throw new ReadonlyTransactionException('This transaction is read-only');
  }
}

/** Equality of stored values; lists compare as sets, an absent value equals null. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  const a = left ?? null;
  const b = right ?? null;
  if (isRefList(a) || isRefList(b)) {
    const refsA = isRefList(a) ? a : [];
    const refsB = isRefList(b) ? b : [];
    return (
      refsA.length === refsB.length && refsA.every((item) => refsB.some((other) => other.ref === item.ref))
    );
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    if ('ref' in a) return 'ref' in b && a.ref === b.ref;
    return 'minutes' in b && 'minutes' in a && a.minutes === b.minutes;
  }
  return a === b;
}
