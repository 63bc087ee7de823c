import { describe, expect, it } from 'vitest';
import {
  type Cause,
  failing,
  hasPassedSince,
  hasRecoveredSince,
  isForgotten,
  isInTrouble,
  type Lane,
  letsOthersTry,
  passing,
  quiet,
  tried,
  turnAt,
  used,
  waitsUntil,
} from '../../src/domain/lane.ts';

const NOW = 1_800_000_000_000;
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

const CAUSE: Cause = { speaker: 'between', status: 502, detail: 'Bad Gateway' };
const OTHER_CAUSE: Cause = { speaker: 'nobody', status: null, detail: 'SSLHandshakeException' };
const NAME = { kind: 'upserts', board: '1' } as const;
const QUIET = quiet(NAME, NOW);

type Failure = Parameters<typeof failing>[1];
const failure: Failure = { now: NOW, random: 0, afterMs: null, isNew: true, by: null, cause: CAUSE };

function failed(lane: Lane, times: number, changes: Partial<Failure> = {}): Lane {
  return Array.from({ length: times }).reduce<Lane>(
    (before) => failing(before, { ...failure, ...changes }),
    lane,
  );
}

describe('a lane that works', () => {
  it('waits for nothing and blames nobody', () => {
    expect(QUIET).toEqual({
      ...NAME,
      since: null,
      failures: 0,
      groups: 0,
      until: 0,
      by: null,
      triedUntil: 0,
      passedAt: null,
      recoveredAt: null,
      usedAt: NOW,
      cause: null,
    });
    expect(isInTrouble(QUIET)).toBe(false);
    expect(waitsUntil(QUIET, NOW)).toBe(0);
    expect(letsOthersTry(QUIET)).toBe(true);
  });
});

describe('a lane in which a call fails', () => {
  it('is in trouble since then, waits, and knows why', () => {
    const lane = failing({ ...QUIET, usedAt: NOW - HOUR }, failure);
    expect(lane).toEqual({
      ...QUIET,
      since: NOW,
      failures: 1,
      groups: 1,
      until: NOW + 2_500,
      usedAt: NOW,
      cause: CAUSE,
    });
    expect(isInTrouble(lane)).toBe(true);
  });

  it('stays in trouble since the first failure, and says the last cause', () => {
    const again = failing(failed(QUIET, 1), { ...failure, now: NOW + MINUTE, cause: OTHER_CAUSE });
    expect(again).toMatchObject({ since: NOW, failures: 2, usedAt: NOW + MINUTE, cause: OTHER_CAUSE });
  });

  it('waits twice as long each time, from five seconds to an hour', () => {
    const waits = (random: number): number[] =>
      Array.from({ length: 14 }, (_, at) => failed(QUIET, at + 1, { random }).until - NOW);
    expect(waits(0).slice(0, 4)).toEqual([2_500, 5_000, 10_000, 20_000]);
    expect(waits(0.999_999).slice(0, 2)).toEqual([5_000, 10_000]);
    expect(waits(0).at(-1)).toBe(HOUR / 2);
    expect(waits(0.999_999).at(-1)).toBeLessThanOrEqual(HOUR);
  });

  it('waits longer if that was asked for, never shorter, and never more than an hour', () => {
    const waitFor = (afterMs: number, times = 1): number => failed(QUIET, times, { afterMs }).until - NOW;
    expect(waitFor(90 * SECOND)).toBe(90 * SECOND);
    expect(waitFor(0)).toBe(2_500);
    expect(waitFor(SECOND, 5)).toBe(40 * SECOND);
    expect(waitFor(2 * HOUR)).toBe(HOUR);
  });

  it('counts as groups only what had not failed before', () => {
    expect(failed(QUIET, 3, { isNew: false })).toMatchObject({ failures: 3, groups: 0 });
    expect(failed(failed(QUIET, 2, { isNew: false }), 1)).toMatchObject({ failures: 3, groups: 1 });
  });

  it('keeps when it passed and when it recovered', () => {
    const before = { ...QUIET, passedAt: NOW - 10, recoveredAt: NOW - 20 };
    expect(failed(before, 2)).toMatchObject({ passedAt: NOW - 10, recoveredAt: NOW - 20 });
  });
});

describe('what has not failed yet', () => {
  it('may be tried as long as one group alone has failed: it may be the reason', () => {
    expect(letsOthersTry(failed(QUIET, 1))).toBe(true);
    expect(letsOthersTry(failed(failed(QUIET, 1), 5, { isNew: false }))).toBe(true);
    expect(letsOthersTry(failed(QUIET, 2))).toBe(false);
  });
});

