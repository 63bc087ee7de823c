/** Schedules: Quartz cron with seconds first, in the forms that Quartz documents for its CronTrigger (youtrack-platform §4). */
import { Cron } from 'croner';
import { DateTime } from 'luxon';

/** Why a text is no schedule that Quartz takes. */
class NoQuartz extends Error {}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The first stands for `min`. */
  readonly names: readonly string[];
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');
const DAY: Field = { name: 'day of the month', min: 1, max: 31, names: [] };
const WEEKDAY: Field = { name: 'day of the week', min: 1, max: 7, names: DAYS };
const FIELDS: readonly Field[] = [
  { name: 'second', min: 0, max: 59, names: [] },
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  DAY,
  { name: 'month', min: 1, max: 12, names: MONTHS },
  WEEKDAY,
  { name: 'year', min: 1970, max: 2099, names: [] },
];
const ALL_YEARS = '1970-2099';

interface Schedule {
  /** For the library, which knows no ranges that pass the end and no days before the last one. */
  readonly pattern: string;
  /** Of `L-3` it is 3: of the days that the pattern finds, only the one so many days before a month's last one counts. */
  readonly daysBeforeLast: number | null;
}

/** The next time after `after`, in milliseconds. Undefined: never. @param zone IANA; the times are those of its clocks. */
export function nextRun(cron: string, after: number, zone: string): number | undefined {
  const { pattern, daysBeforeLast } = read(cron);
  const times = library(pattern, zone);
  let next = times.nextRun(new Date(after));
  while (next !== null && daysBeforeLast !== null) {
    const time = DateTime.fromJSDate(next, { zone });
    if (time.day === time.endOf('month').day - daysBeforeLast) break;
    next = times.nextRun(time.endOf('day').toJSDate());
  }
  return next?.getTime();
}

/** Why Quartz would not take it; null when it would. */
export function quartzProblem(cron: string): string | null {
  try {
    library(read(cron).pattern, 'UTC');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A week begins with Sunday as 1. */
function library(pattern: string, timezone: string): Cron {
  return new Cron(pattern, { paused: true, timezone, mode: '7-part', alternativeWeekdays: true });
}

/** Throws NoQuartz. */
function read(cron: string): Schedule {
  const parts = cron.trim().toUpperCase().split(/\s+/);
  const [second, minute, hour, day = '', month, weekday = '', year = ALL_YEARS] = parts;
  if (parts.length !== 6 && parts.length !== 7) {
    throw new NoQuartz('it must have six fields, seconds first, or seven with the year');
  }
  if ((day === '?') === (weekday === '?')) {
    throw new NoQuartz('of day of the month and day of the week one, and only one, must be ?');
  }
  const beforeLast = /^L-(\d+)$/.exec(day)?.[1];
  const daysBeforeLast = beforeLast === undefined ? null : numberIn(DAY, beforeLast, 0, 30);
  const days =
    daysBeforeLast === null ? dayOf(day) : `${Math.max(1, 28 - daysBeforeLast)}-${31 - daysBeforeLast}`;
  const pattern = [second, minute, hour, days, month, weekdayOf(weekday), year].map((part = '', index) => {
    const field = FIELDS[index];
    return field === undefined || field === DAY || field === WEEKDAY ? part : listOf(field, part);
  });
  return { pattern: pattern.join(' '), daysBeforeLast };
}

function dayOf(part: string): string {
  if (part === '?' || part === 'L' || part === 'LW') return part;
  const nearest = /^(\d+)W$/.exec(part)?.[1];
  return nearest === undefined ? listOf(DAY, part) : `${numberIn(DAY, nearest)}W`;
}

function weekdayOf(part: string): string {
  if (part === '?') return part;
  if (part === 'L') return String(WEEKDAY.max);
  const [, day = '', last, nth = '1'] = /^(\w+?)(?:(L)|#(\d+))$/.exec(part) ?? [];
  if (day === '') return listOf(WEEKDAY, part);
  const number = numberIn(WEEKDAY, day);
  return last === undefined ? `${number}#${numberIn(WEEKDAY, nth, 1, 5)}` : `${number}L`;
}

function listOf(field: Field, part: string): string {
  if (part === '*') return part;
  const numbers = new Set(part.split(',').flatMap((term) => numbersOf(field, term)));
  return [...numbers].sort((left, right) => left - right).join(',');
}

/** Of one number, a range, which may pass the end as `22-2` does, or a step such as `0/15` or `10-40/10`. */
function numbersOf(field: Field, term: string): readonly number[] {
  const { name, min, max } = field;
  const [, first, last, step] = /^(\*|\w*)(?:-(\w+))?(?:\/(\d+))?$/.exec(term) ?? [];
  const isWhole = first === '*' || (first === '' && step !== undefined && last === undefined);
  if (first === undefined || (first === '*' && last !== undefined)) {
    throw new NoQuartz(`${term} is no ${name}, and no range or step of it`);
  }
  const from = isWhole ? min : numberIn(field, first);
  const to = last === undefined ? (isWhole || step !== undefined ? max : from) : numberIn(field, last);
  const by = step === undefined ? 1 : numberIn(field, step, 1, max);
  const size = max - min + 1;
  const count = Math.floor(((to - from + size) % size) / by) + 1;
  return Array.from({ length: count }, (_, index) => min + ((from - min + index * by) % size));
}

function numberIn({ name, min, max, names }: Field, text: string, least = min, most = max): number {
  const place = names.indexOf(text);
  const number = place < 0 ? Number(text) : place + min;
  const isNumber = place >= 0 || /^\d+$/.test(text);
  if (isNumber && number >= least && number <= most) return number;
  throw new NoQuartz(`${text} is no number from ${least} to ${most} for the ${name}`);
}
