import { describe, expect, it } from 'vitest';
import {
  accepted,
  changed,
  claim,
  type DeliveryFacts,
  halved,
  IN_FLIGHT_MS,
  isDirty,
  isDue,
  isInFlight,
  newRevision,
  nextRevision,
  nextStep,
  postponed,
  refused,
  removed,
  settled,
  UNTOUCHED,
} from '../../src/domain/delivery.ts';

const NOW = 1_800_000_000_000;
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
    expect({ ...again, ...postponed(again, true, null) }.ackedHash).toBeNull();
  });
});

describe('an issue on its way', () => {
  it('is dirty from its change until that change is acknowledged', () => {
    expect(isDirty(UNTOUCHED)).toBe(false);
    expect(isDirty(marked)).toBe(true);
    expect(isDirty(answered(sent))).toBe(false);
  });

  it('is left alone by a second drain while its call may still be answered', () => {
    expect(isInFlight(sent, NOW + IN_FLIGHT_MS - 1)).toBe(true);
    expect(isDue(sent, NOW + IN_FLIGHT_MS - 1)).toBe(false);
    expect(isDue(sent, NOW + IN_FLIGHT_MS)).toBe(true);
  });

  it('waits until its retry is due', () => {
    const waiting = { ...marked, retryAt: NOW + 10 };
    expect(isDue(waiting, NOW + 9)).toBe(false);
    expect(isDue(waiting, NOW + 10)).toBe(true);
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

describe('the next step', () => {
  const board = { kind: 'board', board: 'board-1' } as const;
  const held = answered(sent);

  it('for an issue that belongs on the board is to send it, unless it stands there as it is', () => {
    expect(nextStep(marked, board, 'hash-1')).toEqual({ kind: 'upsert' });
    expect(nextStep(held, board, 'hash-2')).toEqual({ kind: 'upsert' });
    expect(nextStep(held, board, 'hash-1')).toEqual({ kind: 'settle', excludedBy: null });
  });

  it('for an issue on its way is to send it again, whatever it says, for what arrived is unknown', () => {
    expect(nextStep(sent, board, 'hash-1')).toEqual({ kind: 'upsert' });
  });

  it('for an issue on another board is to take it off there first', () => {
    expect(nextStep(held, { kind: 'board', board: 'board-2' }, 'hash-1')).toEqual({
      kind: 'remove',
      from: 'board-1',
    });
  });

  it.each(['restricted', 'filter', 'not-connected'] as const)(
    'for one that is out (%s) is to remove it',
    (because) => {
      expect(nextStep(held, { kind: 'nowhere', because }, null)).toEqual({ kind: 'remove', from: 'board-1' });
    },
  );

  it('for one that is out and on no board is to say why', () => {
    const step = (because: 'restricted' | 'filter' | 'not-connected') =>
      nextStep(marked, { kind: 'nowhere', because }, null);
    expect(step('restricted')).toEqual({ kind: 'settle', excludedBy: 'restricted' });
    expect(step('filter')).toEqual({ kind: 'settle', excludedBy: 'filter' });
    expect(step('not-connected')).toEqual({ kind: 'settle', excludedBy: null });
  });

  it('for one that is kept although it is out is nothing', () => {
    expect(nextStep(held, { kind: 'keep' }, null)).toEqual({ kind: 'settle', excludedBy: 'filter' });
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

  it('adopts a greater revision and is sent again', () => {
    const newer = answered(sent, REVISION + 99);
    expect(newer).toMatchObject({ queue: 'q', ackedToken: null, sentBatch: null });
    expect(nextRevision(newer, NOW, 0)).toBe(REVISION + 100);
  });

  it('is not settled by an answer to an older revision', () => {
    expect(accepted(sent, { ...receipt, revision: REVISION - 1 }, NOW)).toBeNull();
  });

  it('keeps the address it has when the answer names none', () => {
    const known = { ...sent, ducalisUrl: 'https://ducalis.io/issue/7' };
    expect(accepted(known, { ...receipt, url: null }, NOW)?.ducalisUrl).toBe('https://ducalis.io/issue/7');
  });
});

describe('a removed issue', () => {
  it('stands on no board; whether it belongs on another is for the next drain to say', () => {
    const gone = { ...sent, ...removed(NOW) };
    expect(gone).toMatchObject({
      boardId: null,
      ackedHash: null,
      ducalisUrl: null,
      sentBatch: null,
      queue: 'q',
    });
  });
});

describe('an issue that has to wait', () => {
  it('counts an attempt only when it was one', () => {
    expect(postponed(sent, true, NOW + 5).attempts).toBe(1);
    expect(postponed({ ...sent, attempts: 4 }, false, null).attempts).toBe(4);
    expect(postponed(sent, true, NOW + 5)).toMatchObject({ retryAt: NOW + 5, sentBatch: null });
  });
});

describe('a call refused as a whole', () => {
  it('is sent again in halves, down to single issues', () => {
    expect(halved(100).batchLimit).toBe(50);
    expect(halved(3).batchLimit).toBe(1);
    expect(halved(2).batchLimit).toBe(1);
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
    const waiting = { ...sent, ...refused(sent, 'issue-rejected', null, 'q') };
    expect({ ...waiting, ...changed('change-2', 'q') }).toMatchObject({
      changeToken: 'change-2',
      queue: 'q',
      failure: null,
      attention: null,
    });
  });
});
