/** Typed reads of stored properties. An absent property, or one of another kind, reads as its empty value. */
import type { Transaction } from './transaction.ts';
import type { EntityId } from './types.ts';
import { isRef, isRefList } from './types.ts';

/** A transaction, or as much of it as a script has. */
export type Readable = Pick<Transaction, 'get'>;

export function textOf(tx: Readable, id: EntityId, prop: string): string {
  const value = tx.get(id, prop);
  return typeof value === 'string' ? value : '';
}

export function textOrNull(tx: Readable, id: EntityId, prop: string): string | null {
  const value = tx.get(id, prop);
  return typeof value === 'string' ? value : null;
}

export function numberOf(tx: Readable, id: EntityId, prop: string): number {
  return numberOrNull(tx, id, prop) ?? 0;
}

export function numberOrNull(tx: Readable, id: EntityId, prop: string): number | null {
  const value = tx.get(id, prop);
  return typeof value === 'number' ? value : null;
}

export function flagOf(tx: Readable, id: EntityId, prop: string): boolean {
  return tx.get(id, prop) === true;
}

export function refOf(tx: Readable, id: EntityId, prop: string): EntityId | null {
  const value = tx.get(id, prop);
  return isRef(value) ? value.ref : null;
}

export function refsOf(tx: Readable, id: EntityId, prop: string): readonly EntityId[] {
  const value = tx.get(id, prop);
  return isRefList(value) ? value.map((item) => item.ref) : [];
}

/** Ids in the order of their `ordinal`. */
export function inOrder(tx: Readable, ids: Iterable<EntityId>): EntityId[] {
  return [...ids].sort((a, b) => numberOf(tx, a, 'ordinal') - numberOf(tx, b, 'ordinal'));
}

/** Puts a user into a list of people, or takes them out of it. */
export function joinOrLeave(
  tx: Transaction,
  id: EntityId,
  prop: 'voters' | 'watchers',
  user: EntityId,
  isIn: boolean,
): void {
  const others = refsOf(tx, id, prop).filter((one) => one !== user);
  const people = isIn ? [...others, user] : others;
  tx.set(
    id,
    prop,
    people.map((ref) => ({ ref })),
  );
}
