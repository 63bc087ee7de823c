/**
 * `Set` of the Workflow API, which is not ECMAScript's. It reads its elements one by one when asked, so that the
 * first of a huge set costs no more than the first of a small one.
 */
import type { EntityId } from '../../../model/types.ts';
import { reportCalls } from './calls.ts';
import { entityOf } from './entity-class.ts';
import { unsupported } from './errors.ts';
import type { Entity } from './identity.ts';
import { idOf } from './identity.ts';

/** Each function reads afresh, so that a set kept in a variable follows the transaction. */
export interface SetSource {
  ids(): Iterable<EntityId>;
  added?(): Iterable<EntityId>;
  removed?(): Iterable<EntityId>;
  /** Both absent: scripts cannot change the set. */
  accept?(element: unknown): EntityId;
  write?(ids: readonly EntityId[]): void;
}

/** `value` is null at the end, where ECMAScript has undefined. */
export interface SetIterator {
  next(): { readonly done: boolean; readonly value: Entity | null };
}

const NONE = (): Iterable<EntityId> => [];

export class EntitySet {
  readonly #source: SetSource;

  constructor(source: SetSource) {
    this.#source = source;
  }

  get size(): number {
    let size = 0;
    for (const _ of this) size += 1;
    return size;
  }

  get added(): EntitySet {
    return new EntitySet({ ids: () => (this.#source.added ?? NONE)() });
  }

  get removed(): EntitySet {
    return new EntitySet({ ids: () => (this.#source.removed ?? NONE)() });
  }

  get isChanged(): boolean {
    return this.added.#first() !== null || this.removed.#first() !== null;
  }

  get(index: number): Entity | null {
    let position = 0;
    for (const element of this) {
      if (position === index) return element;
      position += 1;
    }
    return null;
  }

  first(): Entity | null {
    return this.#first();
  }

  last(): Entity | null {
    let last: Entity | null = null;
    for (const element of this) last = element;
    return last;
  }

  entries(): SetIterator {
    return this.#iterator();
  }

  values(): SetIterator {
    return this.#iterator();
  }

  /** Visits the elements that are there when it starts. */
  forEach(visitor: (element: Entity) => void): void {
    for (const element of [...this]) visitor(element);
  }

  find(predicate: (element: Entity) => unknown): Entity | undefined {
    for (const element of this) if (predicate(element)) return element;
    return undefined;
  }

  /** Negative numbers count as 0, unlike those of an array. */
  slice(start = 0, end = Number.POSITIVE_INFINITY): Entity[] {
    const elements: Entity[] = [];
    let position = 0;
    for (const element of this) {
      if (position >= end) break;
      if (position >= start) elements.push(element);
      position += 1;
    }
    return elements;
  }

  map<T>(visitor: (element: Entity, index: number, set: EntitySet) => T): T[] {
    return [...this].map((element, index) => visitor(element, index, this));
  }

  has(element: unknown): boolean {
    return this.#has(idOf(element));
  }

  isEmpty(): boolean {
    return this.#first() === null;
  }

  isNotEmpty(): boolean {
    return this.#first() !== null;
  }

  /** Throws IllegalArgumentException for what the set cannot hold. */
  add(element: unknown): void {
    const { accept, write } = this.#writable();
    const id = accept(element);
    if (!this.#has(id)) write([...this.#source.ids(), id]);
  }

  delete(element: unknown): void {
    const { write } = this.#writable();
    const id = idOf(element);
    if (this.#has(id)) write([...this.#source.ids()].filter((one) => one !== id));
  }

  clear(): void {
    this.#writable().write([]);
  }

  *[Symbol.iterator](): Generator<Entity, void> {
    for (const id of this.#source.ids()) {
      const element = entityOf(id);
      if (element !== null) yield element;
    }
  }

  #first(): Entity | null {
    for (const element of this) return element;
    return null;
  }

  #has(id: EntityId | undefined): boolean {
    if (id === undefined) return false;
    for (const one of this.#source.ids()) if (one === id) return true;
    return false;
  }

  #iterator(): SetIterator {
    const elements = this[Symbol.iterator]();
    return {
      next() {
        const { done, value } = elements.next();
        return { done: done === true, value: value ?? null };
      },
    };
  }

  #writable(): Required<Pick<SetSource, 'accept' | 'write'>> {
    const { accept, write } = this.#source;
    if (!accept || !write) throw unsupported('This set cannot be changed');
    return { accept, write };
  }
}

reportCalls(EntitySet.prototype, () => 'Set');

/** For a source that can be read only once: keeps what was read of it. */
export function remembered(source: Iterable<EntityId>): () => Iterable<EntityId> {
  const known: EntityId[] = [];
  const rest = source[Symbol.iterator]();
  return function* () {
    for (let position = 0; ; position += 1) {
      if (position === known.length) {
        const step = rest.next();
        if (step.done === true) return;
        known.push(step.value);
      }
      const id = known[position];
      if (id !== undefined) yield id;
    }
  };
}
