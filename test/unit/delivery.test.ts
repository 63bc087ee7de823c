import { describe, expect, it } from 'vitest';
import { ANSWER_MS } from '../../src/domain/calls-in-flight.ts';
import {
  accepted,
  changed,
  claim,
  current,
  type DeliveryFacts,
  deleted,
  foundThere,
  isAtRestOn,
  isDirty,
  isInFlight,
  left,
  newRevision,
  nextRevision,
  nextStep,
  outranked,
  REMOVED_THERE,
  removedThere,
  sentAgain,
  settled,
  UNTOUCHED,
  waitsUntil,
} from '../../src/domain/delivery.ts';
import { departing } from '../../src/domain/departure.ts';
import {
  failedAlone,
  halved,
  outrun,
  putOff,
  refused,
  returned,
  type Setback,
  touched,
  triedAgain,
} from '../../src/domain/setback.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const REVISION = NOW * 1_000;
const marked: DeliveryFacts = { ...UNTOUCHED, changeToken: 'change-1', queue: 'q', externalId: 'ext' };
const sending = { now: NOW, batch: 'batch-1', board: 'board-1', revision: REVISION, hash: 'hash-1' };
const sent: DeliveryFacts = { ...marked, ...claim(marked, sending) };
const editedMeanwhile: DeliveryFacts = { ...sent, changeToken: 'change-2' };
const receipt = { revision: REVISION, url: 'https://ducalis.io/issue/1' };
const answered = (facts: DeliveryFacts, revision = REVISION): DeliveryFacts => ({
  ...facts,
  ...accepted(facts, { ...receipt, revision }, NOW + 5),
});

describe('what Ducalis holds', () => {
  it('is known once a send was acknowledged, and unknown from the next send until its answer', () => {
    expect(sent.ackedHash).toBeNull();
    const held = answered(sent);
    expect(held.ackedHash).toBe('hash-1');
    const again = { ...held, ...claim(held, { ...sending, revision: REVISION + 1, hash: 'hash-2' }) };
    expect({ ...again, ...returned() }.ackedHash).toBeNull();
  });
});

describe('an issue on its way', () => {
  it('is dirty from its change until that change is acknowledged', () => {
    expect(isDirty(UNTOUCHED)).toBe(false);
    expect(isDirty(marked)).toBe(true);
    expect(isDirty(answered(sent))).toBe(false);
    expect(isDirty({ ...UNTOUCHED, ackedToken: 'change-1' })).toBe(false);
  });

  it('is left alone by a second drain while its call may still be answered', () => {
    expect(isInFlight(marked, NOW)).toBe(false);
    expect(isInFlight(sent, NOW)).toBe(true);
    expect(isInFlight(sent, NOW + ANSWER_MS - 1)).toBe(true);
    expect(isInFlight(sent, NOW + ANSWER_MS)).toBe(false);
  });

  it('waits until its retry is due', () => {
    expect(waitsUntil(null, NOW)).toBeNull();
    expect(waitsUntil(NOW + 10, NOW + 9)).toBe(NOW + 10);
    expect(waitsUntil(NOW + 10, NOW + 10)).toBeNull();
  });

  it('is not kept by a time of the future: the clock was wrong', () => {
    expect(isInFlight(sent, NOW - 1)).toBe(false);
    expect(waitsUntil(NOW + HOUR, NOW)).toBe(NOW + HOUR);
    expect(waitsUntil(NOW + HOUR + 1, NOW)).toBeNull();
  });
});

describe('a revision', () => {
  it('grows with each send, also when the clock goes back', () => {
    expect(nextRevision(UNTOUCHED, NOW, 0)).toBe(REVISION);
    expect(nextRevision(sent, NOW - 5_000, 0.5)).toBe(REVISION + 1);
  });

  it('differs between two drains of the same millisecond', () => {
    expect(nextRevision(marked, NOW, 0.25)).not.toBe(nextRevision(marked, NOW, 0.75));
  });

  it('stays a whole number that JSON carries exactly, for two hundred years', () => {
    const late = newRevision(Date.UTC(2226, 0, 1), 0.999);
    expect(Number.isSafeInteger(late)).toBe(true);
    expect(JSON.parse(JSON.stringify(late))).toBe(late);
  });
});

