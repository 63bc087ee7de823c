/** What holds for every chain of calls to Ducalis, whatever its phases do. */
import { describe, expect, it } from 'vitest';
import { SLOTS } from '../../src/domain/calls-in-flight.ts';
import { isUnderWay, LAST_HOP } from '../../src/domain/chain-mark.ts';
import { BOARD, connected, itemsOf, receiptsFor } from './fake/connected.ts';
import { letWait } from './fake/lanes.ts';
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

  it('that finds no place is tried again less and less often, at different times', () => {
    const youTrack = connected();
    for (const key of ['OPS', 'WEB']) youTrack.connectProject(key);
    for (const key of ['DEMO-1', 'OPS-1', 'WEB-1']) youTrack.queuedIssue(key);
    for (const key of ['DEMO', 'OPS']) youTrack.turn(key);
    youTrack.now += 1;
    const delayAt = (hop: number, random: number) => {
      the(youTrack.projects.get('WEB')).record({ nextTurn: null });
      youTrack.randoms.push(random);
      return the(youTrack.turn('WEB', hop).scheduled).delayMs;
    };
    // Until the end of a bucket of two seconds, which began a millisecond ago.
    expect([1, 2, 3, 4].map((hop) => delayAt(hop, 0))).toEqual([1_999, 3_999, 5_999, 9_999]);
    expect([1, 2, 3, 4].map((hop) => delayAt(hop, 0.999))).toEqual([3_999, 3_999, 7_999, 15_999]);
    expect(delayAt(LAST_HOP - 2, 0.999)).toBe(29_999);
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

describe('a chain', () => {
  it('that has ended lets the next edit begin its own at once', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    const sent = the(youTrack.turn().sent);
    const project = the(youTrack.projects.get('DEMO'));
    expect(isUnderWay(project.facts().chain, youTrack.now)).toBe(true);
    expect(youTrack.answer(sent, receiptsFor(sent))).toEqual({ scheduled: null, sent: null });
    expect(isUnderWay(project.facts().chain, youTrack.now)).toBe(false);
    expect(youTrack.run(the(youTrack.edit(issue)), { subject: issue }).sent).not.toBeNull();
  });

  it('that ends does not hide the call of another one', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const first = the(youTrack.turn().sent);
    youTrack.queuedIssue('DEMO-2');
    youTrack.turn();
    const project = the(youTrack.projects.get('DEMO'));
    const { chain } = project.facts();
    youTrack.answer(first, receiptsFor(first));
    expect(project.facts().chain).toBe(chain);
  });

  it('that is put off leaves nothing behind that looks like a call', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const sent = the(youTrack.turn().sent);
    const { scheduled } = youTrack.answer(sent, answer(503));
    expect(scheduled).not.toBeNull();
    expect(isUnderWay(the(youTrack.projects.get('DEMO')).facts().chain, youTrack.now)).toBe(false);
  });

  it('does nothing with an answer to no call', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const sent = the(youTrack.turn().sent);
    const { writes } = youTrack;
    expect(youTrack.answer({ ...sent, call: null }, receiptsFor(sent))).toEqual({
      scheduled: null,
      sent: null,
    });
    expect(youTrack.writes).toBe(writes);
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

describe('a phase that is put off at the last hop but one', () => {
  it('goes on in a chain of its own: a turn would run where nothing runs', () => {
    const youTrack = connected();
    const facts = () => the(youTrack.projects.get('DEMO')).facts();
    youTrack.queuedIssue('DEMO-1');
    letWait(youTrack, 'connection', 1_000);
    expect(youTrack.turn('DEMO', LAST_HOP - 2).scheduled).not.toBeNull();
    expect(facts().resumesAt).toBeNull();
    expect(youTrack.turn('DEMO', LAST_HOP - 1).scheduled).toBeNull();
    expect(facts().resumesAt).toBe(youTrack.now + 1_000);
  });
});
