import { describe, expect, it } from 'vitest';
import {
  type Departures,
  departing,
  departureDue,
  greatestRevision,
  isAnswerTo,
  leavesLater,
  leavesWith,
  nextDue,
  without,
} from '../../src/domain/departure.ts';

const NOW = 1_800_000_000_000;
const FROM_1 = { board: '1', externalId: 'ext', revision: 10 };
const FROM_2 = { board: '2', externalId: 'ext', revision: 20 };
const FRESH = { attempts: 0, due: 0, call: null, at: 0, together: null };
const failure = { counts: true, afterMs: null, held: 0, now: NOW, random: 0 };
const both: Departures = departing(departing([], FROM_1), FROM_2);
const HOUR = 3_600_000;
const dueAt = (departures: Departures, now: number) =>
  departures.map((departure) => departureDue(departure, now));
const onItsWay = leavesWith(both, '1', { call: 'call-1', revision: 11, now: NOW });

describe('the departures of an issue', () => {
  it('are one task for each board that it leaves', () => {
    expect(both).toEqual([
      { ...FROM_1, ...FRESH },
      { ...FROM_2, ...FRESH },
    ]);
  });

  it('begin from the beginning when it leaves the same board again', () => {
    const again = departing(onItsWay, { ...FROM_1, revision: 30 });
    expect(again).toEqual([
      { ...FROM_2, ...FRESH },
      { ...FROM_1, revision: 30, ...FRESH },
    ]);
  });

  it('are without a board that it is off', () => {
    expect(without(both, '1')).toEqual([{ ...FROM_2, ...FRESH }]);
    expect(without(both, '3')).toEqual(both);
  });

  it('know the greatest revision that any board may have seen', () => {
    expect(greatestRevision([])).toBe(0);
    expect(greatestRevision(both)).toBe(20);
  });
});

describe('a removal on its way', () => {
  it('notes its call, its revision and its time, for its own board only', () => {
    expect(onItsWay).toEqual([
      { ...FROM_1, ...FRESH, revision: 11, call: 'call-1', at: NOW },
      { ...FROM_2, ...FRESH },
    ]);
  });

  it('is answered only by its last call, about its own board', () => {
    expect(isAnswerTo(onItsWay, '1', 'call-1')).toBe(true);
    expect(isAnswerTo(onItsWay, '1', 'call-0')).toBe(false);
    expect(isAnswerTo(onItsWay, '2', 'call-1')).toBe(false);
    expect(isAnswerTo([], '1', 'call-1')).toBe(false);
  });

  it('keeps no other task waiting, and is tried again after a minute without an answer', () => {
    expect(dueAt(onItsWay, NOW)).toEqual([NOW + 60_000, 0]);
    expect(dueAt(onItsWay, NOW + 59_999)).toEqual([NOW + 60_000, 0]);
    expect(dueAt(onItsWay, NOW + 60_000)).toEqual([0, 0]);
  });

  it('is tried again at once if it was made in the future: the clock was wrong', () => {
    expect(dueAt(onItsWay, NOW - 1)).toEqual([0, 0]);
  });
});

describe('a removal that failed', () => {
  const later = leavesLater(onItsWay, '1', failure);

  it('is tried again after a wait that doubles', () => {
    expect(later).toEqual([
      { ...FROM_1, revision: 11, attempts: 1, due: NOW + 2_500, call: null, at: NOW, together: null },
      { ...FROM_2, ...FRESH },
    ]);
    expect(nextDue(leavesLater(without(later, '2'), '1', failure), NOW)).toBe(NOW + 5_000);
  });

  it('is due at its time, neither before nor only after it', () => {
    expect(dueAt(later, NOW + 2_499)).toEqual([NOW + 2_500, 0]);
    expect(dueAt(later, NOW + 2_500)).toEqual([0, 0]);
  });

  it('is due at once if its time is farther away than any wait: the clock was wrong', () => {
    const [longest] = leavesLater(onItsWay, '1', { ...failure, afterMs: 2 * HOUR });
    expect(longest?.due).toBe(NOW + HOUR);
    expect(dueAt(longest === undefined ? [] : [longest], NOW)).toEqual([NOW + HOUR]);
    expect(dueAt(longest === undefined ? [] : [longest], NOW - 1)).toEqual([0]);
  });

  it('waits longer if that was asked for, and never shorter', () => {
    const dueAfter = (afterMs: number) => leavesLater(onItsWay, '1', { ...failure, afterMs })[0]?.due;
    expect(dueAfter(90_000)).toBe(NOW + 90_000);
    expect(dueAfter(0)).toBe(NOW + 2_500);
  });

  it('counts no attempt and waits for nothing of its own when it is not its fault', () => {
    const [first] = leavesLater(onItsWay, '1', { ...failure, counts: false, afterMs: 90_000 });
    expect(first).toMatchObject({ attempts: 0, due: NOW, call: null });
  });

  it('adopts the revision that Ducalis holds, if it is greater', () => {
    const revisionAfter = (held: number) => leavesLater(onItsWay, '1', { ...failure, held })[0]?.revision;
    expect(revisionAfter(99)).toBe(99);
    expect(revisionAfter(5)).toBe(11);
  });
});

describe('the next task', () => {
  it('is due at the earliest time of all, and never without tasks', () => {
    expect(nextDue([], NOW)).toBeNull();
    expect(nextDue(both, NOW)).toBe(0);
    expect(nextDue(leavesLater(both, '2', failure), NOW)).toBe(0);
    expect(nextDue(leavesLater(leavesLater(both, '2', failure), '1', failure), NOW)).toBe(NOW + 2_500);
  });

  it('is due after its wait once its call is given up', () => {
    const waiting = both.map((departure) => ({ ...departure, call: 'c', at: NOW, due: NOW + 90_000 }));
    expect(nextDue(waiting, NOW + 60_000)).toBe(NOW + 90_000);
  });
});