describe('a revision that Ducalis may hold', () => {
  const another = { batch: '', token: null, revision: REVISION + 5, at: 0, hash: null };

  it('is taken for the last one when it is greater, so that the next one is greater still', () => {
    expect(outranked(sent, REVISION + 5)).toEqual({ sent: { ...sent.sent, revision: REVISION + 5 } });
    expect(outranked(sent, REVISION - 5)).toEqual({ sent: sent.sent });
  });

  it('is noted for an issue that was never sent, and nothing else is', () => {
    expect(outranked(marked, REVISION + 5)).toEqual({ sent: another });
  });
});

describe('the next step', () => {
  const board = { kind: 'board', board: 'board-1' } as const;
  const held = answered(sent);

  it('for an issue that belongs on the board is to send it, unless it stands there as it is', () => {
    expect(nextStep(marked, board, 'hash-1')).toEqual({ kind: 'upsert', leaves: null });
    expect(nextStep(held, board, 'hash-2')).toEqual({ kind: 'upsert', leaves: null });
    expect(nextStep(held, board, 'hash-1')).toEqual({ kind: 'settle', leaves: null, excludedBy: null });
  });

  it('for an issue on its way is to send it again, whatever it says, for what arrived is unknown', () => {
    expect(nextStep(sent, board, 'hash-1')).toEqual({ kind: 'upsert', leaves: null });
  });

  it('for an issue that nobody has looked at is to send it, whatever Ducalis holds', () => {
    expect(nextStep(sent, board, null)).toEqual({ kind: 'upsert', leaves: null });
    expect(nextStep(held, board, null)).toEqual({ kind: 'upsert', leaves: null });
  });

  it('for an issue on another board is to send it, and to take it off there besides', () => {
    expect(nextStep(held, { kind: 'board', board: 'board-2' }, 'hash-1')).toEqual({
      kind: 'upsert',
      leaves: 'board-1',
    });
  });

  it('for a deleted issue that is back is to send it, whatever its facts say of the board', () => {
    const back = { ...held, ...deleted('id', 'q') };
    expect(nextStep(back, board, 'hash-1')).toEqual({ kind: 'upsert', leaves: null });
    const again = { ...back, ...claim(back, { ...sending, revision: REVISION + 1 }) };
    const known = answered(again, REVISION + 1);
    expect(nextStep(known, board, 'hash-1')).toEqual({ kind: 'settle', leaves: null, excludedBy: null });
  });

  it.each(['restricted', 'filter', 'not-connected'] as const)(
    'for one that is out (%s) is to take it off its board',
    (because) => {
      expect(nextStep(held, { kind: 'nowhere', because }, null)).toMatchObject({
        kind: 'settle',
        leaves: 'board-1',
      });
    },
  );

  it('for one that is out and on no board is to say why', () => {
    const step = (because: 'restricted' | 'filter' | 'not-connected') =>
      nextStep(marked, { kind: 'nowhere', because }, null);
    expect(step('restricted')).toEqual({ kind: 'settle', leaves: null, excludedBy: 'restricted' });
    expect(step('filter')).toEqual({ kind: 'settle', leaves: null, excludedBy: 'filter' });
    expect(step('not-connected')).toEqual({ kind: 'settle', leaves: null, excludedBy: null });
  });

  it('for one that is kept although it is out is nothing', () => {
    expect(nextStep(held, { kind: 'keep' }, null)).toEqual({
      kind: 'settle',
      leaves: null,
      excludedBy: 'filter',
    });
  });
});

describe('a settled issue', () => {
  it('leaves the queue with all its trouble behind it', () => {
    const troubled = { ...marked, attempts: 3, retryAt: NOW, batchLimit: 5, failure: 'f', attention: 'q' };
    expect({ ...troubled, ...settled(troubled, null) }).toEqual({
      ...marked,
      queue: null,
      ackedToken: 'change-1',
    });
  });
});

describe('an accepted issue', () => {
  it('leaves the queue and remembers what Ducalis holds', () => {
    expect(answered(sent)).toMatchObject({
      queue: null,
      ackedToken: 'change-1',
      ackedHash: 'hash-1',
      ackedAt: NOW + 5,
      sentBatch: null,
      ducalisUrl: receipt.url,
    });
  });

  it('stays queued when it changed while the call was in flight', () => {
    expect(answered(editedMeanwhile)).toMatchObject({
      queue: 'q',
      ackedToken: 'change-1',
      ackedHash: 'hash-1',
    });
  });

  it('is not settled by an answer to another revision', () => {
    expect(accepted(sent, { ...receipt, revision: REVISION - 1 }, NOW)).toBeNull();
    expect(accepted(sent, { ...receipt, revision: REVISION + 1 }, NOW)).toBeNull();
    expect(accepted(marked, receipt, NOW)).toBeNull();
  });

  it('keeps the address it has when the answer names none', () => {
    const known = { ...sent, ducalisUrl: 'https://ducalis.io/issue/7' };
    expect(accepted(known, { ...receipt, url: null }, NOW)?.ducalisUrl).toBe('https://ducalis.io/issue/7');
  });
});

