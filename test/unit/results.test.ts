import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fittedTo,
  type KnownResults,
  RESULTS,
  type ResultName,
  TARGET_TYPES,
} from '../../src/domain/results.ts';

const known: KnownResults = {
  totalScore: 12.345,
  priority: 3,
  isTopPriority: true,
  votingPercent: 66.6,
  isFinal: false,
  alignment: 70,
  url: 'https://ducalis.io/issue/1',
  criteria: [
    { key: 'reach', score: 8 },
    { key: 'effort', score: null },
  ],
};
const unknown: KnownResults = {
  totalScore: null,
  priority: null,
  isTopPriority: null,
  votingPercent: null,
  isFinal: null,
  alignment: null,
  url: null,
  criteria: [],
};
/** What the field should hold; undefined: it is left alone. */
const writtenAs = (...given: Parameters<typeof fittedTo>) => fittedTo(...given)?.written;
const reach = { result: 'criterion', criterion: 'reach' } as const;

describe('a result in a field', () => {
  it.each([
    ['totalScore', 'integer', 12],
    ['totalScore', 'float', 12.345],
    ['totalScore', 'string', '12.35'],
    ['priority', 'integer', 3],
    ['priority', 'string', '3'],
    ['topPriority', 'string', 'Yes'],
    ['topPriority', 'enum[1]', 'Yes'],
    ['votingPercent', 'integer', 67],
    ['isFinal', 'string', 'No'],
    ['isFinal', 'enum[1]', 'No'],
    ['alignment', 'float', 70],
    ['url', 'string', 'https://ducalis.io/issue/1'],
    ['url', 'text', 'https://ducalis.io/issue/1'],
  ] as const)('%s: an %s field holds %j', (result, type, written) => {
    expect(writtenAs({ result }, known, type)).toBe(written);
  });

  it('of a criterion is found by its key', () => {
    expect(writtenAs(reach, known, 'integer')).toBe(8);
    expect(writtenAs({ result: 'criterion', criterion: 'effort' }, known, 'float')).toBeNull();
    expect(writtenAs({ result: 'criterion', criterion: 'gone' }, known, 'float')).toBeNull();
    expect(writtenAs({ result: 'criterion' }, known, 'float')).toBeNull();
  });

  it.each(RESULTS)('%s clears the field when it is not known', (result) => {
    for (const type of TARGET_TYPES[result]) expect(writtenAs({ result }, unknown, type)).toBeNull();
  });

  it.each([
    ['priority', 'float'],
    ['url', 'integer'],
    ['isFinal', 'state[1]'],
    ['topPriority', 'enum[*]'],
    ['totalScore', 'date'],
    ['totalScore', 'a type of next year'],
  ] satisfies [ResultName, string][])('%s: an %s field is left alone', (result, type) => {
    expect(writtenAs({ result }, known, type)).toBeUndefined();
  });

  it.each([
    ['string', 1e308, '1e+308'],
    ['string', -1e308, '-1e+308'],
    ['string', 1e21, '1e+21'],
    ['string', 90_071_992_547_409.9, '90071992547409.9'],
    ['string', 1e-7, '0'],
    ['string', -1e-7, '0'],
    ['float', 1e-7, 1e-7],
    ['float', 3e9, 3e9],
    ['float', -3.4e38, -3.4e38],
    ['integer', 1e-7, 0],
    ['integer', -0.4, 0],
    ['integer', 2_147_483_647.4, 2_147_483_647],
    ['integer', -2_147_483_648, -2_147_483_648],
  ])('a %s field holds a total of %d as %j', (type, totalScore, written) => {
    expect(fittedTo({ result: 'totalScore' }, { ...known, totalScore }, type)).toEqual({
      written,
      isTooGreat: false,
    });
  });

  it.each([
    ['integer', 2_147_483_647.5],
    ['integer', 2_147_483_648],
    ['integer', -2_147_483_649],
    ['integer', 1e308],
    ['float', 1e308],
    ['float', -1e308],
    ['float', 3.5e38],
  ])(
    'an %s field cannot hold %d: it is cleared, for an old number would look like the result',
    (type, score) => {
      const results = { ...known, totalScore: score, criteria: [{ key: 'reach', score }] };
      const cleared = { written: null, isTooGreat: true };
      expect(fittedTo({ result: 'totalScore' }, results, type)).toEqual(cleared);
      expect(fittedTo(reach, results, type)).toEqual(cleared);
    },
  );

  it('never turns a number into a word', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (totalScore) => {
        const text = writtenAs({ result: 'totalScore' }, { ...known, totalScore }, 'string');
        expect(text).toMatch(/^-?\d+(\.\d+)?(e[+-]\d+)?$/);
        expect(Number(text)).toBeCloseTo(totalScore, 1);
      }),
    );
  });
});
