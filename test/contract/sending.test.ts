/** What is sent of a queue, and in which calls. */
import { describe, expect, it } from 'vitest';
import { startImport } from '../../src/app/catching-up/import.ts';
import type { StoredConfiguration } from '../../src/app/stored/configuration.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import { BULK_LIMIT } from '../../src/ducalis/requests.ts';
import {
  BOARD,
  type ConnectedYouTrack,
  connected,
  itemsOf,
  OTHER_BOARD,
  receiptsFor,
} from './fake/connected.ts';
import type { FakeIssue, FakeIssueOptions } from './fake/issue.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

type Filter = NonNullable<StoredConfiguration['filter']>;
type Match = StoredConfiguration['matches'][number];

const NO_CONDITION: Filter = {
  fields: [],
  unresolvedOnly: false,
  includeTag: null,
  excludeTag: null,
  includeRestricted: false,
  whenLeaving: 'remove',
};

function queue(
  youTrack: ConnectedYouTrack,
  count: number,
  options: FakeIssueOptions = {},
): readonly FakeIssue[] {
  return Array.from({ length: count }, (_, at) => youTrack.queuedIssue(`DEMO-${at + 1}`, options));
}

const keysOf = (sent: Sent): string[] => itemsOf(sent).map(({ key }) => key);

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
  it('sends an issue as Ducalis takes it', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1', {
      summary: 'Order a product',
      description: '<p>Soon <script>alert(1)</script></p>',
      tags: ['b', 'a'],
    });
    const { request } = the(youTrack.turn().sent);
    expect(request).toMatchObject({
      method: 'POST',
      base: 'https://ducalis.io/api',
      uri: `/boards/${BOARD}/issues/bulk`,
    });
    expect(request.carriesYouTrackToken).toBeUndefined();
    expect(JSON.parse(request.body ?? '')).toEqual({
      items: [
        {
          source: 'instance-of-test',
          base_url: youTrack.baseUrl,
          external_id: issue.delivery().externalId,
          revision: youTrack.now * 1_000 + 500,
          description: '<p>Soon </p>',
          updated_at: new Date(youTrack.now).toISOString(),
          key: 'DEMO-1',
          url: `${youTrack.baseUrl}/issue/DEMO-1`,
          name: 'Order a product',
          status: null,
          type: null,
          assignee: null,
          reporter: null,
          labels: ['a', 'b'],
          fields: {},
          resolved: false,
        },
      ],
    });
  });

  it('has an idempotency key that depends on what it carries', () => {
    const youTrack = connected();
    queue(youTrack, 1);
    const first = the(youTrack.turn().sent).request;
    youTrack.now += 60_000;
    const second = the(youTrack.turn().sent).request;
    const texts = (body: string | null) => `digest of ${(body ?? '').slice('{"items":['.length, -2)}`;
    expect(first.idempotencyKey).toBe(texts(first.body));
    expect(second.idempotencyKey).toBe(texts(second.body));
    expect(second.idempotencyKey).not.toBe(first.idempotencyKey);
  });

  it('carries at most 100 issues; the answer sends the next ones', () => {
    const youTrack = connected();
    queue(youTrack, 201);
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
      youTrack.queuedIssue('DEMO-1', { description: 'a'.repeat(500_000) });
      youTrack.queuedIssue('DEMO-2', { description: 'a'.repeat(length) });
      return the(youTrack.turn().sent);
    };
    const spare = BULK_LIMIT.bytes - Buffer.byteLength(the(bodyWith(400_000).request.body));
    const full = bodyWith(400_000 + spare - 1);
    expect(keysOf(full)).toHaveLength(2);
    expect(Buffer.byteLength(the(full.request.body))).toBe(BULK_LIMIT.bytes - 1);
    expect(keysOf(bodyWith(400_000 + spare + 1))).toHaveLength(1);
  });

  it('carries an issue of more than a megabyte alone', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1', { description: 'a'.repeat(1_100_000) });
    youTrack.queuedIssue('DEMO-2');
    expect(callsFrom(youTrack, the(youTrack.turn().sent)).map(keysOf)).toEqual([['DEMO-1'], ['DEMO-2']]);
  });

  it('carries only issues of the project whose turn it is', () => {
    const youTrack = connected();
    youTrack.connectProject('OPS');
    youTrack.queuedIssue('DEMO-1');
    youTrack.queuedIssue('OPS-1');
    expect(keysOf(the(youTrack.turn('OPS').sent))).toEqual(['OPS-1']);
  });

  it('is noted in the journal', () => {
    const youTrack = connected();
    queue(youTrack, 1);
    const project = the(youTrack.projects.get('DEMO'));
    youTrack.turn();
    expect(readJournal(project)).toMatchObject([{ kind: 'pushed', issue: 'DEMO-1', count: 1 }]);
  });
});