describe('an issue that leaves a board', () => {
  const leaving = { ...answered(sent), ...left(answered(sent), 'q') };

  it('is on no board any more, and has the task to be taken off it', () => {
    expect(leaving).toMatchObject({
      boardId: null,
      ackedHash: null,
      ducalisUrl: null,
      leavingQueue: 'q',
      departures: [
        { board: 'board-1', externalId: 'ext', revision: REVISION, attempts: 0, due: 0, call: null },
      ],
    });
  });

  it('has that task no more once it is sent to that board again, with a greater revision', () => {
    const revision = nextRevision(leaving, NOW - 5_000, 0);
    expect(revision).toBe(REVISION + 1);
    const back = { ...leaving, ...claim(leaving, { ...sending, revision }) };
    expect(back).toMatchObject({ boardId: 'board-1', departures: [], leavingQueue: null });
  });

  it('keeps the task while it is sent to another board', () => {
    const moved = { ...leaving, ...claim(leaving, { ...sending, board: 'board-2' }) };
    expect(moved).toMatchObject({
      boardId: 'board-2',
      departures: [{ board: 'board-1' }],
      leavingQueue: 'q',
    });
  });
});

describe('an issue whose call says nothing about it', () => {
  it('stays queued as if nothing had happened', () => {
    expect({ ...sent, ...returned() }).toEqual({ ...sent, sentBatch: null });
  });
});

describe('an issue whose call failed', () => {
  it('notes the first failure, and is charged nothing', () => {
    expect(touched(sent, NOW + 5)).toEqual({ sentBatch: null, failedAt: NOW + 5 });
    expect(touched({ ...sent, failedAt: NOW - 5 }, NOW + 5)).toEqual({ sentBatch: null, failedAt: NOW - 5 });
    expect(touched({ ...sent, failedAt: NOW + 5 }, NOW + 5).failedAt).toBe(NOW + 5);
  });

  it('has failed now if it has failed in the future: the clock was wrong', () => {
    expect(touched({ ...sent, failedAt: NOW + 6 }, NOW + 5).failedAt).toBe(NOW + 5);
  });

  it('is sent again in halves, down to single issues', () => {
    expect(halved(100)).toEqual({ sentBatch: null, batchLimit: 50 });
    expect(halved(3).batchLimit).toBe(2);
    expect(halved(2).batchLimit).toBe(1);
    expect(halved(1).batchLimit).toBe(1);
  });
});

