/** Issues that leave a board. */
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/app/stored/journal.ts';
import {
  BOARD,
  type ConnectedYouTrack,
  connected,
  type Followed,
  itemsOf,
  OTHER_BOARD,
  receiptsFor,
} from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { waitOf } from './fake/lanes.ts';
import { the } from './fake/the.ts';
import { answer, page, type Sent } from './fake/youtrack.ts';

const RESTRICTED = { isRestricted: true };

interface Leaving {
  readonly youTrack: ConnectedYouTrack;
  readonly issue: FakeIssue;
  readonly sent: Sent;
  /** Ends the chain after the answer: what comes next is another test. */
  answer(...given: Parameters<typeof answer>): Followed;
}

/** An issue whose removal from its board is under way. */
function leaving(): Leaving {
  const youTrack = connected();
  const issue = youTrack.sentIssue('DEMO-1');
  issue.options = RESTRICTED;
  youTrack.mark(issue);
  const sent = the(youTrack.turn().sent);
  return {
    youTrack,
    issue,
    sent,
    answer: (...given) => youTrack.answer(sent, answer(...given), { hop: 9 }),
  };
}

describe('an issue that leaves its board', () => {
  it('is removed there by one call, with a greater revision', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const { externalId, sent: last } = issue.delivery();
    issue.options = RESTRICTED;
    youTrack.mark(issue);
    const sent = the(youTrack.turn().sent);
    const revision = Number(/revision=(\d+)/.exec(sent.request.uri)?.[1]);
    expect(sent.name).toBe('onDepartureAnswer');
    expect(sent.request).toEqual({
      method: 'DELETE',
      base: 'https://ducalis.io/api',
      uri: `/boards/${BOARD}/issues/${externalId}?revision=${revision}`,
      body: null,
      idempotencyKey: `${externalId}:${revision}`,
    });
    expect(revision).toBeGreaterThan(the(last).revision);
    expect(issue.delivery().departures).toMatchObject([{ board: BOARD, call: sent.call, revision }]);
  });

  it('is out of the queue at once: the removal is a task of its own', () => {
    const { issue } = leaving();
    expect(issue.delivery()).toMatchObject({
      queue: null,
      boardId: null,
      ackedHash: null,
      ducalisUrl: null,
      excludedBy: 'restricted',
      leavingQueue: issue.project.facts().queueId,
    });
  });

  it('loses the results of that board', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.recordResults({ totalScore: 7, scoredAt: 1, resultsQueue: 'q', resultsQueuedAt: 1 });
    issue.options = RESTRICTED;
    youTrack.mark(issue);
    youTrack.turn();
    expect(issue.results()).toMatchObject({ totalScore: null, scoredAt: null, resultsQueue: null });
  });

  it.each([204, 404])('is off it after a %i', (status) => {
    const { issue, answer: reply } = leaving();
    reply(status);
    expect(issue.delivery()).toMatchObject({ departures: [], leavingQueue: null });
    expect(readJournal(issue.project)[0]).toMatchObject({ kind: 'removed', issue: 'DEMO-1', attempt: null });
  });

  it('suspends nothing when Ducalis does not know it: that is no board that is gone', () => {
    const { youTrack, issue, answer: reply } = leaving();
    reply(404);
    expect(issue.project.facts().suspendedReason).toBeNull();
    expect(youTrack.execution().storage().connectionState).toBe('connected');
    expect(waitOf(youTrack, 'removals')).toBe(0);
  });

  it('suspends the project when its board is switched off, and leaves later', () => {
    const { youTrack, issue, sent } = leaving();
    const probe = the(youTrack.answer(sent, answer(410)).sent);
    expect(issue.project.facts().suspendedReason).toBeNull();
    youTrack.answer(probe, answer(410));
    expect(issue.project.facts().suspendedReason).toBe('board-disabled');
    expect(issue.delivery().departures).toMatchObject([{ attempts: 1 }]);
  });

  it('is not off it after a 200, which tells of a newer revision: it is removed with a greater one', () => {
    const { youTrack, issue, answer: reply } = leaving();
    const held = (youTrack.now + 1_000_000) * 1_000;
    reply(200, { revision: held });
    expect(issue.delivery().departures).toMatchObject([{ revision: held, call: null, attempts: 1 }]);
    youTrack.now += 3_750;
    expect(the(youTrack.turn().sent).request.uri).toContain(`revision=${held + 1}`);
  });

  it.each([null, 500])('is removed again after a wait that doubles when the answer is %s', (status) => {
    const { youTrack, issue, answer: reply } = leaving();
    reply(status);
    expect(issue.delivery().departures).toMatchObject([
      { attempts: 1, call: null, due: youTrack.now + 3_750 },
    ]);
    expect([waitOf(youTrack, 'removals'), waitOf(youTrack, 'connection')]).toEqual([3_750, 0]);
    expect(readJournal(issue.project)[0]).toMatchObject({ kind: 'retried', issue: 'DEMO-1', attempt: 1 });
    youTrack.now += 3_750;
    youTrack.answer(the(youTrack.turn().sent), answer(status), { hop: 9 });
    expect(issue.delivery().departures).toMatchObject([{ attempts: 2, due: youTrack.now + 7_500 }]);
    expect(waitOf(youTrack, 'removals')).toBe(7_500);
  });

  it('counts no attempt when Ducalis asks to wait', () => {
    const { youTrack, issue, answer: reply } = leaving();
    reply(429, undefined, { 'retry-after': '60' });
    expect(issue.delivery().departures).toMatchObject([{ attempts: 0 }]);
    expect([waitOf(youTrack, 'removals'), waitOf(youTrack, 'connection')]).toEqual([0, 60_000]);
    expect(readJournal(issue.project)[0]).toMatchObject({ kind: 'retried', attempt: 0 });
  });

  it('counts a refusal as an attempt, and no other removal waits for it', () => {
    const { youTrack, issue, answer: reply } = leaving();
    reply(422);
    expect(issue.delivery().departures).toMatchObject([{ attempts: 1 }]);
    expect([waitOf(youTrack, 'removals'), waitOf(youTrack, 'connection')]).toEqual([0, 0]);
  });

  it.each([410, 403, 404])('is removed again later when something in between says %i', (status) => {
    const { youTrack, issue, sent } = leaving();
    youTrack.answer(sent, page(status), { hop: 9 });
    expect(issue.delivery().departures).toMatchObject([{ attempts: 1, call: null }]);
    expect(issue.project.facts().suspendedReason).toBeNull();
  });

  it.each([410, 403])(
    'leaves a board that it was on before later, after a %i: the present one goes on',
    (status) => {
      const { youTrack, issue, answer: reply } = leaving();
      youTrack.connectProject('DEMO', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
      reply(status);
      expect(issue.project.facts()).toMatchObject({ boardId: OTHER_BOARD, suspendedReason: null });
      expect(issue.delivery().departures).toMatchObject([{ board: BOARD, attempts: 1, call: null }]);
      expect([waitOf(youTrack, 'removals'), waitOf(youTrack, 'removals', OTHER_BOARD)]).toEqual([3_750, 0]);
    },
  );

  it('is removed again when no answer has come within a minute', () => {
    const { youTrack, issue } = leaving();
    youTrack.now += 59_999;
    const { scheduled, sent } = youTrack.turn();
    expect(sent).toBeNull();
    expect(the(scheduled).delayMs).toBeGreaterThanOrEqual(1);
    youTrack.now += 1;
    expect(the(youTrack.turn().sent).name).toBe('onDepartureAnswer');
    expect(issue.delivery().departures).toHaveLength(1);
  });

  it('is not off it by an answer to an older removal', () => {
    const { youTrack, issue, answer: reply } = leaving();
    youTrack.now += 60_000;
    const second = the(youTrack.turn().sent);
    const before = issue.delivery();
    const journal = readJournal(issue.project);
    reply(204);
    expect(issue.delivery()).toEqual(before);
    expect(readJournal(issue.project)).toEqual(journal);
    youTrack.answer(second, answer(204));
    expect(issue.delivery().departures).toEqual([]);
  });

  it.each(['', '{', '{"board":1}'])('is not looked for when the answer carries %j', (payload) => {
    const { youTrack, issue, sent } = leaving();
    youTrack.answer({ ...sent, payload }, answer(204), { hop: 9 });
    expect(issue.delivery().departures).toHaveLength(1);
  });

  it('is no longer there when the answer comes: the answer still counts for other removals', () => {
    const { youTrack, issue, answer: reply } = leaving();
    youTrack.issues.delete(issue.key);
    reply(500);
    expect(waitOf(youTrack, 'removals')).toBe(3_750);
  });
});

