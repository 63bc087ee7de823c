/** How a queue is put into calls: how much each carries, and whose turn it is. */
import { describe, expect, it } from 'vitest';
import { BULK_LIMIT } from '../../src/ducalis/requests.ts';
import { type ConnectedYouTrack, connected, itemsOf, keysOf, receiptsFor } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

/** Every call from this one on, each taken by Ducalis. */
function callsFrom(youTrack: ConnectedYouTrack, first: Sent): readonly Sent[] {
  const calls: Sent[] = [];
  for (let sent: Sent | null = first; sent !== null; sent = youTrack.answer(sent, receiptsFor(sent)).sent) {
    calls.push(sent);
  }
  return calls;
}

const BAD_CALL = answer(422, { error: { message: 'One of them is wrong' } });

describe('a call', () => {
  it('carries at most 100 issues; the answer sends the next ones', () => {
    const youTrack = connected();
    youTrack.queueIssues(201);
    const calls = callsFrom(youTrack, the(youTrack.turn().sent));
    expect(calls.map((sent) => itemsOf(sent).length)).toEqual([100, 100, 1]);
    expect(new Set(calls.flatMap(keysOf)).size).toBe(201);
  });

  it.each([
    ['a', 1],
    ['é', 2],
    ['€', 3],
    ['🚀', 4],
  ])('carries at most a megabyte, counted in UTF-8: “%s” is %i bytes', (character, bytes) => {
    const youTrack = connected();
    // A description counts as often as it is in the item: once.
    const description = character.repeat(Math.floor(330_000 / bytes));
    for (const number of [1, 2, 3, 4]) youTrack.queuedIssue(`DEMO-${number}`, { description });
    const sent = the(youTrack.turn().sent);
    expect(keysOf(sent)).toHaveLength(3);
    expect(Buffer.byteLength(the(sent.request.body))).toBeLessThanOrEqual(BULK_LIMIT.bytes);
  });

  it('is filled up to the last byte of a megabyte', () => {
    const bodyWith = (length: number): Sent => {
      const youTrack = connected();
      youTrack.queuedIssue('DEMO-1', { description: 'a'.repeat(480_000) });
      youTrack.queuedIssue('DEMO-3', { description: 'a'.repeat(100_000) });
      youTrack.queuedIssue('DEMO-2', { description: 'a'.repeat(length) });
      return the(youTrack.turn().sent);
    };
    const spare = BULK_LIMIT.bytes - Buffer.byteLength(the(bodyWith(400_000).request.body));
    const full = bodyWith(400_000 + spare - 1);
    expect(keysOf(full)).toHaveLength(3);
    expect(Buffer.byteLength(the(full.request.body))).toBe(BULK_LIMIT.bytes - 1);
    expect(keysOf(bodyWith(400_000 + spare + 1))).toHaveLength(2);
  });

  it('carries an issue of more than a megabyte, whose text is cut, with another', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1', { description: 'a'.repeat(1_100_000) });
    youTrack.queuedIssue('DEMO-2');
    expect(callsFrom(youTrack, the(youTrack.turn().sent)).map(keysOf)).toEqual([['DEMO-1', 'DEMO-2']]);
  });
});

describe('an issue that waits', () => {
  it('is not sent before its time; a turn is scheduled for then', () => {
    const youTrack = connected();
    const [issue, other] = youTrack.queueIssues(2);
    the(issue).record({ sent: claimOf(the(issue)), retryAt: youTrack.now + 30_000 });
    the(other).record({ sent: claimOf(the(other)), retryAt: youTrack.now + 20_000 });
    const { scheduled, sent } = youTrack.turn();
    expect(sent).toBeNull();
    expect(the(scheduled)).toMatchObject({ name: 'onTurnDue' });
    expect(the(scheduled).delayMs).toBeGreaterThanOrEqual(20_000);
    expect(the(scheduled).delayMs).toBeLessThan(30_000);
    expect(keysOf(the(youTrack.run(the(scheduled)).sent))).toEqual(['DEMO-2']);
  });

  it('does not keep the others waiting, even if there are hundreds before them', () => {
    const youTrack = connected();
    for (const issue of youTrack.queueIssues(350)) {
      issue.record({ sent: claimOf(issue), retryAt: youTrack.now + 30_000 });
    }
    youTrack.queuedIssue('DEMO-351');
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-351']);
  });

  it('is looked at no further than needed: a call goes with what is among the first 300', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1000');
    for (const issue of youTrack.queueIssues(299)) {
      issue.record({ sent: claimOf(issue), retryAt: youTrack.now + 30_000 });
    }
    youTrack.queuedIssue('DEMO-1001');
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-1000']);
  });

  const claimOf = (issue: FakeIssue) => ({
    batch: 'earlier',
    token: issue.delivery().changeToken,
    revision: 1,
    at: 0,
    hash: null,
  });
});

