/** From how a person writes a field's value to how REST writes it, so that a seed obeys the rules REST obeys. */
import { DateTime } from 'luxon';
import type { ProjectField, ValueKind } from '../model/field-types.ts';
import type { HumanFieldValue } from './schema.ts';

/**
 * @param now milliseconds since the epoch, for `+10d` and `-3d`.
 * @returns the `value` of a REST request.
 * @throws Error that says what the text should be.
 */
export function restValue({ type }: ProjectField, written: HumanFieldValue, now: number): unknown {
  const { kind, multi } = type;
  if (multi) {
    if (written === null) return [];
    return [written].flat().map((one) => single(kind, one, now));
  }
  if (Array.isArray(written)) throw new Error('This field holds one value');
  return written === null ? null : single(kind, written, now);
}

function single(kind: ValueKind, written: string | number, now: number): unknown {
  switch (kind) {
    case 'element':
    case 'group':
      return { name: String(written) };
    case 'user':
      return { login: String(written) };
    case 'period':
      return typeof written === 'number' ? { minutes: written } : { presentation: written };
    case 'date':
    case 'date and time':
      return momentFrom(kind, written, now);
    case 'text':
      return { text: String(written) };
    default:
      return written;
  }
}

/** Milliseconds since the epoch. A text without a zone means UTC. */
export function momentFrom(kind: 'date' | 'date and time', written: string | number, now: number): number {
  const text = String(written);
  const days = /^([+-]\d+)d$/.exec(text)?.[1];
  if (days !== undefined) {
    return DateTime.fromMillis(now, { zone: 'utc' })
      .plus({ days: Number(days) })
      .startOf('day')
      .toMillis();
  }
  const format = kind === 'date' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT/;
  const read = DateTime.fromISO(text, { zone: 'utc' });
  if (!format.test(text) || !read.isValid) {
    const example = kind === 'date' ? '2026-10-31' : '2026-10-31T14:30';
    throw new Error(`"${text}" is no ${kind} such as ${example}, nor a number of days from now such as +10d`);
  }
  return read.toMillis();
}
