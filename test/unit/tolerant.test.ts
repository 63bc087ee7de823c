import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  jsonIn,
  listed,
  readId,
  readNumber,
  readPercent,
  readRevision,
  readText,
  readTime,
  readWhole,
  readYesNo,
} from '../../src/ducalis/tolerant.ts';

const NOTHING = [null, undefined];
/** What no reader takes for a number. */
const NO_NUMBERS = [
  '',
  ' ',
  'abc',
  'NaN',
  'Infinity',
  '-Infinity',
  '0x10',
  '1e',
  '1,5',
  '1 000',
  '1_000',
  '--1',
];
const NO_VALUES: readonly unknown[] = [
  {},
  [],
  [1],
  { valueOf: 1 },
  true,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

describe('a number', () => {
  it.each([
    [12.5, 12.5],
    ['12.50', 12.5],
    [' 12.5 ', 12.5],
    ['-3', -3],
    ['+3', 3],
    ['.5', 0.5],
    ['1e3', 1_000],
    ['1E-7', 1e-7],
    [1e308, 1e308],
    ['007', 7],
    [-0, 0],
    ['-0', 0],
  ])('is read from %j', (value, number) => {
    expect(readNumber(value)).toBe(number);
  });

  it.each([...NO_NUMBERS, ...NO_VALUES, '1e999', '9'.repeat(500)])('is not read from %j', (value) => {
    expect(readNumber(value)).toBeUndefined();
  });

  it.each(NOTHING)('that is %s says nothing', (value) => {
    expect(readNumber(value)).toBeNull();
  });

  it('is the same when it is written as a text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(readNumber(String(number))).toBe(readNumber(number));
        expect(readNumber(JSON.parse(JSON.stringify(number)))).toBe(number + 0);
      }),
    );
  });
});

describe('a whole number', () => {
  it.each([
    [123, 123],
    ['123', 123],
    ['123.0', 123],
    ['1e2', 100],
  ])('is read from %j', (value, number) => {
    expect(readWhole(value)).toBe(number);
  });

  it.each([1.5, '1.5', 1e300, '9007199254740993', ...NO_NUMBERS, ...NO_VALUES])(
    'is not read from %j',
    (value) => {
      expect(readWhole(value)).toBeUndefined();
    },
  );

  it('is within its bounds', () => {
    const read = [0, 1, 5, 6].map((value) => readWhole(value, { least: 1, most: 5 }));
    expect(read).toEqual([undefined, 1, 5, undefined]);
    expect(readWhole(null, { least: 1 })).toBeNull();
  });

  it('that is a revision leaves room for greater ones', () => {
    expect(readRevision('7000000000000123')).toBe(7_000_000_000_000_123);
    expect(readRevision(Number.MAX_SAFE_INTEGER - 1_000_000_000)).toBe(9_007_198_254_740_991);
    expect(readRevision(Number.MAX_SAFE_INTEGER - 999_999_999)).toBeUndefined();
  });
});

describe('a percentage', () => {
  it.each([
    [0, 0],
    [100, 100],
    ['66.6', 66.6],
    ['80 %', 80],
    ['80%', 80],
    [100.000_000_000_000_01, 100],
    [100.000_000_1, 100],
    ['100.0000001 %', 100],
    [100.009, 100],
    [-0.000_000_1, 0],
  ])('is read from %j', (value, percent) => {
    expect(readPercent(value)).toBe(percent);
  });

  it.each([-1, 150, 101, -0.5, '%', '% 5', '5 %%', ...NO_NUMBERS, ...NO_VALUES])(
    'is not read from %j',
    (value) => {
      expect(readPercent(value)).toBeUndefined();
    },
  );

  it.each(NOTHING)('that is %s says nothing', (value) => {
    expect(readPercent(value)).toBeNull();
  });
});

describe('yes or no', () => {
  it.each([
    [true, true],
    [false, false],
    ['true', true],
    ['False', false],
    [1, true],
    ['0', false],
  ])('is read from %j', (value, isSo) => {
    expect(readYesNo(value)).toBe(isSo);
  });

  it.each(['yes', '', 2, {}, [], [true]])('is not read from %j', (value) => {
    expect(readYesNo(value)).toBeUndefined();
  });

  it.each(NOTHING)('that is %s says nothing', (value) => {
    expect(readYesNo(value)).toBeNull();
  });
});

describe('a text', () => {
  it.each([
    ['Reach', 'Reach'],
    ['', ''],
    [7, '7'],
    ['x'.repeat(1_500), 'x'.repeat(1_000)],
    [`${'x'.repeat(999)}🚀`, 'x'.repeat(999)],
    [`${'x'.repeat(998)}🚀`, `${'x'.repeat(998)}🚀`],
  ])('is read from %j, and cut', (value, text) => {
    expect(readText(value, 1_000)).toBe(text);
  });

  it.each([{}, [], true, ['a']])('is not read from %j', (value) => {
    expect(readText(value, 10)).toBeUndefined();
  });
});

describe('an id', () => {
  it.each([
    ['a', 'a'],
    [7, '7'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('is read from %j', (value, id) => {
    expect(readId(value)).toBe(id);
  });

  it.each(['', 'x'.repeat(256), 1.5, 1e300, {}, [], true])(
    'is not read from %j: half of it is another one',
    (value) => {
      expect(readId(value)).toBeUndefined();
    },
  );

  it.each(NOTHING)('that is %s says nothing', (value) => {
    expect(readId(value)).toBeNull();
  });
});

it.each([
  ['2026-01-01T00:00:00Z', Date.UTC(2026, 0, 1)],
  ['2026-01-01T01:00:00+01:00', Date.UTC(2026, 0, 1)],
  ['yesterday', undefined],
  ['', undefined],
  ['-000001-01-01T00:00:00Z', undefined],
  [1_700_000_000_000, undefined],
  [{}, undefined],
  [null, null],
])('a time is read from %j', (value, time) => {
  expect(readTime(value)).toBe(time);
});

it('a list is read item by item, and says how many items it could not read', () => {
  expect(listed([1, 'x', 2, null], (item) => readNumber(item) ?? null)).toEqual({
    items: [1, 2],
    unreadable: 2,
  });
});

it('what is not JSON is undefined, and null is null', () => {
  expect([jsonIn('<html>'), jsonIn(''), jsonIn('null'), jsonIn('[]')]).toEqual([
    undefined,
    undefined,
    null,
    [],
  ]);
});
