/**
 * One database transaction: reads see its own writes, nothing reaches the store before {@link Transaction.commit},
 * and "changed" means different from the committed value, so a change taken back is no change
 * (youtrack-platform §2, xodus-dnq).
 */
import { Replay } from './replay.ts';
import { sameValue } from './same-value.ts';
import type { Store } from './store.ts';
import { indexKey } from './store.ts';
import type { EntityId, EntityType, NumberCounter, Value } from './types.ts';
import { isRef, isRefList, NUMBER_COUNTERS } from './types.ts';

/** Raised by a write in a GET or DELETE handler (youtrack-platform §7). */
export class ReadonlyTransactionException extends Error {
  override name = 'ReadonlyTransactionException';
}

interface Draft {
  readonly type: EntityType;
  readonly props: Map<string, Value>;
}

export class Transaction {
  /** Whether nobody is told of it, as of a command that is applied silently. */
  isSilent = false;
  private readonly written = new Map<EntityId, Map<string, Value>>();
  private readonly created = new Map<EntityId, Draft>();
  private readonly removed = new Set<EntityId>();
  /** Null until the transaction is held. */
  private replay: Replay | null = null;

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
    // A deleted issue is only marked, so what it says of itself still holds while it is being deleted.
    if (isRef(value)) return this.exists(value.ref) || value.ref === id ? value : null;
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
    if (!this.exists(id) && !this.isBeingDeleted(id)) throw new Error(`Entity ${id} is removed`);
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

  /** A superset of the entities whose `prop` is a number of at least `from` and less than `to`. */
  *between(type: EntityType, prop: string, from: number, to: number): Iterable<EntityId> {
    const seen = new Set<EntityId>();
    for (const id of this.store.between(type, prop, from, to)) {
      if (this.removed.has(id)) continue;
      seen.add(id);
      yield id;
    }
    for (const id of [...this.written.keys(), ...this.created.keys()]) {
      if (this.typeOf(id) === type && !this.removed.has(id) && !seen.has(id)) yield id;
    }
  }

  /** About how many {@link find} gives, without asking them. */
  estimate(type: EntityType, prop: string, value: Value): number {
    return this.store.lookUp(type, prop, value).size + this.written.size + this.created.size;
  }

  /** About how many {@link between} gives. */
  estimateBetween(type: EntityType, prop: string, from: number, to: number): number {
    return this.store.countBetween(type, prop, from, to) + this.written.size + this.created.size;
  }

  /** The first number of a project that neither this nor a held transaction has given away. */
  freeNumber(project: EntityId, counter: NumberCounter): number {
    const next = this.get(project, counter);
    return Math.max(1, typeof next === 'number' ? next : 1, this.store.reservedNumber(project, counter));
  }

  hasWrites(): boolean {
    if (this.created.size > 0 || this.removed.size > 0) return true;
    for (const props of this.written.values()) if (props.size > 0) return true;
    return false;
  }

  /** Whether both wrote the same property of the same entity, or one removed what the other wrote. */
  conflictsWith(other: Transaction): boolean {
    for (const [id, props] of this.written) {
      if (other.removed.has(id)) return true;
      for (const prop of props.keys()) if (other.written.get(id)?.has(prop)) return true;
    }
    return [...this.removed].some((id) => other.removed.has(id) || other.written.has(id));
  }

  /** Properties that were empty when this one was held and that both have filled, with the values that this one wrote. */
  filledToo(other: Transaction): readonly { readonly prop: string; readonly value: Value }[] {
    return [...this.written].flatMap(([id, props]) =>
      [...props]
        .filter(([prop]) => other.written.get(id)?.has(prop) && this.replay?.wasEmpty(id, prop))
        .map(([prop, value]) => ({ prop, value })),
    );
  }

  /** To be called when another transaction may commit first: its state is what this one is replayed over. */
  hold(): void {
    this.replay = new Replay(this.written, (id, prop) => this.committed(id, prop));
    for (const [id, props] of this.written) {
      for (const counter of NUMBER_COUNTERS) {
        const next = props.get(counter);
        if (typeof next === 'number') this.store.reserveNumbers(id, counter, next);
      }
    }
  }

  /**
   * Makes everything of this transaction visible at once. A transaction is used once.
   * @throws Error when it was held and what it wrote to is gone; nothing is kept then.
   */
  commit(): void {
    for (const id of this.replay === null ? [] : this.written.keys()) {
      if (!this.store.get(id) && !this.store.buried(id)) {
        throw new Error(`Entity ${id} was removed by another transaction`);
      }
    }
    for (const [id, draft] of this.created) {
      if (!this.removed.has(id)) this.store.insert({ id, type: draft.type, props: draft.props });
    }
    for (const [id, props] of this.written) {
      for (const [prop, value] of props) {
        this.store.write(id, prop, this.replay?.value(id, prop, value, this.committed(id, prop)) ?? value);
      }
    }
    this.commitRemovals();
  }

  /** An issue that another transaction deleted meanwhile stays deleted. */
  private commitRemovals(): void {
    const parts = new Map<EntityId, EntityId[]>();
    for (const id of this.removed) {
      const issue = this.store.get(id)?.props.get('issue');
      if (isRef(issue) && this.removed.has(issue.ref)) {
        parts.set(issue.ref, [...(parts.get(issue.ref) ?? []), id]);
      } else if (this.store.get(id)?.type === 'Issue') {
        parts.set(id, parts.get(id) ?? []);
      } else {
        this.store.delete(id);
      }
    }
    for (const [issue, its] of parts) this.store.bury(issue, its);
  }

  /** YouTrack only marks a deleted issue or article, so a rule on its removal can still write to it. */
  private isBeingDeleted(id: EntityId): boolean {
    const type = this.removed.has(id) ? this.store.get(id)?.type : undefined;
    return type === 'Issue' || type === 'Article';
  }

  private demandWritable(): void {
    if (this.readOnly) throw new ReadonlyTransactionException('This transaction is read-only');
  }
}