describe('an issue that is sent', () => {
  it('is claimed in the same transaction: batch, revision, content and board are noted', () => {
    const youTrack = connected();
    const [issue] = queue(youTrack, 1);
    const sent = the(youTrack.turn().sent);
    const { changeToken, sent: claim, sentBatch, boardId, ackedHash } = the(issue).delivery();
    expect({ sentBatch, boardId, ackedHash }).toEqual({
      sentBatch: sent.call,
      boardId: BOARD,
      ackedHash: null,
    });
    expect(the(claim)).toMatchObject({
      batch: sent.call,
      token: changeToken,
      revision: the(itemsOf(sent)[0]).revision,
      at: youTrack.now,
    });
    expect(the(claim).hash).toContain('Summary of DEMO-1');
  });

  it('has a greater revision each time, also when the clock goes back', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const first = the(issue.delivery().sent).revision;
    youTrack.now -= 1_000_000;
    issue.options = { summary: 'Edited' };
    youTrack.mark(issue);
    expect(the(itemsOf(the(youTrack.turn().sent))[0]).revision).toBe(first + 1);
  });

  it('is sent again when no answer has come within a minute', () => {
    const youTrack = connected();
    queue(youTrack, 1);
    youTrack.turn();
    youTrack.now += 59_999;
    expect(youTrack.turn().sent).toBeNull();
    youTrack.now += 1;
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-1']);
  });

  it('is sent again when its change is taken back after an answer was lost', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1', { summary: 'First' });
    issue.options = { summary: 'Second' };
    youTrack.mark(issue);
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ name: 'Second' }]);
    youTrack.now += 60_000;
    issue.options = { summary: 'First' };
    youTrack.mark(issue);
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ name: 'First' }]);
  });
});

describe('an issue that Ducalis holds as it is', () => {
  it('leaves the queue without a call', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.mark(issue);
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery().queue).toBeNull();
  });

  it('does not end the turn of a long queue: after 500 of them it goes on in another transaction', () => {
    const youTrack = connected();
    const issues = queue(youTrack, 900, { isRestricted: true });
    const isSettled = (issue: FakeIssue) => issue.delivery().queue === null;
    const { scheduled, sent } = youTrack.turn();
    expect(sent).toBeNull();
    expect(issues.filter(isSettled)).toHaveLength(500);
    youTrack.run(the(scheduled));
    expect(issues.filter(isSettled).length).toBeGreaterThan(500);
  });
});

describe('an issue that is out', () => {
  const filter: Filter = { ...NO_CONDITION, excludeTag: 'hidden' };

  it('is not sent, and says why', () => {
    const youTrack = connected({ filter }, { tags: ['hidden'] });
    const hidden = youTrack.queuedIssue('DEMO-1', { tags: ['hidden'] });
    const restricted = youTrack.queuedIssue('DEMO-2', { isRestricted: true });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(hidden.delivery()).toMatchObject({ queue: null, excludedBy: 'filter' });
    expect(restricted.delivery()).toMatchObject({ queue: null, excludedBy: 'restricted' });
  });

  it('says nothing of that once it is in again', () => {
    const youTrack = connected({ filter }, { tags: ['hidden'] });
    const issue = youTrack.queuedIssue('DEMO-1', { tags: ['hidden'] });
    youTrack.turn();
    issue.options = {};
    youTrack.mark(issue);
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-1']);
    expect(issue.delivery().excludedBy).toBeNull();
  });
});

describe('an issue that waits', () => {
  it('is not sent before its time; a turn is scheduled for then', () => {
    const youTrack = connected();
    const [issue, other] = queue(youTrack, 2);
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
    for (const issue of queue(youTrack, 350)) {
      issue.record({ sent: claimOf(issue), retryAt: youTrack.now + 30_000 });
    }
    youTrack.queuedIssue('DEMO-351');
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-351']);
  });

  it('is looked at no further than needed: a call goes with what is among the first 300', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1000');
    for (const issue of queue(youTrack, 299)) {
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
    const issues = queue(youTrack, 4);
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
    expect([0, 1, 2, 3, 4].map(keysAt)).toEqual([['DEMO-1'], ['DEMO-2'], ['DEMO-1'], ['DEMO-1'], ['DEMO-2']]);
  });

  it('are never more in a call than any of them allows', () => {
    const youTrack = connected();
    const issues = queue(youTrack, 5);
    for (const [at, issue] of issues.entries()) {
      const token = issue.delivery().changeToken;
      issue.record({
        sent: { batch: 'b', token, revision: 1, at: 0, hash: null },
        batchLimit: at === 2 ? 2 : 4,
      });
    }
    expect(keysOf(the(youTrack.turn('DEMO', 1).sent))).toEqual(['DEMO-1', 'DEMO-2']);
  });
});

describe('an issue that cannot be read', () => {
  it('waits for a person and keeps no other waiting', () => {
    const youTrack = connected();
    const [bad, good] = queue(youTrack, 2);
    the(bad).unreadable = new Error('No such field');
    expect(keysOf(the(youTrack.turn().sent))).toEqual([the(good).key]);
    const { queueId } = the(bad).project.facts();
    expect(the(bad).delivery()).toMatchObject({ queue: null, failure: 'unexpected', attention: queueId });
    expect(readJournal(the(bad).project)).toContainEqual(
      expect.objectContaining({ kind: 'needs-attention', issue: 'DEMO-1', reason: 'unexpected' }),
    );
  });

  it('is tried again after its next change', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    issue.unreadable = new Error('No such field');
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    issue.unreadable = null;
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    youTrack.edit(issue);
    const sent = the(youTrack.turn().sent);
    expect(keysOf(sent)).toEqual(['DEMO-1']);
    youTrack.answer(sent, receiptsFor(sent));
    expect(issue.delivery()).toMatchObject({ queue: null, failure: null, attention: null });
  });
});

