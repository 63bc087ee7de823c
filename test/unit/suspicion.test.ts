import { describe, expect, it } from 'vitest';
import { type DeliveryFacts, UNTOUCHED } from '../../src/domain/delivery.ts';
import { failing, type Lane, passing, quiet } from '../../src/domain/lane.ts';
import { failedAlone, halved, touched } from '../../src/domain/setback.ts';
import { blamed, type Failure, failsAlone, isProven, standingOf } from '../../src/domain/suspicion.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const QUIET = quiet({ kind: 'upserts', board: '1' }, NOW);

const inTrouble = (lane: Lane, now: number): Lane =>
  failing(lane, {
    now,
    random: 0,
    afterMs: null,
    isNew: true,
    by: null,
    cause: { speaker: 'nobody', status: null, detail: '' },
  });

const issue: DeliveryFacts = {
  ...UNTOUCHED,
  changeToken: 'change',
  queue: 'q',
  externalId: 'ext',
  boardId: '1',
  sent: { batch: 'b', token: 'change', revision: 1, at: NOW, hash: 'h' },
  sentBatch: 'b',
};
const failedAt = (time: number): DeliveryFacts => ({ ...issue, failedAt: time });
const alone = (triedAt: number): DeliveryFacts => ({
  ...issue,
  failedAt: NOW - HOUR,
  attempts: 1,
  batchLimit: 1,
  sent: issue.sent === null ? null : { ...issue.sent, at: triedAt },
});

describe('an issue', () => {
  it('is fresh while no call that carried it has failed, whatever its lane does', () => {
    expect(standingOf(issue, QUIET)).toBe('fresh');
    expect(standingOf(issue, inTrouble(QUIET, NOW))).toBe('fresh');
    expect(standingOf(issue, passing(QUIET, NOW))).toBe('fresh');
  });

  it('is touched while nothing has passed since its call failed', () => {
    const lane = inTrouble(QUIET, NOW);
    expect(standingOf(failedAt(NOW), lane)).toBe('touched');
    expect(standingOf(failedAt(NOW), { ...lane, passedAt: NOW - 1 })).toBe('touched');
    expect(standingOf(failedAt(NOW), { ...lane, passedAt: NOW })).toBe('touched');
  });

  it('is a suspect once something has passed since its call failed', () => {
    expect(standingOf(failedAt(NOW), passing(inTrouble(QUIET, NOW), NOW + 1))).toBe('suspect');
    const again = inTrouble(passing(inTrouble(QUIET, NOW), NOW + 1), NOW + 2);
    expect(standingOf(failedAt(NOW), again)).toBe('suspect');
  });

  it('is a suspect while it is part of a half, or failed alone', () => {
    expect(standingOf({ ...issue, batchLimit: 50 }, QUIET)).toBe('suspect');
    expect(standingOf(alone(NOW), inTrouble(QUIET, NOW))).toBe('suspect');
  });

  it('is fresh again when nothing is known of the lane any more', () => {
    expect(standingOf(failedAt(NOW - HOUR), QUIET)).toBe('fresh');
  });

  it('that failed in the future is no suspect for that: the clock was wrong', () => {
    expect(standingOf(failedAt(NOW + HOUR), passing(QUIET, NOW))).toBe('fresh');
    expect(standingOf(failedAt(NOW + HOUR), inTrouble(QUIET, NOW))).toBe('touched');
  });
});

describe('an issue that failed alone', () => {
  it('is sent alone, unlike one of a half that has not failed', () => {
    expect(failsAlone(alone(NOW))).toBe(true);
    expect(failsAlone({ ...issue, ...halved(2) })).toBe(false);
    expect(failsAlone({ ...failedAt(NOW), ...halved(2) })).toBe(false);
    expect(failsAlone({ ...alone(NOW), batchLimit: 2 })).toBe(false);
    expect(failsAlone(failedAt(NOW))).toBe(false);
  });

  it('is tried only after something else has passed since it was tried last', () => {
    const lane = passing(QUIET, NOW);
    expect(isProven(alone(NOW - 1), lane, NOW)).toBe(true);
    expect(isProven(alone(NOW), lane, NOW)).toBe(false);
    expect(isProven(alone(NOW - 1), QUIET, NOW)).toBe(false);
  });

  it('is tried although it was tried in the future: the clock was wrong', () => {
    const lane = passing(QUIET, NOW);
    expect(isProven(alone(NOW + HOUR), lane, NOW)).toBe(true);
    expect(isProven(alone(NOW + HOUR), QUIET, NOW)).toBe(false);
  });

  it('is the only kind that needs a proof', () => {
    expect(isProven(issue, QUIET, NOW)).toBe(true);
    expect(isProven(failedAt(NOW), QUIET, NOW)).toBe(true);
    expect(isProven({ ...issue, ...halved(2) }, QUIET, NOW)).toBe(true);
    expect(isProven({ ...failedAt(NOW), ...halved(8) }, QUIET, NOW)).toBe(true);
  });

  it('was never tried, as far as its facts say: anything that has passed is proof', () => {
    const unsent = { ...alone(NOW), sent: null };
    expect(isProven(unsent, passing(QUIET, NOW), NOW)).toBe(true);
  });
});

describe('a failed call', () => {
  const failure: Failure = {
    size: 1,
    code: 'issue-failing',
    detail: 'HTTP 500',
    afterMs: null,
    now: NOW + 5,
    random: 0,
  };
  const passed = passing(inTrouble(QUIET, NOW), NOW + 1);

  it.each([1, 2, 100])('charges nothing to any of %i issues while nothing else passes', (size) => {
    const lane = inTrouble(QUIET, NOW);
    expect(blamed(issue, lane, { ...failure, size })).toEqual(touched(issue, NOW + 5));
    expect(blamed(issue, QUIET, { ...failure, size })).toEqual(touched(issue, NOW + 5));
    const before = failedAt(NOW - 5);
    expect(blamed(before, lane, { ...failure, size })).toEqual({ sentBatch: null, failedAt: NOW - 5 });
  });

  it('halves suspects that were in one call', () => {
    expect(blamed(failedAt(NOW), passed, { ...failure, size: 7 })).toEqual({
      sentBatch: null,
      failedAt: NOW,
      batchLimit: 4,
    });
  });

  it('is charged to a suspect that was alone in it', () => {
    const suspect = failedAt(NOW);
    expect(blamed(suspect, passed, failure)).toEqual(failedAlone(suspect, failure));
    expect(blamed(suspect, passed, failure)).toMatchObject({ attempts: 1, batchLimit: 1, failure: null });
    expect(blamed(alone(NOW), QUIET, failure)).toMatchObject({ attempts: 2, failure: 'issue-failing' });
  });

  it('is not charged to a fresh issue that was in it, alone or not', () => {
    expect(blamed(issue, passed, failure)).toEqual(touched(issue, NOW + 5));
  });
});
