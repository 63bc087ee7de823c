import { describe, expect, it } from 'vitest';
import { foundInWords, searched } from '../../widgets/common/search.ts';
import { english } from './english.ts';

describe('a search', () => {
  const rows = ['Ada Lovelace', 'Alan Turing', 'Grace Hopper'];
  it.each([
    ['a l', ['Ada Lovelace', 'Alan Turing']],
    ['TURING alan', ['Alan Turing']],
    ['  ', rows],
    ['x', []],
  ])('for "%s" finds what has every word of it', (search, found) => {
    expect(searched(rows, search, (row) => row)).toEqual(found);
  });
});

it.each([
  [0, 0, 0, null],
  [1, 1, 1, '1 person'],
  [2, 2, 2, '2 people'],
  [1, 1, 30, '1 of 30 people'],
  [20, 30, 30, '20 of 30 people shown'],
  [20, 25, 30, '20 of 25 people shown'],
])('%i in sight of %i found among %i are said to be "%s"', (shown, matching, all, words) => {
  expect(english(foundInWords('person', shown, matching, all))).toBe(words);
});
