/** What each kind of YouTrack value becomes in each kind of Ducalis field, or that it cannot. Written by hand. */
import { describe, expect, it } from 'vitest';
import {
  DUCALIS_FIELD_TYPES,
  type DucalisFieldType,
  isCompatible,
  type SourceType,
} from '../../src/domain/field-types.ts';
import { type FieldValue, toWireValue, type WireValue } from '../../src/domain/field-value.ts';

const LONG = 'ä'.repeat(255);
const AWKWARD = ' "Ünï} {code}\', <b> 🚀 שלום ';
const ADA = { name: 'Ada "A" Lovelace', email: 'ada@example.com' };
const BOB = { name: 'Bob', email: null };
const ZOE = { name: 'زوي', email: 'zoe+1@example.com' };

const no = Symbol('refused');
type Expected = WireValue | typeof no;

const names = (...of: string[]): FieldValue => ({ kind: 'names', names: of });
const people = (...of: (typeof ADA | typeof BOB)[]): FieldValue => ({ kind: 'people', people: of });
const at = (...of: Parameters<typeof Date.UTC>): FieldValue => ({ kind: 'instant', at: Date.UTC(...of) });

/** One row a source and value; one column a Ducalis type, in the order of `DUCALIS_FIELD_TYPES`. */
// biome-ignore format: it is read as a table
const TABLE: readonly [SourceType, FieldValue, ...Expected[]][] = [
  // source, value,                              text_short,                 text_long,                  number, date,    date_range, user,      users, select,   multi_select
  ['enum[1]', names('Major'),                    'Major',                    'Major',                    no, no,           no, no,                no, 'Major',  ['Major']],
  ['enum[1]', names(AWKWARD),                    AWKWARD,                    AWKWARD,                    no, no,           no, no,                no, AWKWARD,  [AWKWARD]],
  ['enum[1]', names(LONG),                       LONG,                       LONG,                       no, no,           no, no,                no, LONG,     [LONG]],
  ['enum[1]', null,                              null,                       null,                       no, no,           no, no,                no, null,     null],
  ['enum[1]', names(),                           null,                       null,                       no, no,           no, no,                no, null,     null],
  ['enum[*]', names('Web', 'iOS', 'Android'),    'Android, Web, iOS',        'Android, Web, iOS',        no, no,           no, no,                no, no,       ['Android', 'Web', 'iOS']],
  ['enum[*]', names('b', AWKWARD, '🚀', 'b'),    `${AWKWARD}, b, 🚀`,        `${AWKWARD}, b, 🚀`,        no, no,           no, no,                no, no,       [AWKWARD, 'b', '🚀']],
  ['enum[*]', null,                              null,                       null,                       no, no,           no, no,                no, no,       null],
  ['enum[*]', names(),                           null,                       null,                       no, no,           no, no,                no, no,       null],
  ['state[1]', names("Won't fix"),               "Won't fix",                "Won't fix",                no, no,           no, no,                no, "Won't fix", ["Won't fix"]],
  ['state[1]', null,                             null,                       null,                       no, no,           no, no,                no, null,     null],
  ['ownedField[1]', names('UI'),                 'UI',                       'UI',                       no, no,           no, no,                no, 'UI',     ['UI']],
  ['ownedField[1]', null,                        null,                       null,                       no, no,           no, no,                no, null,     null],
  ['ownedField[*]', names('UI', 'API'),          'API, UI',                  'API, UI',                  no, no,           no, no,                no, no,       ['API', 'UI']],
  ['ownedField[*]', null,                        null,                       null,                       no, no,           no, no,                no, no,       null],
  ['version[1]', names('2026.1'),                '2026.1',                   '2026.1',                   no, no,           no, no,                no, '2026.1', ['2026.1']],
  ['version[1]', null,                           null,                       null,                       no, no,           no, no,                no, null,     null],
  ['version[*]', names('2.0', '10.0', '1.0'),    '1.0, 10.0, 2.0',           '1.0, 10.0, 2.0',           no, no,           no, no,                no, no,       ['1.0', '10.0', '2.0']],
  ['version[*]', null,                           null,                       null,                       no, no,           no, no,                no, no,       null],
  ['build[1]', names('b42'),                     'b42',                      'b42',                      no, no,           no, no,                no, 'b42',    ['b42']],
  ['build[1]', null,                             null,                       null,                       no, no,           no, no,                no, null,     null],
  ['build[*]', names('b43', 'b42'),              'b42, b43',                 'b42, b43',                 no, no,           no, no,                no, no,       ['b42', 'b43']],
  ['build[*]', null,                             null,                       null,                       no, no,           no, no,                no, no,       null],
  ['group[1]', names('Demo Team'),               'Demo Team',                'Demo Team',                no, no,           no, no,                no, 'Demo Team', ['Demo Team']],
  ['group[1]', null,                             null,                       null,                       no, no,           no, no,                no, null,     null],
  ['group[*]', names('Team', 'All Users'),       'All Users, Team',          'All Users, Team',          no, no,           no, no,                no, no,       ['All Users', 'Team']],
  ['group[*]', null,                             null,                       null,                       no, no,           no, no,                no, no,       null],
  ['user[1]', people(ADA),                       'Ada "A" Lovelace',         'Ada "A" Lovelace',         no, no,           no, 'ada@example.com', ['ada@example.com'], no, no],
  ['user[1]', people(BOB),                       'Bob',                      'Bob',                      no, no,           no, null,              null, no,     no],
  ['user[1]', null,                              null,                       null,                       no, no,           no, null,              null, no,     no],
  ['user[*]', people(ZOE, BOB, ADA),             'Ada "A" Lovelace, Bob, زوي', 'Ada "A" Lovelace, Bob, زوي', no, no,       no, no,                ['ada@example.com', 'zoe+1@example.com'], no, no],
  ['user[*]', people(BOB),                       'Bob',                      'Bob',                      no, no,           no, no,                null, no,     no],
  ['user[*]', null,                              null,                       null,                       no, no,           no, no,                null, no,     no],
  ['period', { kind: 'period', minutes: 90 },    '1h 30m',                   '1h 30m',                   1.5, no,          no, no,                no, no,       no],
  ['period', { kind: 'period', minutes: 120 },   '2h',                       '2h',                       2, no,            no, no,                no, no,       no],
  ['period', { kind: 'period', minutes: 0 },     '0m',                       '0m',                       0, no,            no, no,                no, no,       no],
  ['period', null,                               null,                       null,                       null, no,         no, no,                no, no,       no],
  ['date', at(2026, 1, 28, 12),                  '2026-02-28',               '2026-02-28',               no, '2026-02-28', no, no,                no, no,       no],
  ['date', null,                                 null,                       null,                       no, null,         no, no,                no, no,       no],
  ['date and time', at(2026, 1, 28, 23, 59),     '2026-02-28T23:59:00.000Z', '2026-02-28T23:59:00.000Z', no, '2026-02-28', no, no,                no, no,       no],
  ['date and time', at(12_026, 0, 1),            '+012026-01-01T00:00:00.000Z', '+012026-01-01T00:00:00.000Z', no, null,  no, no,                no, no,       no],
  ['date and time', null,                        null,                       null,                       no, null,         no, no,                no, no,       no],
  ['integer', { kind: 'number', number: 0 },     '0',                        '0',                        0, no,            no, no,                no, no,       no],
  ['integer', { kind: 'number', number: -7 },    '-7',                       '-7',                       -7, no,           no, no,                no, no,       no],
  ['integer', null,                              null,                       null,                       null, no,         no, no,                no, no,       no],
  ['float', { kind: 'number', number: 0.5 },     '0.5',                      '0.5',                      0.5, no,          no, no,                no, no,       no],
  ['float', null,                                null,                       null,                       null, no,         no, no,                no, no,       no],
  ['string', { kind: 'text', text: AWKWARD },    AWKWARD,                    AWKWARD,                    no, no,           no, no,                no, AWKWARD,  no],
  ['string', { kind: 'text', text: LONG },       LONG,                       LONG,                       no, no,           no, no,                no, LONG,     no],
  ['string', { kind: 'text', text: '' },         null,                       null,                       no, no,           no, no,                no, null,     no],
  ['string', null,                               null,                       null,                       no, no,           no, no,                no, null,     no],
  ['text', { kind: 'text', text: 'One\nTwo' },   no,                         'One\nTwo',                 no, no,           no, no,                no, no,       no],
  ['text', { kind: 'text', text: '' },           no,                         null,                       no, no,           no, no,                no, no,       no],
  ['text', null,                                 no,                         null,                       no, no,           no, no,                no, no,       no],
  ['votes', { kind: 'number', number: 3 },       '3',                        '3',                        3, no,            no, no,                no, no,       no],
  ['votes', { kind: 'number', number: 0 },       '0',                        '0',                        0, no,            no, no,                no, no,       no],
  ['created', at(2026, 0, 2, 3, 4, 5, 6),        '2026-01-02T03:04:05.006Z', '2026-01-02T03:04:05.006Z', no, '2026-01-02', no, no,                no, no,       no],
  ['resolved', at(2026, 11, 31, 23),             '2026-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z', no, '2026-12-31', no, no,                no, no,       no],
  ['resolved', null,                             null,                       null,                       no, null,         no, no,                no, no,       no],
  ['spent time', { kind: 'period', minutes: 61 }, '1h 1m',                   '1h 1m',                    1.02, no,         no, no,                no, no,       no],
  ['spent time', null,                           null,                       null,                       null, no,         no, no,                no, no,       no],
];

