/** What is sent of a queue, and in which calls. */
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/app/stored/journal.ts';
import { BOARD, connected, itemsOf, keysOf, OTHER_BOARD } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { the } from './fake/the.ts';

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
    youTrack.queueIssues(1);
    const first = the(youTrack.turn().sent).request;
    youTrack.now += 60_000;
    const second = the(youTrack.turn().sent).request;
    const texts = (body: string | null) => `digest of ${(body ?? '').slice('{"items":['.length, -2)}`;
    expect(first.idempotencyKey).toBe(texts(first.body));
    expect(second.idempotencyKey).toBe(texts(second.body));
    expect(second.idempotencyKey).not.toBe(first.idempotencyKey);
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
    youTrack.queueIssues(1);
    const project = the(youTrack.projects.get('DEMO'));
    youTrack.turn();
    expect(readJournal(project)).toMatchObject([{ kind: 'pushed', issue: 'DEMO-1', count: 1 }]);
  });
});

describe('an issue that is sent', () => {
  it('is claimed in the same transaction: batch, revision, content and board are noted', () => {
    const youTrack = connected();
    const [issue] = youTrack.queueIssues(1);
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
    youTrack.queueIssues(1);
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
    const issues = youTrack.queueIssues(900, { isRestricted: true });
    const isSettled = (issue: FakeIssue) => issue.delivery().queue === null;
    const { scheduled, sent } = youTrack.turn();
    expect(sent).toBeNull();
    expect(issues.filter(isSettled)).toHaveLength(500);
    youTrack.run(the(scheduled));
    expect(issues.filter(isSettled).length).toBeGreaterThan(500);
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
