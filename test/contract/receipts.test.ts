/** What becomes of the issues of one call once Ducalis has answered. */
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/app/stored/journal.ts';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import {
  type ConnectedYouTrack,
  connected,
  type Followed,
  itemsOf,
  OTHER_BOARD,
  receiptsFor,
  type SentItem,
} from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { laneOf, waitOf } from './fake/lanes.ts';
import { the } from './fake/the.ts';
import { answer, page, type Sent } from './fake/youtrack.ts';

interface Call {
  readonly youTrack: ConnectedYouTrack;
  readonly sent: Sent;
  readonly issues: readonly FakeIssue[];
  /** Of the first issue. */
  readonly issue: FakeIssue;
  answer(...given: Parameters<typeof answer>): Followed;
  /** Answers with receipts; those of the first issue are changed. */
  receive(change: Readonly<Record<string, unknown>>): Followed;
}

/** A call that is under way with some issues in it. */
function callWith(count = 1): Call {
  const youTrack = connected();
  const issues = Array.from({ length: count }, (_, at) => youTrack.queuedIssue(`DEMO-${at + 1}`));
  const sent = the(youTrack.turn().sent);
  // The chain ends here: what comes next is another test.
  const options = { hop: 9 };
  const receipt = ({ external_id, revision }: SentItem) => ({
    external_id,
    status: 200,
    revision,
    url: null,
  });
  return {
    youTrack,
    sent,
    issues,
    issue: the(issues[0]),
    answer: (...given) => youTrack.answer(sent, answer(...given), options),
    receive: (change) => {
      const [first, ...others] = itemsOf(sent).map(receipt);
      return youTrack.answer(sent, answer(200, { items: [{ ...first, ...change }, ...others] }), options);
    },
  };
}

/** Sends what is due once more, and answers with receipts that are all changed like that. */
function again(youTrack: ConnectedYouTrack, change: Readonly<Record<string, unknown>>): void {
  const sent = the(youTrack.turn().sent);
  const items = itemsOf(sent).map(({ external_id, revision }) => ({ external_id, revision, ...change }));
  youTrack.answer(sent, answer(200, { items }), { hop: 9 });
}

const journalOf = ({ project }: FakeIssue) =>
  readJournal(project).map(({ kind, issue, count, reason, attempt }) => ({
    kind,
    issue,
    count,
    reason,
    attempt,
  }));

describe('an issue that Ducalis has taken', () => {
  it('leaves the queue, and what Ducalis holds is noted', () => {
    const { youTrack, sent, issue } = callWith();
    const { changeToken, queue, sent: claim } = issue.delivery();
    expect(queue).toBe(issue.project.facts().queueId);
    youTrack.now += 700;
    youTrack.answer(sent, receiptsFor(sent));
    expect(issue.delivery()).toMatchObject({
      queue: null,
      sentBatch: null,
      ackedToken: changeToken,
      ackedHash: the(claim).hash,
      ackedAt: youTrack.now,
      ducalisUrl: `https://ducalis.io/issue/${issue.delivery().externalId}`,
    });
    expect(journalOf(issue)[0]).toEqual({
      kind: 'acknowledged',
      issue: 'DEMO-1',
      count: 1,
      reason: null,
      attempt: null,
    });
  });

  it('stays queued when it was edited while the call was under way', () => {
    const { youTrack, issue, receive } = callWith();
    const { queue } = issue.delivery();
    youTrack.edit(issue);
    receive({});
    expect(issue.delivery().queue).toBe(queue);
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ name: 'Edited' }]);
  });

  it('is known by an address only if that is https', () => {
    const { issue, receive } = callWith();
    receive({ url: 'javascript:alert(1)' });
    expect(issue.delivery()).toMatchObject({ queue: null, ducalisUrl: null });
  });

  it('counts as taken with the revision that was sent when its receipt names none', () => {
    const { issue, receive } = callWith();
    receive({ revision: null });
    expect(issue.delivery().queue).toBeNull();
  });
});

