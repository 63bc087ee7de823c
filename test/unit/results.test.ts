import { describe, expect, it } from 'vitest';
import {
  type KnownResults,
  RESULTS,
  type ResultName,
  TARGET_TYPES,
  writtenAs,
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

  it('that no integer field can hold is left out', () => {
    expect(writtenAs({ result: 'totalScore' }, { ...known, totalScore: 3e9 }, 'integer')).toBeUndefined();
    expect(writtenAs({ result: 'totalScore' }, { ...known, totalScore: -2_147_483_647 }, 'integer')).toBe(
      -2_147_483_647,
    );
  });
});