describe('an issue that comes back to the board it leaves', () => {
  it('is sent with a greater revision than its removal, and is removed no more', () => {
    const { youTrack, issue, sent, answer: reply } = leaving();
    const removed = Number(/revision=(\d+)/.exec(sent.request.uri)?.[1]);
    issue.options = {};
    youTrack.mark(issue);
    const [item] = itemsOf(the(youTrack.turn().sent));
    expect(the(item).revision).toBeGreaterThan(removed);
    expect(issue.delivery()).toMatchObject({ boardId: BOARD, departures: [], leavingQueue: null });
    reply(204);
    expect(issue.delivery().boardId).toBe(BOARD);
  });

  it('is removed by a new task when it leaves once more: the old answer does not end it', () => {
    const { youTrack, issue, sent } = leaving();
    issue.options = {};
    youTrack.mark(issue);
    const back = the(youTrack.turn().sent);
    youTrack.answer(back, receiptsFor(back), { hop: 9 });
    issue.options = RESTRICTED;
    youTrack.mark(issue);
    const again = the(youTrack.turn().sent);
    youTrack.answer(sent, answer(204), { hop: 9 });
    expect(issue.delivery().departures).toMatchObject([{ board: BOARD, call: again.call }]);
  });
});

describe('an issue that moves to another board', () => {
  function moved() {
    const youTrack = connected();
    const operations = youTrack.connectProject('OPS', {
      board: { id: OTHER_BOARD, name: 'Operations', emoji: null },
    });
    const issue = youTrack.sentIssue('DEMO-1');
    issue.move('OPS-1');
    const scheduled = the(youTrack.edit(issue, {}));
    return { youTrack, operations, issue, scheduled };
  }

  it('is sent to the new one although its removal from the old one fails again and again', () => {
    const { youTrack, issue, scheduled } = moved();
    const sent = the(youTrack.run(scheduled, { subject: issue }).sent);
    expect(sent.request.uri).toBe(`/boards/${OTHER_BOARD}/issues/bulk`);
    const removal = the(youTrack.answer(sent, receiptsFor(sent), { project: 'OPS' }).sent);
    expect(removal.request).toMatchObject({ method: 'DELETE' });
    expect(removal.request.uri).toContain(`/boards/${BOARD}/issues/`);
    youTrack.answer(removal, answer(422), { project: 'OPS', hop: 9 });
    expect(issue.delivery()).toMatchObject({
      boardId: OTHER_BOARD,
      queue: null,
      failure: null,
      departures: [{ board: BOARD, attempts: 1 }],
    });
  });

  it('leaves the old one as a task of the project that it has moved to', () => {
    const { youTrack, operations, issue, scheduled } = moved();
    youTrack.run(scheduled, { subject: issue });
    expect(issue.delivery().leavingQueue).toBe(operations.facts().queueId);
  });
});

