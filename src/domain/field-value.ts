/** Turns the value of a YouTrack field or attribute into what a Ducalis field of a given type takes. Pure. */
import type { DucalisFieldType, PeriodUnit, SourceType } from './field-types.ts';
import { isCompatible } from './field-types.ts';

/** A value, read once and free of YouTrack objects. Null: there is none. */
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
 * Several values go in the order of their names, each once: YouTrack's order means nothing, and a change of it must
 * not look like a change of the value.
 *
 * @param from what the value was read of. It decides how a date is read: a `date` is a day (stored at noon UTC), any
 *   other is an instant whose UTC day is taken.
 * @param unit what a period is counted in as a number.
 * @returns null for an empty value and for people who have no e-mail where an e-mail is needed.
 * @throws RangeError when the pair is not compatible: callers check {@link isCompatible} first.
 */
export function toWireValue(
  value: FieldValue,
  from: SourceType,
  to: DucalisFieldType,
  unit: PeriodUnit = 'hours',
): WireValue {
  if (!isCompatible(from, to)) throw new RangeError(`${from} cannot feed a ${to} field`);
  if (value === null) return null;
  switch (to) {
    case 'text_short':
    case 'text_long':
      return asText(value, from) || null;
    case 'number':
      return asNumber(value, unit);
    case 'date':
      return value.kind === 'instant' ? day(value.at) : null;
    case 'user':
      return emails(value)[0] ?? null;
    case 'users':
      return emptyToNull(emails(value));
    case 'select':
      return names(value)[0] ?? null;
    case 'multi_select':
      return emptyToNull(names(value));
    case 'date_range':
      throw new RangeError('Nothing in YouTrack holds a range of dates');
  }
}

function asText(value: NonNullable<FieldValue>, from: SourceType): string | null {
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
      return ordered(value.names).join(', ');
    case 'people':
      return ordered(value.people.map((person) => person.name)).join(', ');
  }
}

const MINUTES = { minutes: 1, hours: 60, days: 8 * 60 } as const satisfies Record<PeriodUnit, number>;

/** Periods are rounded to two decimals. */
function asNumber(value: NonNullable<FieldValue>, unit: PeriodUnit): number | null {
  if (value.kind === 'number') return value.number;
  if (value.kind === 'period') return Math.round((value.minutes / MINUTES[unit]) * 100) / 100;
  return null;
}

function names(value: NonNullable<FieldValue>): readonly string[] {
  if (value.kind === 'names') return ordered(value.names);
  return value.kind === 'text' ? ordered([value.text]) : [];
}

function emails(value: NonNullable<FieldValue>): readonly string[] {
  if (value.kind !== 'people') return [];
  return ordered(value.people.flatMap(({ email }) => (email === null ? [] : [email])));
}

/** By code units, which no locale changes. */
function ordered(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort();
}

/** Null for a year that needs more than four digits: Ducalis has no way to write it. */
function day(at: number): string | null {
  const iso = new Date(at).toISOString();
  return /^\d{4}-/.test(iso) ? iso.slice(0, 10) : null;
}

/** Hours and minutes, because the length of a working day differs between YouTrack servers. */
function periodText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours}h` : '', rest > 0 || hours === 0 ? `${rest}m` : ''].filter(Boolean).join(' ');
}

function emptyToNull(texts: readonly string[]): readonly string[] | null {
  return texts.length === 0 ? null : texts;
}