describe('issues whose call was refused as a whole', () => {
  it('are sent again in halves, until the bad one is alone and waits for a person', () => {
    const youTrack = connected();
    const issues = youTrack.queueIssues(4);
    const bad = 'DEMO-3';
    const sizes: number[] = [];
    // A new turn each time: a chain is short.
    for (let sent = youTrack.turn('DEMO', 1).sent; sent !== null; sent = youTrack.turn('DEMO', 1).sent) {
      sizes.push(itemsOf(sent).length);
      youTrack.answer(sent, keysOf(sent).includes(bad) ? BAD_CALL : receiptsFor(sent), { hop: 9 });
    }
    expect(sizes).toEqual([4, 2, 2, 1, 1]);
    expect(issues.map((issue) => issue.delivery().failure)).toEqual([null, null, 'issue-rejected', null]);
    expect(issues.map((issue) => issue.delivery().queue)).toEqual([null, null, null, null]);
  });

  it('do not keep others waiting: they and fresh ones take turns', () => {
    const youTrack = connected();
    const fresh = youTrack.addIssue('DEMO-1');
    youTrack.queuedIssue('DEMO-2');
    youTrack.queuedIssue('DEMO-3');
    youTrack.answer(the(youTrack.turn().sent), BAD_CALL, { hop: 9 });
    youTrack.mark(fresh);
    const keysAt = (hop: number) => {
      const sent = the(youTrack.turn('DEMO', hop).sent);
      youTrack.now += 60_000;
      return keysOf(sent);
    };
    const [one, two] = [['DEMO-1'], ['DEMO-2']];
    expect([1, 2, 3, 4, 5, 6, 7].map(keysAt)).toEqual([one, one, one, one, one, two, one]);
  });

  it('are never more in a call than any of them allows', () => {
    const youTrack = connected();
    const issues = youTrack.queueIssues(5);
    for (const [at, issue] of issues.entries()) {
      const token = issue.delivery().changeToken;
      issue.record({
        sent: { batch: 'b', token, revision: 1, at: 0, hash: null },
        batchLimit: at === 2 ? 2 : 4,
      });
    }
    const sent = the(youTrack.turn('DEMO', 1).sent);
    expect(keysOf(sent)).toEqual(['DEMO-1', 'DEMO-2', 'DEMO-4', 'DEMO-5']);
    youTrack.answer(sent, receiptsFor(sent), { hop: 9 });
    expect(keysOf(the(youTrack.turn('DEMO', 1).sent))).toEqual(['DEMO-3']);
  });

  it('need no proof that others pass: Ducalis has said that it takes one of them not', () => {
    const youTrack = connected();
    const held = youTrack.sentIssue('DEMO-9');
    youTrack.queueIssues(2);
    youTrack.answer(the(youTrack.turn().sent), BAD_CALL, { hop: 9 });
    expect(keysOf(the(youTrack.turn('DEMO', 1).sent))).toEqual(['DEMO-1']);
    expect(held.delivery()).toMatchObject({ queue: null, sentBatch: null });
  });

  it('are still several when some of them are deleted before the answer', () => {
    const youTrack = connected();
    const [good, bad] = youTrack.queueIssues(2);
    const sent = the(youTrack.turn().sent);
    youTrack.delete(the(bad));
    youTrack.answer(sent, BAD_CALL, { hop: 9 });
    expect(the(good).delivery()).toMatchObject({ failure: null, batchLimit: 1 });
    expect(keysOf(the(youTrack.turn('DEMO', 1).sent))).toEqual(['DEMO-1']);
  });
});