describe('an issue that is put off', () => {
  const why: Setback = {
    code: 'issue-failing',
    detail: 'HTTP 500',
    afterMs: null,
    now: NOW + 5,
    random: 0,
  };
  const putOffTimes = (facts: DeliveryFacts, times: number, setback = why): DeliveryFacts =>
    Array.from({ length: times }).reduce<DeliveryFacts>(
      (before) => ({ ...before, ...putOff(before, setback) }),
      facts,
    );

  it('waits by itself, out of the way of the others', () => {
    expect(putOff(sent, why)).toEqual({
      sentBatch: null,
      failedAt: NOW + 5,
      attempts: 1,
      retryAt: NOW + 5 + 2_500,
      queue: 'q',
      isPutOff: true,
      failure: null,
      failureDetail: null,
      attention: null,
    });
  });

  it('is listed from the second time on, with what was said last', () => {
    expect(putOffTimes(sent, 1)).toMatchObject({ failure: null, failureDetail: null, attention: null });
    expect(putOffTimes(sent, 2)).toMatchObject({
      failure: 'issue-failing',
      failureDetail: 'HTTP 500',
      attention: 'q',
    });
    const blocked = putOffTimes(putOffTimes(sent, 2), 1, { ...why, code: 'issue-blocked', detail: null });
    expect(blocked).toMatchObject({
      attempts: 3,
      failure: 'issue-blocked',
      failureDetail: null,
      attention: 'q',
    });
  });

  it("is not listed for what is nobody's fault, however often that happens", () => {
    const busy = { ...why, code: null, detail: null };
    expect(putOffTimes(sent, 5, busy)).toMatchObject({ attempts: 5, failure: null, attention: null });
    expect(putOff(putOffTimes(sent, 5, busy), why)).toMatchObject({
      failure: 'issue-failing',
      attention: 'q',
    });
  });

  it('waits twice as long each time, and an hour at most', () => {
    const waits = Array.from({ length: 12 }, (_, at) => (putOffTimes(sent, at + 1).retryAt ?? 0) - (NOW + 5));
    expect(waits.slice(0, 4)).toEqual([2_500, 5_000, 10_000, 20_000]);
    expect(waits.at(-1)).toBe(HOUR / 2);
    const longest = putOffTimes(sent, 12, { ...why, random: 0.999_999 }).retryAt ?? 0;
    expect(longest - (NOW + 5)).toBeLessThanOrEqual(HOUR);
  });

  it('waits longer if that was asked for, never shorter, and an hour at most', () => {
    const waitFor = (afterMs: number) => (putOff(sent, { ...why, afterMs }).retryAt ?? 0) - (NOW + 5);
    expect(waitFor(90_000)).toBe(90_000);
    expect(waitFor(0)).toBe(2_500);
    expect(waitFor(2 * HOUR)).toBe(HOUR);
  });

  it('is tried at once if it has changed since it was sent', () => {
    expect(putOff(editedMeanwhile, why)).toMatchObject({ queue: 'q', isPutOff: false });
  });

  it('stays out of the queue if it has left it meanwhile', () => {
    const gone = putOff({ ...sent, queue: null }, why);
    expect('queue' in gone || 'isPutOff' in gone).toBe(false);
  });

  it('keeps the time of its first failure', () => {
    const twice = putOffTimes(putOffTimes(sent, 1), 1, { ...why, now: NOW + HOUR });
    expect(twice).toMatchObject({ failedAt: NOW + 5, retryAt: NOW + HOUR + 5_000 });
  });

  it('comes back into the queue with the next send', () => {
    const waiting = putOffTimes(sent, 2);
    expect(claim(waiting, sending)).toMatchObject({ queue: 'q', isPutOff: false, attempts: 2 });
  });

  it('has all of it behind it once it is taken', () => {
    expect(answered(putOffTimes(sent, 3))).toMatchObject({
      failedAt: null,
      attempts: null,
      retryAt: null,
      failure: null,
      failureDetail: null,
      attention: null,
      queue: null,
    });
  });

  it('is tried at once the first time, where that is worth it', () => {
    expect(triedAgain(sent, why)).toEqual({
      sentBatch: null,
      failedAt: NOW + 5,
      attempts: 1,
      retryAt: null,
      failure: null,
      failureDetail: null,
      attention: null,
    });
    const twice = { ...sent, ...triedAgain(sent, why) };
    expect(triedAgain(twice, why)).toEqual(putOff(twice, why));
  });

  it('is listed with a greater revision, from the second time that Ducalis is ahead', () => {
    const once = { ...sent, ...outrun(sent, REVISION + 99, { ...why, code: 'revision-ahead' }) };
    expect(once).toMatchObject({
      queue: 'q',
      isPutOff: false,
      retryAt: null,
      failure: null,
      ackedToken: null,
    });
    expect(nextRevision(once, NOW, 0)).toBe(REVISION + 100);
    const twice = { ...once, ...outrun(once, REVISION + 200, { ...why, code: 'revision-ahead' }) };
    expect(twice).toMatchObject({ isPutOff: true, retryAt: NOW + 5 + 5_000, failure: 'revision-ahead' });
    expect(nextRevision(twice, NOW, 0)).toBe(REVISION + 201);
  });

  it('is sent alone once it has failed by itself', () => {
    expect(failedAlone(sent, why)).toEqual({ ...putOff(sent, why), batchLimit: 1 });
  });
});