describe('the wait of a lane', () => {
  const lane = failed(QUIET, 1);

  it('ends at its time', () => {
    expect(waitsUntil(lane, NOW)).toBe(NOW + 2_500);
    expect(waitsUntil(lane, NOW + 2_499)).toBe(NOW + 2_500);
    expect(waitsUntil(lane, NOW + 2_500)).toBe(0);
  });

  it('is void if it is farther away than any wait: the clock was wrong', () => {
    expect(waitsUntil({ ...lane, until: NOW + HOUR }, NOW)).toBe(NOW + HOUR);
    expect(waitsUntil({ ...lane, until: NOW + HOUR + 1 }, NOW)).toBe(0);
    expect(waitsUntil({ ...lane, until: 0, triedUntil: NOW + HOUR + 1 }, NOW)).toBe(0);
  });

  it('lasts until the answer while a call tries the lane', () => {
    const busy = tried(lane, NOW + 2_500);
    expect(busy).toEqual({ ...lane, triedUntil: NOW + 2_500 + MINUTE, usedAt: NOW + 2_500 });
    expect(waitsUntil(busy, NOW + 2_500)).toBe(NOW + 2_500 + MINUTE);
    const answered = failing(busy, { ...failure, now: NOW + 3_000 });
    expect(waitsUntil(answered, NOW + 3_000)).toBe(NOW + 3_000 + 5_000);
    expect(waitsUntil(passing(busy, NOW + 3_000), NOW + 3_000)).toBe(0);
  });

  it('ends a little earlier for projects whose call did not fail last', () => {
    const other = failing(QUIET, { ...failure, by: 'DEMO' });
    expect(turnAt(QUIET, NOW, 'DEMO')).toBe(0);
    expect(turnAt(other, NOW, 'OPS')).toBe(NOW + 2_500);
    expect(turnAt(other, NOW, 'DEMO')).toBe(NOW + 4_500);
    expect(turnAt(other, NOW + 2_500, 'DEMO')).toBe(0);
  });

  it('is asked about again soon while a call tries the lane: most are answered soon', () => {
    const busy = tried(failing(QUIET, { ...failure, by: 'DEMO' }), NOW);
    expect(turnAt(busy, NOW, 'DEMO')).toBe(NOW + 4_000);
    expect(turnAt(busy, NOW + MINUTE - 1, 'DEMO')).toBe(NOW + MINUTE);
  });

  it('is not shortened by a failure that asks for less', () => {
    const long = failing(QUIET, { ...failure, afterMs: 600 * SECOND });
    expect(failing(long, { ...failure, now: NOW + 1, afterMs: SECOND }).until).toBe(NOW + 600 * SECOND);
    expect(failing({ ...long, until: NOW + 2 * HOUR }, failure).until).toBe(NOW + 5_000);
  });
});

describe('a lane in which a call passes', () => {
  it('has recovered if it was in trouble, and blames nobody any more', () => {
    expect(passing(failed(QUIET, 3), NOW + MINUTE)).toEqual({
      ...QUIET,
      usedAt: NOW + MINUTE,
      passedAt: NOW + MINUTE,
      recoveredAt: NOW + MINUTE,
    });
  });

  it('has not recovered if it was not', () => {
    const lane = { ...QUIET, passedAt: NOW, recoveredAt: NOW - 5 };
    expect(passing(lane, NOW + MINUTE)).toMatchObject({ passedAt: NOW + MINUTE, recoveredAt: NOW - 5 });
    expect(passing(QUIET, NOW + MINUTE).recoveredAt).toBeNull();
  });

  it('has recovered too if what passes had failed by itself', () => {
    expect(passing(QUIET, NOW + MINUTE, true).recoveredAt).toBe(NOW + MINUTE);
  });
});

describe('a call that carried only suspects', () => {
  it('says nothing of the lane when it fails, but that somebody needs it', () => {
    const lane = { ...QUIET, passedAt: NOW - 5 };
    expect(used(lane, NOW + MINUTE)).toEqual({ ...lane, usedAt: NOW + MINUTE });
  });
});

describe('whether something passed or recovered since', () => {
  const lane = { ...QUIET, passedAt: NOW, recoveredAt: NOW };

  it('is a question of later, not of the same moment', () => {
    expect([NOW - 1, NOW, NOW + 1].map((time) => hasPassedSince(lane, time))).toEqual([true, false, false]);
    expect([NOW - 1, NOW, NOW + 1].map((time) => hasRecoveredSince(lane, time))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is not known of a lane that never was in trouble', () => {
    expect(hasPassedSince(QUIET, 0)).toBe(false);
    expect(hasRecoveredSince(QUIET, 0)).toBe(false);
  });
});

describe('a lane that nobody has needed', () => {
  const lanes = [QUIET, failed(QUIET, 5), passing(failed(QUIET, 1), NOW)];

  it('for three hours is forgotten, in trouble or not', () => {
    for (const lane of lanes) {
      expect(isForgotten(lane, NOW)).toBe(false);
      expect(isForgotten(lane, NOW + 3 * HOUR)).toBe(false);
      expect(isForgotten(lane, NOW + 3 * HOUR + 1)).toBe(true);
    }
  });

  it('yet is void: the clock was wrong, by more than clocks of two nodes differ', () => {
    for (const lane of lanes) {
      expect(isForgotten(lane, NOW - MINUTE)).toBe(false);
      expect(isForgotten(lane, NOW - MINUTE - 1)).toBe(true);
    }
  });

  it('has no time later than its last use, so that voiding that one voids all', () => {
    const later = NOW + MINUTE;
    const steps: readonly Lane[] = [
      failing(QUIET, { ...failure, now: later }),
      failing(passing(QUIET, later, true), { ...failure, now: later }),
      passing(failed(QUIET, 2), later, true),
      used(passing(QUIET, NOW, true), later),
      tried(failed(QUIET, 1), later),
    ];
    for (const { since, passedAt, recoveredAt, usedAt } of steps) {
      expect(usedAt).toBe(later);
      expect(Math.max(since ?? 0, passedAt ?? 0, recoveredAt ?? 0)).toBeLessThanOrEqual(usedAt);
    }
  });
});
