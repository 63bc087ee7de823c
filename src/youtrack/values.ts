/** Reads the values that YouTrack hands to scripts: nothing about their shape is taken for granted. */
import type { Project } from '@jetbrains/youtrack-scripting-api/entities';
import type { FieldValue, Person } from '../domain/field-value.ts';

type Unknowns = Record<string, unknown>;

export function isObject(value: unknown): value is Unknowns {
  return typeof value === 'object' && value !== null;
}

/**
 * @param type the field's type id, for example `enum[1]`.
 * @returns null for an empty value, an empty set, and a value this app cannot read.
 */
export function readFieldValue(type: string, value: unknown): FieldValue {
  if (value === null || value === undefined) return null;
  if (type.startsWith('user[')) {
    const people = elements(value).filter(isObject).map(readPerson);
    return people.length === 0 ? null : { kind: 'people', people };
  }
  switch (type) {
    case 'period':
      return { kind: 'period', minutes: readPeriod(value) };
    case 'date':
    case 'date and time':
      return readInstant(value);
    case 'integer':
    case 'float':
      return Number.isFinite(Number(value)) ? { kind: 'number', number: Number(value) } : null;
    case 'string':
    case 'text':
      return { kind: 'text', text: String(value) };
    default: {
      const names = elements(value).flatMap(readName);
      return names.length === 0 ? null : { kind: 'names', names };
    }
  }
}

/** @param value milliseconds since the epoch. */
export function readInstant(value: unknown): FieldValue {
  const at = value === null || value === undefined ? Number.NaN : Number(value);
  return Number.isNaN(new Date(at).getTime()) ? null : { kind: 'instant', at };
}

/** A user as the mapping needs them. */
export function readPerson(user: unknown): Person {
  const read = isObject(user) ? user : {};
  const email = read.email;
  return {
    name: String(read.fullName ?? read.login ?? ''),
    email: typeof email === 'string' && email !== '' ? email : null,
  };
}

/** A field's value as text, as a person would read it; null when it is empty. */
export function readText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (isObject(value)) return elements(value).flatMap(readName).join(', ') || null;
  return String(value);
}

function readName(element: unknown): string[] {
  const name = isObject(element) ? element.name : element;
  return typeof name === 'string' && name !== '' ? [name] : [];
}

/** The elements of YouTrack's set, or the single value as a list of one. */
function elements(value: unknown): unknown[] {
  if (!isObject(value) || typeof value.forEach !== 'function') return [value];
  const found: unknown[] = [];
  value.forEach((element: unknown) => {
    found.push(element);
  });
  return found;
}

/**
 * Joda periods are not normalised: `1w 2d` keeps weeks and days apart. A day has 8 hours and a week 5 days, as in
 * JetBrains' own sums (youtrack-platform §2).
 */
function readPeriod(period: unknown): number {
  const part = (getter: string): number => {
    const get = isObject(period) ? period[getter] : undefined;
    return isObject(period) && typeof get === 'function' ? Number(get.call(period)) : 0;
  };
  return ((part('getWeeks') * 5 + part('getDays')) * 8 + part('getHours')) * 60 + part('getMinutes');
}

/**
 * A project that `ctx.load` gives, looked up again: a shipped app reports that what is loaded reads no custom fields.
 * Null for what is no project, or none any more.
 */
export function restoredProject(
  loaded: unknown,
  find: (key: string) => Project | null | undefined,
): Project | null {
  return isObject(loaded) && typeof loaded.key === 'string' ? (find(loaded.key) ?? null) : null;
}
