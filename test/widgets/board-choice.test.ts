import { describe, expect, it } from 'vitest';
import type { BoardChoice } from '../../src/domain/board-choice.ts';
import {
  boardRows,
  isUnsaved,
  rebased,
  theirsInWords,
} from '../../widgets/settings/projects/board-choice.ts';
import { english } from './english.ts';
import { overviewWith } from './overview.ts';
import { DEBT, GROWTH } from './project-view.ts';

describe('the boards to choose from', () => {
  const rows = (allowedBoards: string[] | null) =>
    boardRows(overviewWith({ allowedBoards })).map(({ id, isListed }) => [id, isListed]);

  it('begin with those that are chosen', () => {
    expect(rows([DEBT.id])).toEqual([
      [DEBT.id, true],
      [GROWTH.id, true],
    ]);
  });

  it('keep a chosen one that Ducalis does not list any more', () => {
    expect(rows(['gone'])[0]).toEqual(['gone', false]);
  });
});

describe('a change of one administrator', () => {
  it.each<[BoardChoice, BoardChoice, BoardChoice, BoardChoice]>([
    // base, mine, theirs, mine put over theirs
    [['1'], ['1', '2'], ['1', '3'], ['1', '3', '2']],
    [['1', '2'], ['1'], ['1', '2', '3'], ['1', '3']],
    [['1', '2'], ['2'], ['1'], []],
    [['1'], ['1', '2'], ['1', '2'], ['1', '2']],
    [['1'], null, ['1', '3'], null],
    [null, ['1'], ['2'], ['1']],
    [['1'], ['1', '2'], null, ['1', '2']],
  ])('from %j to %j, put over %j, is %j', (base, boards, theirs, expected) => {
    expect(rebased({ base, boards }, theirs)).toEqual(expected);
  });

  it.each<[BoardChoice, BoardChoice, BoardChoice, boolean]>([
    [['1'], ['1', '2'], ['1'], true],
    [['1'], ['1', '2'], ['3'], true],
    // Taken back.
    [['1', '2'], ['2', '1'], ['3'], false],
    // Somebody else has done the same.
    [['1'], ['2', '1'], ['1', '2'], false],
    [null, null, ['1'], false],
    [['1'], null, ['1'], true],
  ])('from %j to %j while %j is saved: unsaved is %j', (base, boards, saved, expected) => {
    expect(isUnsaved({ base, boards }, saved)).toBe(expected);
  });
});

describe('what somebody else has done', () => {
  const words = (base: BoardChoice, theirs: BoardChoice) =>
    english(theirsInWords(base, theirs, [GROWTH, DEBT, ...more]));
  const more = ['b3', 'b4', 'b5', 'b6', 'b7', 'b8'].map((id) => ({
    id,
    name: id.replace('b', 'Board '),
    emoji: null,
  }));

  it.each<[BoardChoice, BoardChoice, string]>([
    [['b3'], null, 'They allow all boards now.'],
    [null, [], 'They allow no board now.'],
    [null, ['b3'], 'They allow only Board 3 now.'],
    [['b3'], ['b3', 'b4'], 'They have added Board 4.'],
    [['b3', 'b4'], ['b4', 'b5'], 'They have added Board 5 and taken away Board 3.'],
    [['b3', 'gone'], ['b3'], 'They have taken away gone.'],
    [
      [],
      ['b3', 'b4', 'b5', 'b6', 'b7', 'b8'],
      'They have added Board 3, Board 4, Board 5, Board 6, Board 7 and 1 more.',
    ],
  ])('from %j to %j is said as "%s"', (base, theirs, sentence) => {
    expect(words(base, theirs)).toBe(sentence);
  });
});