const PAIRS = TABLE.flatMap(([from, value, ...expected]) =>
  DUCALIS_FIELD_TYPES.map((to, column) => ({ from, value, to, expected: expected[column] })),
);

describe('a value on its way to Ducalis', () => {
  it('has a row for each source and a column for each type of Ducalis field', () => {
    expect(new Set(TABLE.map(([from]) => from)).size).toBe(24);
    expect(new Set(TABLE.map((row) => row.length))).toEqual(new Set([11]));
  });

  it.each(PAIRS)('$from as $to: $value', ({ from, value, to, expected }) => {
    if (expected === no) {
      expect(isCompatible(from, to)).toBe(false);
      expect(() => toWireValue(value, from, to)).toThrow(new RangeError(`${from} cannot feed a ${to} field`));
    } else {
      expect(isCompatible(from, to)).toBe(true);
      expect(toWireValue(value, from, to)).toEqual(expected);
    }
  });

  it.each([
    [0, 'minutes', 0],
    [1, 'minutes', 1],
    [90, 'minutes', 90],
    [90, 'hours', 1.5],
    [1, 'hours', 0.02],
    [2_400, 'hours', 40],
    [480, 'days', 1],
    [2_400, 'days', 5],
    [90, 'days', 0.19],
  ] as const)('%i minutes are a number of %s: %d', (minutes, unit, expected) => {
    for (const from of ['period', 'spent time'] as const) {
      expect(toWireValue({ kind: 'period', minutes }, from, 'number', unit)).toBe(expected);
    }
  });

  it.each(['enum[*]', 'user[*]'] as const)('several values of %s in another order are the same', (from) => {
    const of = (one: string, other: string): FieldValue =>
      from === 'enum[*]'
        ? names(one, other)
        : people({ name: one, email: `${one}@example.com` }, { name: other, email: `${other}@example.com` });
    for (const to of DUCALIS_FIELD_TYPES.filter((type: DucalisFieldType) => isCompatible(from, type))) {
      expect(toWireValue(of('a', 'B'), from, to)).toEqual(toWireValue(of('B', 'a'), from, to));
    }
  });
});