describe('many issues that leave their board', () => {
  it('are removed in turns with issues that are sent', () => {
    const youTrack = connected();
    const removed = [1, 2].map((number) => youTrack.sentIssue(`DEMO-${number}`));
    for (const issue of removed) {
      issue.options = RESTRICTED;
      youTrack.mark(issue);
    }
    for (const number of [3, 4, 5]) youTrack.queuedIssue(`DEMO-${number}`);
    const methods: string[] = [];
    let hop = 0;
    for (let { sent } = youTrack.turn('DEMO', hop); sent !== null; { sent } = youTrack.turn('DEMO', hop)) {
      methods.push(`${sent.name} ${itemsOf(sent).length}`);
      youTrack.answer(sent, receiptsFor(sent), { hop: 9 });
      hop += 1;
    }
    expect(methods).toEqual(['onReceipts 3', 'onRemovals 2']);
  });

  it('do not keep each other waiting: one whose removal failed is passed over', () => {
    const youTrack = connected();
    const issues = [1, 2].map((number) => youTrack.sentIssue(`DEMO-${number}`));
    const restrict = (issue: FakeIssue): void => {
      issue.options = RESTRICTED;
      youTrack.mark(issue);
    };
    restrict(the(issues[0]));
    const first = the(youTrack.turn('DEMO', 2).sent);
    youTrack.answer(first, answer(422), { hop: 9 });
    restrict(the(issues[1]));
    const second = the(youTrack.turn('DEMO', 2).sent);
    expect(second.request.uri).not.toBe(first.request.uri);
    expect(second.request.uri).toContain(issues[1]?.delivery().externalId);
  });

  it('leave a turn for the time when the next one may be tried', () => {
    const { youTrack, answer: reply } = leaving();
    reply(422);
    const { scheduled, sent } = youTrack.turn();
    expect(sent).toBeNull();
    expect(the(scheduled).delayMs).toBeGreaterThanOrEqual(3_750);
    expect(the(youTrack.run(the(scheduled)).sent).request.method).toBe('DELETE');
  });
});
