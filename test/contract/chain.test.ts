/** What holds for every chain of calls to Ducalis, whatever its phases do. */
import { describe, expect, it } from 'vitest';
import { SLOTS } from '../../src/domain/calls-in-flight.ts';
import { LAST_HOP } from '../../src/domain/chain-mark.ts';
import { BOARD, connected, itemsOf, receiptsFor } from './fake/connected.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

describe('a call', () => {
  it('has written something fresh before it', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-1');
    const before = { ...youTrack.properties };
    const first = the(youTrack.round().sent);
    expect(first.name).toBe('onResultsPage');
    expect(youTrack.properties).not.toEqual(before);
    const taken = youTrack.properties.callSlotA;
    youTrack.answer(first, answer(200, { items: [], next: null }));
    expect(youTrack.properties.callSlotA).not.toBe(taken);
  });

  it('waits while as many as are allowed are under way, and is made once one is answered', () => {
    const youTrack = connected();
    youTrack.connectProject('OPS');
    youTrack.connectProject('WEB');
    for (const key of ['DEMO-1', 'OPS-1', 'WEB-1']) youTrack.queuedIssue(key);
    const sent = ['DEMO', 'OPS'].map((key) => youTrack.turn(key).sent);
    expect(sent).toEqual([expect.anything(), expect.anything()]);
    expect(SLOTS).toHaveLength(2);
    const third = youTrack.turn('WEB');
    expect(third.sent).toBeNull();
    expect(third.scheduled).toMatchObject({ name: 'onTurnDue', project: 'WEB' });
    const first = the(sent[0]);
    youTrack.answer(first, receiptsFor(first));
    expect(youTrack.run(the(third.scheduled)).sent).toMatchObject({ name: 'onReceipts' });
  });

  it('that is never answered holds its place for a minute', () => {
    const youTrack = connected();
    youTrack.connectProject('OPS');
    youTrack.connectProject('WEB');
    for (const key of ['DEMO-1', 'OPS-1', 'WEB-1']) youTrack.queuedIssue(key);
    youTrack.turn('DEMO');
    youTrack.turn('OPS');
    youTrack.now += 59_999;
    expect(youTrack.turn('WEB').sent).toBeNull();
    youTrack.now += 1;
    expect(youTrack.turn('WEB').sent).not.toBeNull();
  });

  it('is the last of a chain at its ninth hop', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    expect(youTrack.turn('DEMO', LAST_HOP)).toEqual({ scheduled: null, sent: null });
    expect(youTrack.turn('DEMO', LAST_HOP - 1).sent).not.toBeNull();
  });

  it('carries the epoch of the token it is made with', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    youTrack.execution().connect({ connectionEpoch: 7 });
    expect(youTrack.turn().sent?.epoch).toBe(7);
  });
});

describe('an issue', () => {
  it('is not sent again while its call is under way', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ key: 'DEMO-1' }]);
    youTrack.queuedIssue('DEMO-2');
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ key: 'DEMO-2' }]);
  });
});

describe('a round', () => {
  it('asks for results, then for orphans, then sends', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const results = the(youTrack.round().sent);
    expect(results.request.uri).toContain(`/boards/${BOARD}/issues?`);
    const orphans = the(youTrack.answer(results, answer(200, { items: [], next: null })).sent);
    expect(orphans.name).toBe('onOrphansPage');
    expect(youTrack.answer(orphans, answer(200, { items: [], next: null })).sent?.name).toBe('onReceipts');
  });
});
