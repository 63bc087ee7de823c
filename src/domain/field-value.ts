/** Turns the value of a YouTrack field into what a Ducalis field of a given type takes. Pure. */
import type { DucalisFieldType, YouTrackFieldType } from './field-types.ts';
import { isCompatible } from './field-types.ts';

/** A YouTrack field's value, read once and free of YouTrack objects. Null: the field is empty. */
export type FieldValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  /** Milliseconds since the epoch. */
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'period'; readonly minutes: number }
  /** Enum, state, version, build, owned and group values, by name. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'people'; readonly people: readonly Person[] }
  | null;

export interface Person {
  readonly name: string;
  /** Null for a user without an e-mail address, or one that is hidden. */
  readonly email: string | null;
}

/** What goes over the wire for one field; null clears the Ducalis field. */
export type WireValue = string | number | readonly string[] | null;

/**
 * @param from the YouTrack type, which decides how a date is read: a `date` is a day (stored at noon UTC), a
 *   `date and time` is an instant whose UTC day is taken.
 * @returns null for an empty value and for people who have no e-mail where an e-mail is needed.
 * @throws RangeError when the pair is not compatible: callers check {@link isCompatible} first.
 */
export function toWireValue(value: FieldValue, from: YouTrackFieldType, to: DucalisFieldType): WireValue {
  if (!isCompatible(from, to)) throw new RangeError(`A ${from} field cannot feed a ${to} field`);
  if (value === null) return null;
  switch (to) {
    case 'text_short':
    case 'text_long':
      return emptyToNull(asText(value, from));
    case 'number':
      return asNumber(value);
    case 'date':
      return value.kind === 'instant' ? day(value.at) : null;
    case 'user':
      return emails(value)[0] ?? null;
    case 'users':
      return emails(value);
    case 'select':
      return emptyToNull(names(value)[0] ?? '');
    case 'multi_select':
      return names(value);
    case 'date_range':
      throw new RangeError('No YouTrack field holds a range of dates');
  }
}

function asText(value: NonNullable<FieldValue>, from: YouTrackFieldType): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return String(value.number);
    case 'instant':
      return from === 'date' ? day(value.at) : new Date(value.at).toISOString();
    case 'period':
      return periodText(value.minutes);
    case 'names':
      return value.names.join(', ');
    case 'people':
      return value.people.map((person) => person.name).join(', ');
  }
}

/** Periods are sent as hours. */
function asNumber(value: NonNullable<FieldValue>): number | null {
  if (value.kind === 'number') return Number.isFinite(value.number) ? value.number : null;
  if (value.kind === 'period') return Math.round((value.minutes / 60) * 100) / 100;
  return null;
}

function names(value: NonNullable<FieldValue>): readonly string[] {
  if (value.kind === 'names') return value.names;
  return value.kind === 'text' ? [value.text] : [];
}

function emails(value: NonNullable<FieldValue>): readonly string[] {
  if (value.kind !== 'people') return [];
  return value.people.flatMap((person) => (person.email === null ? [] : [person.email]));
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Hours and minutes, because the length of a working day differs between YouTrack servers. */
function periodText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours}h` : '', rest > 0 || hours === 0 ? `${rest}m` : ''].filter(Boolean).join(' ');
}

function emptyToNull(text: string): string | null {
  return text === '' ? null : text;
}
