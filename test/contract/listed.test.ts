/** Which issues of a project are on its board, as whole searches of the board have met them. */
import { describe, expect, it } from 'vitest';
import { isGoneFrom, type ListedPage, noteListed, readListed } from '../../src/app/stored/listed.ts';
import { GREATEST_NUMBER } from '../../src/domain/number-set.ts';
import { BOARD, connected, OTHER_BOARD } from './fake/connected.ts';
import { the } from './fake/the.ts';

const HOUR = 60 * 60_000;
const NOW = 1_800_000_000_000;

const page = (change: Partial<ListedPage> = {}): ListedPage => ({
  board: BOARD,
  cursor: null,
  next: null,
  numbers: [1],
  isReadable: true,
  ...change,
});

function listing() {
  const project = the(connected().projects.get('DEMO'));
  return {
    project,
    note: (at: number, ...pages: readonly Partial<ListedPage>[]) => {
      for (const change of pages) noteListed({ now: at }, project, page(change));
    },
    gone: (number: number, storedAt: number, now = NOW, board = BOARD) =>
      isGoneFrom(readListed(project), { board, number, storedAt }, { now }),
  };
}

describe('an issue that Ducalis had', () => {
  const LONG_AGO = NOW - 100 * HOUR;

  it('is gone when two whole rounds have not met it', () => {
    const { note, gone } = listing();
    note(NOW - 2 * HOUR, {});
    expect(gone(2, LONG_AGO)).toBe(false);
    note(NOW - HOUR, {});
    expect([gone(1, LONG_AGO), gone(2, LONG_AGO)]).toEqual([false, true]);
  });

  it('is there when either of them has met it', () => {
    const { note, gone } = listing();
    note(NOW - 3 * HOUR, { numbers: [] });
    note(NOW - 2 * HOUR, {});
    note(NOW - HOUR, { numbers: [] });
    expect(gone(1, LONG_AGO)).toBe(false);
    note(NOW, { numbers: [] });
    expect(gone(1, LONG_AGO)).toBe(true);
  });

  it('says nothing when it was stored less than an hour before a round', () => {
    const { note, gone } = listing();
    note(NOW - 2 * HOUR, {});
    note(NOW - HOUR, {});
    expect([gone(2, NOW - 3 * HOUR - 1), gone(2, NOW - 3 * HOUR)]).toEqual([true, false]);
  });

  it('says nothing while a round lies in the future, on another board, or under a number too great', () => {
    const { note, gone } = listing();
    note(NOW - 2 * HOUR, {});
    note(NOW - HOUR, {});
    expect(gone(2, LONG_AGO, NOW - HOUR - 1)).toBe(false);
    expect(gone(2, LONG_AGO, NOW, OTHER_BOARD)).toBe(false);
    expect(gone(GREATEST_NUMBER + 1, LONG_AGO)).toBe(false);
  });
});

describe('a round', () => {
  const whole = (project: Parameters<typeof readListed>[0]) => readListed(project)?.rounds.length ?? 0;

  it('is whole when each page continues the one before', () => {
    const { project, note, gone } = listing();
    for (const at of [NOW - 2 * HOUR, NOW - HOUR]) {
      note(at, { next: 'a', numbers: [1] }, { cursor: 'a', next: 'b', numbers: [2] });
      note(at + 1, { cursor: 'b', numbers: [3] });
    }
    expect(whole(project)).toBe(2);
    expect([1, 2, 3, 4].map((number) => gone(number, 0))).toEqual([false, false, false, true]);
    expect(project.document('listing')).toBeNull();
  });

  it('counts from its beginning, not from its end', () => {
    const { project, note } = listing();
    note(NOW - HOUR, { next: 'a' });
    note(NOW, { cursor: 'a' });
    expect(readListed(project)?.rounds).toMatchObject([{ startedAt: NOW - HOUR }]);
  });

  it.each([
    ['a page is missing', [{ next: 'a' }, { cursor: 'b' }]],
    ['it has no beginning', [{ cursor: 'a' }]],
    ['a page is of another board', [{ next: 'a' }, { cursor: 'a', board: OTHER_BOARD }]],
    ['a page has what cannot be read', [{ next: 'a', isReadable: false }, { cursor: 'a' }]],
    ['the last page has what cannot be read', [{ next: 'a' }, { cursor: 'a', isReadable: false }]],
  ])('says nothing when %s', (_why, pages) => {
    const { project, note } = listing();
    note(NOW, ...pages);
    expect(whole(project)).toBe(0);
  });

  it('that begins again takes the place of one that was under way', () => {
    const { project, note, gone } = listing();
    note(NOW - 3 * HOUR, { next: 'a', numbers: [9] });
    note(NOW - 2 * HOUR, { next: 'a', numbers: [1] }, { cursor: 'a', numbers: [2] });
    note(NOW - HOUR, { numbers: [1, 2] });
    expect(whole(project)).toBe(2);
    expect(gone(9, 0)).toBe(true);
  });

  it('of another board says nothing about this one', () => {
    const { project, note } = listing();
    note(NOW - 2 * HOUR, {});
    note(NOW - HOUR, { board: OTHER_BOARD });
    expect(readListed(project)).toMatchObject({ board: OTHER_BOARD, rounds: [{ startedAt: NOW - HOUR }] });
  });
});
