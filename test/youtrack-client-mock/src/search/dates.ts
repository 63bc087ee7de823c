/** Dates of the query language as spans of time. Weeks begin on Monday. */
import { DateTime } from 'luxon';

/** Milliseconds; `to` is the first moment after the span. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Calendar {
  /** Milliseconds. */
  readonly now: number;
  /** IANA zone in which days begin. */
  readonly zone: string;
}

type Unit = 'day' | 'week' | 'month' | 'year';

const NAMED: Readonly<Record<string, readonly [unit: Unit, offset: number]>> = {
  today: ['day', 0],
  yesterday: ['day', -1],
  tomorrow: ['day', 1],
  'this week': ['week', 0],
  'last week': ['week', -1],
  'next week': ['week', 1],
  'two weeks ago': ['week', -2],
  'three weeks ago': ['week', -3],
  'this month': ['month', 0],
  'last month': ['month', -1],
  'next month': ['month', 1],
};

const RELATIVE_UNITS: Readonly<Record<string, string>> = {
  y: 'years',
  M: 'months',
  w: 'weeks',
  d: 'days',
  h: 'hours',
  m: 'minutes',
};

const ABSOLUTE: readonly (readonly [pattern: RegExp, unit: Unit | 'minute' | 'second'])[] = [
  [/^\d{4}$/, 'year'],
  [/^\d{4}-\d{2}$/, 'month'],
  [/^\d{4}-\d{2}-\d{2}$/, 'day'],
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/i, 'minute'],
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/i, 'second'],
];

/** A date as one end of a range: `minus 7d` is that very moment. Undefined for text that is no date. */
export function dateBound(text: string, calendar: Calendar): Span | undefined {
  const moment = relativeMoment(text, calendar);
  return moment ? { from: moment.toMillis(), to: moment.toMillis() + 1 } : wholeSpan(text, calendar);
}

/** A date standing alone: `minus 7d` is the day seven days ago. Undefined for text that is no date. */
export function dateSpan(text: string, calendar: Calendar): Span | undefined {
  const moment = relativeMoment(text, calendar);
  return moment ? spanOf(moment, 'day') : wholeSpan(text, calendar);
}

function relativeMoment(text: string, { now, zone }: Calendar): DateTime | undefined {
  const present = DateTime.fromMillis(now, { zone });
  if (/^now$/i.test(text)) return present;
  const relative = /^(minus|plus)\s+((?:\d+\s*[yMwdhm]\s*)+)$/i.exec(text);
  if (!relative) return undefined;
  const duration: Record<string, number> = {};
  for (const [, amount, unit = ''] of (relative[2] ?? '').matchAll(/(\d+)\s*([yMwdhm])/gi)) {
    const name = RELATIVE_UNITS[unit] ?? RELATIVE_UNITS[unit.toLowerCase()];
    if (name) duration[name] = Number(amount);
  }
  return relative[1]?.toLowerCase() === 'minus' ? present.minus(duration) : present.plus(duration);
}

function wholeSpan(text: string, { now, zone }: Calendar): Span | undefined {
  const named = NAMED[text.toLowerCase().replace(/\s+/g, ' ')];
  if (named) {
    const [unit, offset] = named;
    return spanOf(DateTime.fromMillis(now, { zone }).plus({ [unit]: offset }), unit);
  }
  const absolute = ABSOLUTE.find(([pattern]) => pattern.test(text));
  if (!absolute) return undefined;
  const date = DateTime.fromISO(text.toUpperCase(), { zone });
  return date.isValid ? spanOf(date, absolute[1]) : undefined;
}

function spanOf(date: DateTime, unit: Unit | 'minute' | 'second'): Span {
  const start = date.startOf(unit);
  return { from: start.toMillis(), to: start.plus({ [unit]: 1 }).toMillis() };
}
