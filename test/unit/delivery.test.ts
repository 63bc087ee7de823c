import { describe, expect, it } from 'vitest';
import {
  accepted,
  claim,
  type DeliveryFacts,
  IN_FLIGHT_MS,
  isDirty,
  isDue,
  isInFlight,
  nextRevision,
  postponed,
  refused,
  removed,
  UNTOUCHED,
} from '../../src/domain/delivery.ts';

const NOW = 1_800_000_000_000;
const marked: DeliveryFacts = { ...UNTOUCHED, changeToken: 'change-1', queue: 'q', externalId: 'ext' };
const sending = { now: NOW, batch: 'batch-1', board: 'board-1', revision: NOW, hash: 'hash-1' };
const sent: DeliveryFacts = { ...marked, ...claim(marked, sending) };
const editedMeanwhile: DeliveryFacts = { ...sent, changeToken: 'change-2' };
const receipt = { revision: NOW, url: 'https://ducalis.io/issue/1' };

describe('what Ducalis holds', () => {
  it('is known once a send was acknowledged, and unknown from the next send until its answer', () => {
    expect(sent.ackedHash).toBeNull();
    const held: DeliveryFacts = { ...sent, ...accepted(sent, receipt, NOW + 5) };
    expect(held.ackedHash).toBe('hash-1');
    const again = { ...held, ...claim(held, { ...sending, revision: NOW + 1, hash: 'hash-2' }) };
    expect({ ...again, ...postponed(again, true, null) }.ackedHash).toBeNull();
  });
});

describe('an issue on its way', () => {
  it('is dirty from its change until that change is acknowledged', () => {
    expect(isDirty(UNTOUCHED)).toBe(false);
    expect(isDirty(marked)).toBe(true);
    expect(isDirty({ ...sent, ...accepted(sent, receipt, NOW + 5) })).toBe(false);
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

  it('gets a greater revision with each send, also when the clock goes back', () => {
    expect(nextRevision(UNTOUCHED, NOW)).toBe(NOW);
    expect(nextRevision(sent, NOW - 5_000)).toBe(NOW + 1);
  });
});

describe('an accepted issue', () => {
  it('leaves the queue', () => {
    expect(accepted(sent, receipt, NOW + 5)).toMatchObject({
      queue: null,
      ackedToken: 'change-1',
      ackedHash: 'hash-1',
      ackedAt: NOW + 5,
      sentBatch: null,
      ducalisUrl: receipt.url,
    });
  });

  it('stays queued when it changed while the call was on its way', () => {
    const after = { ...editedMeanwhile, ...accepted(editedMeanwhile, receipt, NOW + 5) };
    expect(after).toMatchObject({ queue: 'q', ackedToken: 'change-1', sentBatch: null });
    expect(isDirty(after)).toBe(true);
  });

  it('adopts a greater revision and is sent again', () => {
    const after = { ...sent, ...accepted(sent, { ...receipt, revision: NOW + 99 }, NOW + 5) };
    expect(after).toMatchObject({ queue: 'q', sentRevision: NOW + 99, ackedToken: null });
    expect(nextRevision(after, NOW)).toBe(NOW + 100);
  });

  it('is not settled by an answer to an older revision', () => {
    const after = { ...sent, ...accepted(sent, { ...receipt, revision: NOW - 1 }, NOW + 5) };
    expect(after).toMatchObject({ queue: 'q', sentRevision: NOW, ackedToken: null });
  });

  it('forgets earlier trouble', () => {
    const troubled = { ...sent, attempts: 3, failure: 'batch-rejected', retryAt: NOW - 1 };
    expect(accepted(troubled, receipt, NOW)).toMatchObject({ attempts: null, failure: null, retryAt: null });
  });
});

describe('a removed issue', () => {
  it('stands on no board and leaves the queue', () => {
    expect(removed(sent, NOW)).toMatchObject({
      boardId: null,
      queue: null,
      ackedHash: null,
      ducalisUrl: null,
    });
  });

  it('stays queued when it changed meanwhile', () => {
    expect(removed(editedMeanwhile, NOW)).toMatchObject({ boardId: null, queue: 'q' });
  });
});

describe('an issue that was not taken', () => {
  it('stays queued, and counts the attempt unless it waited for a rate limit', () => {
    expect(postponed({ ...sent, attempts: 2 }, true, null)).toMatchObject({ attempts: 3, sentBatch: null });
    expect(postponed({ ...sent, attempts: 2 }, false, NOW + 1)).toMatchObject({
      attempts: 2,
      retryAt: NOW + 1,
    });
  });

  it('leaves the queue with the reason when it is refused', () => {
    expect(refused(sent, 'issue-rejected', 'name is empty')).toMatchObject({
      queue: null,
      failure: 'issue-rejected',
      failureDetail: 'name is empty',
    });
  });

  it('stays queued after a refusal when its next change has already come', () => {
    const after = { ...editedMeanwhile, ...refused(editedMeanwhile, 'issue-rejected', null) };
    expect(after).toMatchObject({ queue: 'q', failure: null });
  });
});