describe('an issue that failed alone and is edited', () => {
  const why: Setback = { code: 'issue-blocked', detail: null, afterMs: null, now: NOW + 5, random: 0 };
  const twice = [1, 2].reduce<DeliveryFacts>((facts) => ({ ...facts, ...failedAlone(facts, why) }), sent);

  it('is charged with nothing, and is still sent alone', () => {
    const edited = current({ ...twice, ...changed(twice, 'change-2', 'q') });
    expect(edited).toMatchObject({
      failedAt: NOW + 5,
      attempts: null,
      retryAt: null,
      failure: null,
      attention: null,
      batchLimit: 1,
    });
  });

  it('does not get its old trouble back with the next send', () => {
    const edited = current({ ...twice, ...changed(twice, 'change-2', 'q') });
    const again = { ...edited, ...claim(edited, { ...sending, revision: REVISION + 1 }) };
    expect(current(again)).toMatchObject({ attempts: null, failure: null, batchLimit: 1 });
  });

  it('goes with the others if it was only one of a half', () => {
    const half = { ...sent, ...halved(2) };
    expect(half.batchLimit).toBe(1);
    expect(current({ ...half, ...changed(half, 'change-2', 'q') }).batchLimit).toBeNull();
    const large = { ...twice, ...halved(8) };
    expect(current({ ...large, ...changed(large, 'change-2', 'q') }).batchLimit).toBeNull();
  });
});

describe('a refused issue', () => {
  it('waits for a person, outside the queue', () => {
    expect({ ...sent, ...refused(sent, 'issue-rejected', 'too long', 'q') }).toMatchObject({
      queue: null,
      failure: 'issue-rejected',
      failureDetail: 'too long',
      attention: 'q',
    });
  });

  it('is not refused when it changed meanwhile: the change may be what was asked for', () => {
    expect({ ...editedMeanwhile, ...refused(editedMeanwhile, 'issue-rejected', null, 'q') }).toMatchObject({
      queue: 'q',
      failure: null,
      attention: null,
    });
  });

  it('waits no more once it changes', () => {
    const waiting = { ...sent, ...refused(sent, 'issue-rejected', null, 'q'), attempts: 2, retryAt: NOW };
    expect(current(waiting)).toMatchObject({ failure: 'issue-rejected', attempts: 2 });
    const edit = changed(waiting, 'change-2', 'q');
    expect(edit).toEqual({ changeToken: 'change-2', queue: 'q' });
    expect(current({ ...waiting, ...edit })).toMatchObject({
      attempts: null,
      retryAt: null,
      changeToken: 'change-2',
      queue: 'q',
      failure: null,
      attention: null,
    });
  });
});

describe('an issue that Ducalis has lost', () => {
  const there = answered(sent);
  const removed: DeliveryFacts = { ...there, ...removedThere(there, 'q') };

  it('is missed only where it should be as it was sent last', () => {
    expect(isAtRestOn(there, 'board-1')).toBe(true);
    expect(isAtRestOn(removed, 'board-1')).toBe(true);
    const [departure] = departing([], { board: 'board-1', externalId: 'ext', revision: 1 });
    const others: Partial<DeliveryFacts>[] = [
      { boardId: 'board-2' },
      { queue: 'q' },
      { sentBatch: 'batch-2' },
      { excludedBy: 'filter' },
      { changeToken: 'change-2' },
      { departures: departure === undefined ? [] : [departure] },
    ];
    for (const change of others) expect(isAtRestOn({ ...there, ...change }, 'board-1')).toBe(false);
  });

  it('waits for a person, and is sent by its next change', () => {
    expect(removed).toMatchObject({ failure: REMOVED_THERE, attention: 'q', ackedHash: null, queue: null });
    expect(current(removed)).toEqual(removed);
    expect(nextStep(removed, { kind: 'board', board: 'board-1' }, 'hash-1').kind).toBe('upsert');
    expect(current({ ...removed, ...changed(removed, 'change-2', 'q') }).failure).toBeNull();
  });

  it('counts as trouble with what was sent, also when a later change was settled without a call', () => {
    const later = { ...there, changeToken: 'change-2' };
    const settledLater = { ...later, ...settled(later, null) };
    expect(current({ ...settledLater, ...removedThere(settledLater, 'q') }).failure).toBe(REMOVED_THERE);
  });

  it('is not missed when it was never sent, or something else is the matter', () => {
    expect(removedThere(UNTOUCHED, 'q')).toBeNull();
    expect(removedThere({ ...there, failure: 'issue-rejected' }, 'q')).toBeNull();
  });

  it('is as it was when Ducalis lists it after all', () => {
    expect({ ...removed, ...foundThere(removed) }).toEqual({ ...there, ackedHash: 'hash-1', attempts: null });
    expect(foundThere(there)).toBeNull();
  });

  it('is sent again by a person, whatever Ducalis is known to hold', () => {
    expect(sentAgain(there, 'change-2', 'q')).toEqual({
      changeToken: 'change-2',
      queue: 'q',
      ackedHash: null,
    });
  });
});