describe('an issue of which Ducalis holds another revision', () => {
  it('that is newer is sent again with a greater one', () => {
    const { youTrack, issue, receive } = callWith();
    const held = the(issue.delivery().sent).revision + 1_000_000;
    receive({ revision: held });
    expect(issue.delivery()).toMatchObject({ sentBatch: null, ackedToken: null });
    expect(the(itemsOf(the(youTrack.turn().sent))[0]).revision).toBe(held + 1);
  });

  it('that is older is tried again later: the answer says nothing', () => {
    const { youTrack, issue, receive } = callWith();
    receive({ revision: 1 });
    expect(issue.delivery()).toMatchObject({ ackedToken: null, attempts: 1, retryAt: youTrack.now + 3_750 });
  });
});

describe('an issue that Ducalis refuses', () => {
  it('waits for a person alone, with what Ducalis said of it; the others are taken', () => {
    const { issues, issue, receive } = callWith(2);
    const { queueId } = issue.project.facts();
    receive({ status: 422, error: 'x'.repeat(400) });
    expect(issues.map((one) => one.delivery().failure)).toEqual(['issue-rejected', null]);
    expect(issues.map((one) => one.delivery().queue)).toEqual([null, null]);
    expect(issue.delivery()).toMatchObject({ failureDetail: 'x'.repeat(300), attention: queueId });
    expect(journalOf(issue)[0]).toMatchObject({
      kind: 'needs-attention',
      issue: 'DEMO-1',
      reason: 'issue-rejected',
    });
  });

  it('waits for a person also when Ducalis says no reason', () => {
    const { issue, receive } = callWith();
    receive({ status: 422 });
    expect(issue.delivery()).toMatchObject({ failure: 'issue-rejected', failureDetail: null });
  });

  it.each([401, 403, 404, 410])('with a %i suspends neither the connection nor the project', (status) => {
    const { youTrack, issue, receive } = callWith();
    receive({ status });
    expect(issue.delivery()).toMatchObject({ attempts: 1, isPutOff: true, failure: null });
    expect(youTrack.execution().storage().connectionState).toBe('connected');
    expect(issue.project.facts().suspendedReason).toBeNull();
  });

  it('is sent when it was edited meanwhile: the edit may be what was asked for', () => {
    const { youTrack, issue, receive } = callWith();
    youTrack.edit(issue);
    receive({ status: 422 });
    expect(issue.delivery()).toMatchObject({ failure: null, attention: null });
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ name: 'Edited' }]);
  });

  it('is not sent again by itself, and is after its next edit', () => {
    const { youTrack, issue, receive } = callWith();
    receive({ status: 422 });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    youTrack.edit(issue);
    expect(itemsOf(the(youTrack.turn().sent))).toHaveLength(1);
  });
});

