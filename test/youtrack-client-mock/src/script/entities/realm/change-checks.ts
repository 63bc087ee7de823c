/** The questions rules ask of a property: what it is, was and becomes. */
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument } from './errors.ts';
import { idOf } from './identity.ts';
import type { Property } from './property-type.ts';
import { textOf } from './stored.ts';

/** A field is meant by its name, or by an object that has one: a requirement or a ProjectCustomField. */
export function nameOfReference(field: unknown): string {
  const name: unknown = typeof field === 'object' && field !== null ? Reflect.get(field, 'name') : field;
  if (typeof name !== 'string')
    throw illegalArgument('A field is named by a string or by an object with a name');
  return name;
}

export function becomes(property: Property, id: EntityId, expected: unknown): boolean {
  return matches(property.now(id), expected) && !matches(property.before(id), expected);
}

/** Null when the property is unchanged (youtrack-platform §2, where JetBrains' sources disagree). */
export function oldValue(property: Property, id: EntityId): unknown {
  return property.isChanged(id) ? property.before(id) : null;
}

export function demandValue(property: Property, id: EntityId, message: unknown): void {
  if (isEmpty(property.now(id))) throw new Error(String(message));
}

/**
 * An entity equals itself and its own name or login, a period another of as many minutes; a set of values equals
 * each value in it.
 */
export function matches(value: unknown, expected: unknown): boolean {
  if (expected === null || expected === undefined) return isEmpty(value);
  if (value instanceof EntitySet) return [...value].some((element) => matches(element, expected));
  const id = idOf(value);
  if (id !== undefined) {
    const expectedName = typeof expected === 'string' ? expected : undefined;
    return expectedName === undefined ? idOf(expected) === id : isNamed(id, expectedName);
  }
  const minutes = typeof value === 'object' ? engine().minutes(value) : undefined;
  return minutes === undefined ? value === expected : minutes === engine().minutes(expected);
}

function isNamed(id: EntityId, name: string): boolean {
  return textOf(id, engine().typeOf(id) === 'User' ? 'login' : 'name') === name;
}

function isEmpty(value: unknown): boolean {
  if (value instanceof EntitySet) {
    for (const _ of value) return false;
    return true;
  }
  return value === null || value === undefined || value === '';
}