describe('an issue with a value that nobody has decided about', () => {
  const match: Match = {
    field: 'Size',
    key: 'size',
    type: 'select',
    values: { map: [{ from: 'Small', to: 'S' }], otherwise: 'attention' },
  };
  const size = (name: string): FakeIssueOptions => ({
    fields: { Size: { type: 'enum[1]', value: { kind: 'names', names: [name] } } },
  });

  it('waits for a person, who reads which value it is', () => {
    const youTrack = connected({ matches: [match] });
    const issue = youTrack.queuedIssue('DEMO-1', size('Huge'));
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery()).toMatchObject({
      queue: null,
      failure: 'value-not-mapped',
      failureDetail: 'Size: Huge',
      attention: issue.project.facts().queueId,
    });
    expect(readJournal(issue.project)).toContainEqual(
      expect.objectContaining({ kind: 'needs-attention', issue: 'DEMO-1', reason: 'value-not-mapped' }),
    );
  });

  it('is sent once its value is another one', () => {
    const youTrack = connected({ matches: [match] });
    const issue = youTrack.queuedIssue('DEMO-1', size('Huge'));
    youTrack.turn();
    youTrack.edit(issue, size('Small'));
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ fields: { size: 'S' } }]);
  });
});

describe('an issue that has moved', () => {
  it('to a project with a board is sent by that project', () => {
    const youTrack = connected();
    youTrack.connectProject('OPS', { board: { id: OTHER_BOARD, name: 'Operations', emoji: null } });
    const issue = youTrack.queuedIssue('DEMO-1');
    issue.move('OPS-1');
    expect(youTrack.turn('DEMO')).toEqual({ scheduled: null, sent: null });
    const sent = the(youTrack.turn('OPS').sent);
    expect(sent.request.uri).toBe(`/boards/${OTHER_BOARD}/issues/bulk`);
    expect(keysOf(sent)).toEqual(['OPS-1']);
  });

  it('to a project without a board leaves the queue, and has nothing sent', () => {
    const youTrack = connected();
    youTrack.addProject('OPS');
    const issue = youTrack.queuedIssue('DEMO-1');
    issue.move('OPS-1');
    expect(youTrack.turn('DEMO')).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery()).toMatchObject({ queue: null, excludedBy: null });
  });
});

describe('nothing is sent', () => {
  it('with settings of a newer version, and nothing is lost', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    const { queueId } = issue.project.facts();
    issue.project.record({ configuration: '{"version":99}' });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery().queue).toBe(queueId);
  });

  it('of a project that has no queue', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    the(youTrack.projects.get('DEMO')).record({ queueId: null });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
  });
});

describe('a project that never had an import', () => {
  it('sends what is queued', () => {
    const youTrack = connected();
    the(youTrack.projects.get('DEMO')).record({ importState: null });
    queue(youTrack, 1);
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-1']);
  });
});

describe('an import under way', () => {
  it('fills the calls with issues that nobody has marked', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    for (const number of [1, 2, 3]) youTrack.addIssue(`DEMO-${number}`);
    youTrack.queuedIssue('DEMO-4');
    startImport(youTrack.execution(), project);
    expect(keysOf(the(youTrack.turn().sent)).sort()).toEqual(['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4']);
    expect(readWalk(project, 'importState')).toMatchObject({ found: 4, marked: 3 });
  });

  it('goes on in the next turn although there was nothing to send', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    youTrack.addIssue('DEMO-700');
    startImport(youTrack.execution(), project);
    const { scheduled, sent } = youTrack.turn();
    expect(sent).toBeNull();
    expect(readWalk(project, 'importState')).toMatchObject({ state: 'running', next: 501 });
    expect(keysOf(the(youTrack.run(the(scheduled)).sent))).toEqual(['DEMO-700']);
  });

  it('stops where the call is full, and says so when it is done', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    for (let number = 1; number <= 150; number += 1) youTrack.addIssue(`DEMO-${number}`);
    startImport(youTrack.execution(), project);
    const first = the(youTrack.turn().sent);
    expect(itemsOf(first)).toHaveLength(100);
    expect(readWalk(project, 'importState')).toMatchObject({ state: 'running', next: 101, marked: 100 });
    expect(readJournal(project).map(({ kind }) => kind)).not.toContain('imported');
    const second = the(youTrack.answer(first, receiptsFor(first)).sent);
    expect(itemsOf(second)).toHaveLength(50);
    expect(readWalk(project, 'importState')).toMatchObject({ state: 'done', endedAt: youTrack.now });
    expect(readJournal(project)).toContainEqual(
      expect.objectContaining({ kind: 'imported', issue: null, count: 150 }),
    );
  });
});