describe('an issue that Ducalis cannot take now', () => {
  it('is tried again after a wait that doubles, and keeps no other issue waiting', () => {
    const { youTrack, issue, receive } = callWith(2);
    receive({ status: 503 });
    expect(issue.delivery()).toMatchObject({
      attempts: 1,
      retryAt: youTrack.now + 3_750,
      sentBatch: null,
      queue: issue.project.facts().queueId,
    });
    expect([waitOf(youTrack, 'upserts'), waitOf(youTrack, 'connection')]).toEqual([0, 0]);
    youTrack.now += 3_750;
    again(youTrack, { status: 503 });
    expect(issue.delivery()).toMatchObject({ attempts: 2, retryAt: youTrack.now + 7_500 });
  });

  it('is listed from the second time on, with what Ducalis said of it', () => {
    const { youTrack, issue, receive } = callWith();
    const { queueId } = issue.project.facts();
    receive({ status: 503, error: 'Out of order' });
    expect(issue.delivery()).toMatchObject({ failure: null, attention: null });
    youTrack.now += 3_750;
    again(youTrack, { status: 500, error: 'Out of order' });
    expect(issue.delivery()).toMatchObject({
      queue: queueId,
      failure: 'issue-failing',
      failureDetail: 'HTTP 500: Out of order',
      attention: queueId,
    });
  });

  it('waits longer and longer when it is one of too many, and is not listed for that', () => {
    const { youTrack, issue, receive } = callWith();
    receive({ status: 429 });
    expect(issue.delivery().retryAt).toBe(youTrack.now + 3_750);
    for (const wait of [7_500, 15_000, 30_000]) {
      youTrack.now = the(issue.delivery().retryAt);
      again(youTrack, { status: 429 });
      expect(issue.delivery()).toMatchObject({
        retryAt: youTrack.now + wait,
        failure: null,
        attention: null,
      });
    }
    expect(waitOf(youTrack, 'connection')).toBe(0);
  });

  it('is tried again when its receipt is missing', () => {
    const { youTrack, issues, sent, answer: reply } = callWith(2);
    const [first] = JSON.parse(the(receiptsFor(sent).body)).items;
    reply(200, { items: [first] });
    expect(issues.map((issue) => issue.delivery().attempts)).toEqual([null, 1]);
    youTrack.now += 3_750;
    expect(itemsOf(the(youTrack.turn().sent))).toHaveLength(1);
  });

  it.each([
    ['no receipts', () => []],
    ['what is none', (items: readonly SentItem[]) => items.map(() => null)],
    [
      'receipts for others',
      (items: readonly SentItem[]) => items.map(() => ({ external_id: 'x', status: 200 })),
    ],
    [
      'a failure of each',
      (items: readonly SentItem[]) => items.map(({ external_id }) => ({ external_id, status: 503 })),
    ],
  ])('is charged nothing by a call that is answered with %s', (_name, receipts) => {
    const { youTrack, issues, sent, answer: reply } = callWith(3);
    reply(200, { items: receipts(itemsOf(sent)) });
    expect(issues.map((issue) => issue.delivery().attempts)).toEqual([null, null, null]);
    expect(waitOf(youTrack, 'upserts')).toBe(3_750);
  });

  it.each([1.8e18, 9_007_199_254_740_000, 'abc', {}])(
    'is sent again when its receipt has a revision that cannot be read: %j',
    (revision) => {
      const { issue, receive } = callWith();
      receive({ status: 200, revision });
      expect(issue.delivery()).toMatchObject({ queue: issue.project.facts().queueId, attempts: 1 });
    },
  );

  it('is noted in the journal with its attempts', () => {
    const { issue, receive } = callWith();
    receive({ status: 503 });
    expect(journalOf(issue)[0]).toEqual({
      kind: 'retried',
      issue: 'DEMO-1',
      count: 1,
      reason: null,
      attempt: 1,
    });
  });

  it('has its attempts behind it once it is taken', () => {
    const { youTrack, issue, receive } = callWith();
    receive({ status: 503 });
    youTrack.now += 3_750;
    const again = the(youTrack.turn().sent);
    youTrack.answer(again, receiptsFor(again));
    expect(issue.delivery()).toMatchObject({ attempts: null, retryAt: null, queue: null });
  });
});

