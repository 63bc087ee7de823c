/** Joda periods and instants, as far as scripts see them (youtrack-platform §2: fields are not normalised). */
import { Duration, DateTime as LuxonDateTime } from 'luxon';

const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const;

export type PeriodFields = Readonly<Partial<Record<(typeof UNITS)[number], number | undefined>>>;

/** `m` means months before weeks, days or hours … and minutes at the end, as in `1m3w4d23h58m`. */
const SHORT_FORM =
  /^(?:(?<years>\d+)y)?\s*(?:(?<months>\d+)m(?=.*\d[wd]))?\s*(?:(?<weeks>\d+)w)?\s*(?:(?<days>\d+)d)?\s*(?:(?<hours>\d+)h)?\s*(?:(?<minutes>\d+)m)?$/i;

/** Reads `2w4d3h15m` and ISO 8601 (`P1DT2H`); undefined for anything else. */
export function parsePeriod(text: string): PeriodFields | undefined {
  const trimmed = text.trim();
  if (/^P/i.test(trimmed)) {
    const duration = Duration.fromISO(trimmed.toUpperCase());
    return duration.isValid ? duration.toObject() : undefined;
  }
  const groups = trimmed === '' ? undefined : SHORT_FORM.exec(trimmed)?.groups;
  if (!groups) return undefined;
  const found = UNITS.filter((unit) => groups[unit] !== undefined);
  return Object.fromEntries(found.map((unit) => [unit, Number(groups[unit])]));
}

/** Fields of a duration in milliseconds as Joda splits it: hours and below, no days. */
export function splitMillis(millis: number): PeriodFields {
  return Duration.fromMillis(millis).shiftTo('hours', 'minutes', 'seconds', 'milliseconds').toObject();
}

/** `org.joda.time.Period` with the members that return primitives; scripts may use no others. */
export class Period {
  private readonly fields: PeriodFields;

  /** @param value milliseconds, or the fields themselves. */
  constructor(value: number | PeriodFields = 0) {
    this.fields = typeof value === 'number' ? splitMillis(value) : value;
  }

  /** Periods of custom fields come from elsewhere in the emulator; what counts like a period is one. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && 'getMinutes' in value && 'getHours' in value;
  }

  getYears(): number {
    return this.fields.years ?? 0;
  }
  getMonths(): number {
    return this.fields.months ?? 0;
  }
  getWeeks(): number {
    return this.fields.weeks ?? 0;
  }
  getDays(): number {
    return this.fields.days ?? 0;
  }
  getHours(): number {
    return this.fields.hours ?? 0;
  }
  getMinutes(): number {
    return this.fields.minutes ?? 0;
  }
  getSeconds(): number {
    return this.fields.seconds ?? 0;
  }
  getMillis(): number {
    return this.fields.milliseconds ?? 0;
  }
  /** ISO 8601, for example `P2W4DT3H15M`. */
  toString(): string {
    return Duration.fromObject(this.fields).toISO() ?? 'PT0S';
  }
}

const GETTERS = {
  years: 'getYears',
  months: 'getMonths',
  weeks: 'getWeeks',
  days: 'getDays',
  hours: 'getHours',
  minutes: 'getMinutes',
  seconds: 'getSeconds',
  milliseconds: 'getMillis',
} as const satisfies Record<(typeof UNITS)[number], keyof Period>;

/** Fields of anything that has the getters of a period. */
export function periodFields(period: object): PeriodFields {
  const fields: Partial<Record<(typeof UNITS)[number], number>> = {};
  for (const unit of UNITS) {
    const getter: unknown = Reflect.get(period, GETTERS[unit]);
    if (typeof getter === 'function') fields[unit] = Number(Reflect.apply(getter, period, []));
  }
  return fields;
}

/** `org.joda.time.DateTime` as `date-time.js` uses it. Calendar units are added in UTC. */
export class DateTime {
  private readonly at: LuxonDateTime;

  constructor(millis: number) {
    this.at = LuxonDateTime.fromMillis(millis, { zone: 'utc' });
  }
  plus(period: object): DateTime {
    return new DateTime(this.at.plus(periodFields(period)).toMillis());
  }
  minus(period: object): DateTime {
    return new DateTime(this.at.minus(periodFields(period)).toMillis());
  }
  getMillis(): number {
    return this.at.toMillis();
  }
}

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 8 * MINUTES_PER_HOUR;
const MINUTES_PER_WEEK = 5 * MINUTES_PER_DAY;

/** In YouTrack's working time: weeks of five days, days of eight hours. Months and seconds do not count. */
export function workingMinutes({ weeks = 0, days = 0, hours = 0, minutes = 0 }: PeriodFields): number {
  return weeks * MINUTES_PER_WEEK + days * MINUTES_PER_DAY + hours * MINUTES_PER_HOUR + minutes;
}

/** The period that a field with so many minutes of working time holds. */
export function workingPeriod(total: number): Period {
  return new Period({
    weeks: Math.floor(total / MINUTES_PER_WEEK),
    days: Math.floor((total % MINUTES_PER_WEEK) / MINUTES_PER_DAY),
    hours: Math.floor((total % MINUTES_PER_DAY) / MINUTES_PER_HOUR),
    minutes: total % MINUTES_PER_HOUR,
  });
}

/** Minutes of working time behind a period of a script or a text such as `1d 2h`; undefined for anything else. */
export function minutesOf(value: unknown): number | undefined {
  if (typeof value === 'string') {
    const fields = parsePeriod(value);
    return fields && workingMinutes(fields);
  }
  const isPeriod = typeof value === 'object' && value !== null && 'getMinutes' in value;
  return isPeriod ? workingMinutes(periodFields(value)) : undefined;
}
