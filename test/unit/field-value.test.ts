import { describe, expect, it } from 'vitest';
import {
  DUCALIS_FIELD_TYPES,
  type DucalisFieldType,
  isCompatible,
  isYouTrackFieldType,
  type YouTrackFieldType,
} from '../../src/domain/field-types.ts';
import { type FieldValue, toWireValue } from '../../src/domain/field-value.ts';

const AWKWARD = ' "Ünï} {code}" 🚀 שלום ';
const ADA = { name: 'Ada', email: 'ada@example.com' };
const NO_MAIL = { name: 'Bob', email: null };

const SAMPLE: Readonly<Record<YouTrackFieldType, NonNullable<FieldValue>>> = {
  'enum[1]': { kind: 'names', names: [AWKWARD] },
  'enum[*]': { kind: 'names', names: ['a', AWKWARD] },
  'state[1]': { kind: 'names', names: ['Open'] },
  'ownedField[1]': { kind: 'names', names: ['UI'] },
  'ownedField[*]': { kind: 'names', names: ['UI', 'API'] },
  'version[1]': { kind: 'names', names: ['1.0'] },
  'version[*]': { kind: 'names', names: ['1.0', '2.0'] },
  'build[1]': { kind: 'names', names: ['b1'] },
  'build[*]': { kind: 'names', names: ['b1', 'b2'] },
  'user[1]': { kind: 'people', people: [ADA] },
  'user[*]': { kind: 'people', people: [ADA, NO_MAIL] },
  'group[1]': { kind: 'names', names: ['Team'] },
  'group[*]': { kind: 'names', names: ['Team', 'Other'] },
  period: { kind: 'period', minutes: 90 },
  date: { kind: 'instant', at: Date.UTC(2026, 10, 24, 12) },
  'date and time': { kind: 'instant', at: Date.UTC(2026, 10, 24, 23, 59) },
  integer: { kind: 'number', number: 0 },
  float: { kind: 'number', number: -1.5 },
  string: { kind: 'text', text: AWKWARD },
  text: { kind: 'text', text: `${AWKWARD}\nsecond line` },
};

const EXPECTED: Readonly<Record<DucalisFieldType, (type: YouTrackFieldType) => unknown>> = {
  text_short: (type) => TEXTS[type],
  text_long: (type) => TEXTS[type],
  number: (type) => ({ period: 1.5, integer: 0, float: -1.5 })[String(type)],
  date: () => '2026-11-24',
  date_range: () => undefined,
  user: () => 'ada@example.com',
  users: () => ['ada@example.com'],
  select: (type) => TEXTS[type],
  multi_select: (type) => {
    const value = SAMPLE[type];
    return value.kind === 'names' ? value.names : undefined;
  },
};

const TEXTS: Readonly<Record<YouTrackFieldType, string>> = {
  'enum[1]': AWKWARD,
  'enum[*]': `a, ${AWKWARD}`,
  'state[1]': 'Open',
  'ownedField[1]': 'UI',
  'ownedField[*]': 'UI, API',
  'version[1]': '1.0',
  'version[*]': '1.0, 2.0',
  'build[1]': 'b1',
  'build[*]': 'b1, b2',
  'user[1]': 'Ada',
  'user[*]': 'Ada, Bob',
  'group[1]': 'Team',
  'group[*]': 'Team, Other',
  period: '1h 30m',
  date: '2026-11-24',
  'date and time': '2026-11-24T23:59:00.000Z',
  integer: '0',
  float: '-1.5',
  string: AWKWARD,
  text: `${AWKWARD}\nsecond line`,
};

const YOUTRACK_FIELD_TYPES = Object.keys(SAMPLE).filter(isYouTrackFieldType);
const PAIRS = YOUTRACK_FIELD_TYPES.flatMap((from) => DUCALIS_FIELD_TYPES.map((to) => ({ from, to })));
const fitting = PAIRS.filter(({ from, to }) => isCompatible(from, to));
const clashing = PAIRS.filter(({ from, to }) => !isCompatible(from, to));

describe('a field value on its way to Ducalis', () => {
  it.each(fitting)('$from feeds $to', ({ from, to }) => {
    expect(toWireValue(SAMPLE[from], from, to)).toEqual(EXPECTED[to](from));
  });

  it.each(fitting)('an empty $from clears $to', ({ from, to }) => {
    expect(toWireValue(null, from, to)).toBeNull();
  });

  it.each(clashing)('$from cannot feed $to', ({ from, to }) => {
    expect(() => toWireValue(SAMPLE[from], from, to)).toThrow(RangeError);
  });

  it('sends nobody rather than a name when a person has no e-mail address', () => {
    expect(toWireValue({ kind: 'people', people: [NO_MAIL] }, 'user[1]', 'user')).toBeNull();
  });

  it('every YouTrack type can feed at least one Ducalis type', () => {
    expect(new Set(fitting.map((pair) => pair.from))).toEqual(new Set(YOUTRACK_FIELD_TYPES));
  });
});