describe('a whole call that fails', () => {
  it.each([answer(null), answer(500), answer(302, ''), answer(418), page(200), page(403), answer(204)])(
    '(%j) lets its lane wait, each time for twice as long, and nothing else',
    (given) => {
      const { youTrack, sent, issue } = callWith();
      youTrack.answer(sent, given, { hop: 9 });
      expect(waitOf(youTrack, 'upserts')).toBe(3_750);
      expect(issue.delivery()).toMatchObject({ queue: issue.delivery().queue, sentBatch: null });
      for (const wait of [7_500, 15_000]) {
        youTrack.now += waitOf(youTrack, 'upserts');
        youTrack.answer(the(youTrack.turn().sent), given, { hop: 9 });
        expect(waitOf(youTrack, 'upserts')).toBe(wait);
      }
      expect(laneOf(youTrack, 'upserts')).toMatchObject({ failures: 3, groups: 1 });
      for (const kind of ['removals', 'feed', 'team', 'fields', 'boards', 'connection'] as const) {
        expect(waitOf(youTrack, kind)).toBe(0);
      }
      expect(waitOf(youTrack, 'upserts', OTHER_BOARD)).toBe(0);
    },
  );

  it('is charged to no issue, however often it fails', () => {
    const { youTrack, sent, issues } = callWith(3);
    const began = youTrack.now;
    youTrack.answer(sent, answer(500), { hop: 9 });
    for (let times = 0; times < 8; times += 1) {
      youTrack.now += waitOf(youTrack, 'upserts');
      youTrack.answer(the(youTrack.turn().sent), answer(500), { hop: 9 });
    }
    for (const issue of issues) {
      const { attempts, retryAt, batchLimit, failure, attention, failedAt } = issue.delivery();
      expect([attempts, retryAt, batchLimit, failure, attention]).toEqual([null, null, null, null, null]);
      expect(failedAt).toBe(began);
    }
  });

  it('is noted in the journal', () => {
    const { issue, answer: reply } = callWith();
    reply(500);
    expect(journalOf(issue)[0]).toMatchObject({ kind: 'retried', issue: 'DEMO-1' });
  });

  it('says why to a person', () => {
    const causeOf = (given: HttpAnswer) => {
      const { youTrack, sent } = callWith();
      youTrack.answer(sent, given, { hop: 9 });
      return laneOf(youTrack, 'upserts').cause;
    };
    expect(causeOf(answer(503))).toEqual({ speaker: 'complaint', status: 503, detail: 'Ducalis says 503' });
    expect(causeOf(page(407, 'Who are you?'))).toMatchObject({ speaker: 'between', status: 407 });
    expect(the(causeOf(page(407, 'Who are you?'))).detail).toContain('Who are you?');
    expect(causeOf(answer(null))).toEqual({
      speaker: 'nobody',
      status: null,
      detail: 'ConnectException: Connection refused',
    });
  });

  it('with 429 lets the whole connection wait, as long as Ducalis asks', () => {
    const { youTrack, issue, answer: reply } = callWith();
    reply(429, undefined, { 'retry-after': '90' });
    expect(waitOf(youTrack, 'connection')).toBe(90_000);
    expect(waitOf(youTrack, 'upserts')).toBe(0);
    expect(issue.delivery()).toMatchObject({ failedAt: null, attempts: null, retryAt: null });
  });

  it('with 429 lets it wait twice as long each time, whatever shorter wait is asked for', () => {
    const { youTrack, sent } = callWith();
    const given = answer(429, undefined, { 'retry-after': '1' });
    youTrack.answer(sent, given, { hop: 9 });
    for (const wait of [3_750, 7_500, 15_000]) {
      expect(waitOf(youTrack, 'connection')).toBe(wait);
      youTrack.now += wait;
      youTrack.answer(the(youTrack.turn().sent), given, { hop: 9 });
    }
  });

  it('with 429 and a page of something in between concerns its lane only', () => {
    const { youTrack, sent } = callWith();
    youTrack.answer(sent, page(429), { hop: 9 });
    expect([waitOf(youTrack, 'upserts'), waitOf(youTrack, 'connection')]).toEqual([3_750, 0]);
  });

  it('is sent again when the wait is over, by a turn of its own', () => {
    const { youTrack, sent } = callWith();
    const { scheduled } = youTrack.answer(sent, answer(503));
    expect(the(scheduled).name).toBe('onTurnDue');
    expect(the(scheduled).delayMs).toBeGreaterThanOrEqual(3_750);
    expect(itemsOf(the(youTrack.run(the(scheduled)).sent))).toHaveLength(1);
  });

  it.each([400, 413, 422])('with %i by Ducalis waits for a person when it carried one issue', (status) => {
    const { youTrack, issue, answer: reply } = callWith();
    reply(status);
    const failureDetail = `Ducalis says ${status}`;
    expect(issue.delivery()).toMatchObject({ failure: 'issue-rejected', failureDetail, queue: null });
    expect(waitOf(youTrack, 'upserts')).toBe(0);
  });

  it('with 422 is sent again in halves when it carried more', () => {
    const { issues, issue, answer: reply } = callWith(3);
    reply(422);
    expect(issues.map((one) => one.delivery().batchLimit)).toEqual([2, 2, 2]);
    expect(issue.delivery()).toMatchObject({ failure: null, attempts: null, failedAt: null });
    expect(journalOf(issue)[0]).toMatchObject({ kind: 'retried', attempt: 1 });
  });

  it('with 409 is sent again at once, and waits for a person the second time', () => {
    const { youTrack, issue, answer: reply } = callWith();
    reply(409);
    expect(issue.delivery()).toMatchObject({ retryAt: null, failure: null, batchLimit: null });
    youTrack.answer(the(youTrack.turn().sent), answer(409), { hop: 9 });
    expect(issue.delivery()).toMatchObject({ queue: null, failure: 'issue-rejected' });
  });

  it('with 401 by Ducalis suspends the connection and keeps all issues queued', () => {
    const { youTrack, issue, answer: reply } = callWith();
    reply(401);
    const { queueId } = issue.project.facts();
    expect(issue.delivery()).toMatchObject({ queue: queueId, attempts: null, retryAt: null, failure: null });
    expect(youTrack.execution().storage()).toMatchObject({
      connectionState: 'suspended',
      connectionReason: 'token-rejected',
    });
    expect(journalOf(issue)[0]).toMatchObject({ kind: 'suspended', issue: null, reason: 'token-rejected' });
  });

  it.each([
    [403, 'board-forbidden'],
    [410, 'board-disabled'],
  ])('with %i by Ducalis suspends the project and keeps all issues queued', (status, reason) => {
    const { youTrack, issue, sent } = callWith();
    youTrack.answer(the(youTrack.answer(sent, answer(status)).sent), answer(status));
    const { queueId, suspendedReason } = issue.project.facts();
    expect(suspendedReason).toBe(reason);
    expect(issue.delivery()).toMatchObject({ queue: queueId, attempts: null, failure: null });
    expect(youTrack.execution().storage().connectionState).toBe('connected');
    expect(journalOf(issue)[0]).toMatchObject({ kind: 'suspended', issue: null, reason });
  });

  it('with 404 by Ducalis asks whether there still is such a board', () => {
    const { youTrack, sent, issue } = callWith();
    expect(youTrack.answer(sent, answer(404)).sent?.request.uri).toBe('/boards?page=1&per-page=500');
    expect(issue.project.facts().suspendedReason).toBeNull();
    expect(issue.delivery()).toMatchObject({ queue: issue.project.facts().queueId, attempts: null });
  });
});

describe('an answer', () => {
  it('to a call that is not the last one of an issue says nothing about it', () => {
    const { youTrack, sent, issue } = callWith();
    youTrack.now += 60_000;
    const second = the(youTrack.turn().sent);
    youTrack.answer(sent, answer(422), { hop: 9 });
    expect(issue.delivery()).toMatchObject({ failure: null, sentBatch: second.call });
  });

  it('says nothing about a copy that was made while the call was under way', () => {
    const { youTrack, issue, answer: reply } = callWith();
    const copy = youTrack.copy(issue, 'DEMO-2');
    const before = { ...copy.properties };
    reply(422);
    expect(issue.delivery().failure).toBe('issue-rejected');
    expect(copy.properties).toEqual(before);
  });

  it('does nothing when its project is gone', () => {
    const { youTrack, sent, issue } = callWith();
    youTrack.projects.delete('DEMO');
    expect(youTrack.answer(sent, receiptsFor(sent))).toEqual({ scheduled: null, sent: null });
    expect(issue.properties.sentBatch).toBe(sent.call);
  });

  it('is noted as a sign of life once a minute', () => {
    const youTrack = connected();
    youTrack.execution().connect({ answeredAt: youTrack.now - 60_001 });
    youTrack.sentIssue('DEMO-1');
    expect(youTrack.execution().storage().answeredAt).toBe(youTrack.now);
    const noted = youTrack.now;
    youTrack.now += 30_000;
    youTrack.sentIssue('DEMO-2');
    expect(youTrack.execution().storage().answeredAt).toBe(noted);
  });
});

describe('the journal', () => {
  it('names up to five issues of a call, and counts more', () => {
    expect(journalOf(callWith(5).issue)).toHaveLength(5);
    expect(journalOf(callWith(6).issue)).toEqual([
      { kind: 'pushed', issue: null, count: 6, reason: null, attempt: null },
    ]);
  });

  it('says of each issue what became of it', () => {
    const { issue, receive } = callWith(2);
    receive({ status: 503 });
    expect(journalOf(issue).slice(0, 2)).toEqual([
      { kind: 'retried', issue: 'DEMO-1', count: 1, reason: null, attempt: 1 },
      { kind: 'acknowledged', issue: 'DEMO-2', count: 1, reason: null, attempt: null },
    ]);
  });
});
