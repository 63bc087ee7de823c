/** Issues that are deleted, and restored. */
import { describe, expect, it } from 'vitest';
import { markRemoved } from '../../src/app/sending/deletions.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import { BOARD, type ConnectedYouTrack, connected, itemsOf, removedBy } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { letWait, waitOf } from './fake/lanes.ts';
import { the } from './fake/the.ts';
import { answer, page, type Scheduled, type Sent } from './fake/youtrack.ts';

interface Deleted {
  readonly youTrack: ConnectedYouTrack;
  readonly issue: FakeIssue;
  readonly scheduled: Scheduled;
}

function deleted(): Deleted {
  const youTrack = connected();
  const issue = youTrack.sentIssue('DEMO-1');
  return { youTrack, issue, scheduled: the(youTrack.delete(issue)) };
}

const journalKinds = ({ project }: FakeIssue) => readJournal(project).map(({ kind, count }) => [kind, count]);

describe('the deletion of an issue', () => {
  it('calls nothing itself; the function that follows removes the issue by what was true then', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const { externalId, sent: last } = issue.delivery();
    const scheduled = the(youTrack.delete(issue));
    expect(youTrack.sent).toEqual([]);
    expect(scheduled).toMatchObject({ name: 'onDeletionDue', delayMs: 0, project: 'DEMO' });
    const sent = the(youTrack.run(scheduled).sent);
    const revision = Number(/revision=(\d+)/.exec(sent.request.uri)?.[1]);
    expect(revision).toBeGreaterThan(the(last).revision);
    expect(sent.request).toEqual({
      method: 'DELETE',
      base: 'https://ducalis.io/api',
      uri: `/boards/${BOARD}/issues/${externalId}?revision=${revision}`,
      body: null,
      idempotencyKey: `${externalId}:${revision}`,
    });
  });

  it('schedules before it writes: YouTrack may refuse to write to what is deleted', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.record = () => {
      throw new Error('It is deleted');
    };
    expect(() => youTrack.delete(issue)).toThrow('It is deleted');
    expect(the(youTrack.take().scheduled).name).toBe('onDeletionDue');
  });

  it('concerns nobody when the issue is on no board', () => {
    const youTrack = connected();
    expect(youTrack.delete(youTrack.queuedIssue('DEMO-1'))).toBeNull();
  });

  it.each(['boardId', 'externalId', 'queueId'])('schedules nothing without %s', (missing) => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    if (missing === 'queueId') issue.project.record({ queueId: null });
    else issue.record({ [missing]: null });
    markRemoved(youTrack.execution(), issue);
    expect(youTrack.take().scheduled).toBeNull();
  });

  it('marks the issue only over values', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.properties.queue = null;
    const before = { ...issue.properties };
    expect(youTrack.delete(issue)).not.toBeNull();
    expect(issue.properties).toEqual(before);
  });

  it('is followed by nothing when the project is deleted too', () => {
    const { youTrack, scheduled } = deleted();
    youTrack.projects.delete('DEMO');
    expect(youTrack.run(scheduled)).toEqual({ scheduled: null, sent: null });
  });

  it('of a copy that nobody has marked removes nothing: what is on it is the original’s', () => {
    const youTrack = connected();
    const original = youTrack.sentIssue('DEMO-1');
    expect(youTrack.delete(youTrack.copy(original, 'DEMO-2'))).toBeNull();
  });

  it('in a project without a board removes nothing', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.project.become({ connected: null });
    expect(youTrack.delete(issue)).toBeNull();
  });
});

describe('the answer to a removal', () => {
  it.each([204, 404])('with %i counts as removed', (status) => {
    const { youTrack, issue, scheduled } = deleted();
    youTrack.answer(the(youTrack.run(scheduled).sent), answer(status));
    expect(journalKinds(issue)[0]).toEqual(['removed', 1]);
  });

  it('with 404 suspends nothing: the issue is gone, and not the board', () => {
    const { youTrack, issue, scheduled } = deleted();
    youTrack.answer(the(youTrack.run(scheduled).sent), answer(404));
    expect(issue.project.facts().suspendedReason).toBeNull();
    expect(youTrack.execution().storage().connectionState).toBe('connected');
  });

  it('with 410 suspends the project', () => {
    const { youTrack, issue, scheduled } = deleted();
    const probe = the(youTrack.answer(the(youTrack.run(scheduled).sent), answer(410)).sent);
    expect(issue.project.facts().suspendedReason).toBeNull();
    youTrack.answer(probe, answer(410));
    expect(issue.project.facts().suspendedReason).toBe('board-disabled');
    expect(journalKinds(issue)[0]).toEqual(['suspended', 0]);
  });

  it.each([answer(503), answer(null), page(404), page(410), page(401), answer(200, '')])(
    '(%j) lets removals from that board wait; what was not removed is an orphan and is found there',
    (given) => {
      const { youTrack, issue, scheduled } = deleted();
      youTrack.answer(the(youTrack.run(scheduled).sent), given);
      expect([waitOf(youTrack, 'removals'), waitOf(youTrack, 'connection')]).toEqual([3_750, 0]);
      expect(waitOf(youTrack, 'upserts')).toBe(0);
      expect(journalKinds(issue).map(([kind]) => kind)).not.toContain('removed');
      expect(issue.project.facts().suspendedReason).toBeNull();
      expect(youTrack.execution().storage().connectionState).toBe('connected');
    },
  );

  it('with 200 and the revision that Ducalis holds is no removal', () => {
    const { youTrack, issue, scheduled } = deleted();
    youTrack.answer(the(youTrack.run(scheduled).sent), answer(200, { revision: youTrack.now * 2_000 }));
    expect(journalKinds(issue).map(([kind]) => kind)).not.toContain('removed');
    expect(waitOf(youTrack, 'removals')).toBe(0);
  });

  it('is an error also when it names a revision', () => {
    const { youTrack, scheduled } = deleted();
    const given = answer(401, { revision: 5, error: { message: 'Who are you?' } });
    youTrack.answer(the(youTrack.run(scheduled).sent), given);
    expect(youTrack.execution().storage().connectionReason).toBe('token-rejected');
  });

  it('with 403 suspends the project', () => {
    const { youTrack, issue, scheduled } = deleted();
    const probe = the(youTrack.answer(the(youTrack.run(scheduled).sent), answer(403)).sent);
    youTrack.answer(probe, answer(403));
    expect(issue.project.facts().suspendedReason).toBe('board-forbidden');
    expect(youTrack.execution().storage().connectionState).toBe('connected');
  });

  it('sends on what is queued', () => {
    const { youTrack, scheduled } = deleted();
    const removal = the(youTrack.run(scheduled).sent);
    youTrack.queuedIssue('DEMO-2');
    expect(itemsOf(the(youTrack.answer(removal, answer(204)).sent))).toMatchObject([{ key: 'DEMO-2' }]);
  });
});

describe('a removal', () => {
  it('is put off while Ducalis has asked to wait, and is not forgotten', () => {
    const { youTrack, scheduled } = deleted();
    letWait(youTrack, 'connection', 30_000);
    const putOff = youTrack.run(scheduled);
    expect(putOff.sent).toBeNull();
    expect(the(putOff.scheduled).delayMs).toBeGreaterThanOrEqual(30_000);
    expect(the(youTrack.run(the(putOff.scheduled)).sent).request.method).toBe('DELETE');
  });

  it('is not tried while the connection is suspended', () => {
    const { youTrack, scheduled } = deleted();
    youTrack.execution().connect({ connectionState: 'suspended', connectionReason: 'token-rejected' });
    expect(youTrack.run(scheduled)).toEqual({ scheduled: null, sent: null });
  });

  it.each([null, '', '{', '[]', '[{"board":1}]'])('that says %j is none', (payload) => {
    const { youTrack, scheduled } = deleted();
    expect(youTrack.run({ ...scheduled, payload })).toEqual({ scheduled: null, sent: null });
  });
});

describe('removals of several issues', () => {
  const gone = (...ids: string[]) =>
    ids.map((externalId) => ({ board: BOARD, externalId, revision: 5, isAgain: false }));
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);
  const receiptsFor = (sent: Sent, status = 200, removed = true) =>
    answer(200, {
      items: itemsOf(sent).map(({ external_id, revision }) => ({ external_id, revision, status, removed })),
    });
  const began = (removals: readonly unknown[]) => {
    const { youTrack, scheduled } = deleted();
    return { youTrack, sent: youTrack.run({ ...scheduled, payload: JSON.stringify(removals) }).sent };
  };
  /** What each call removed. */
  const callsOf = (youTrack: ConnectedYouTrack, first: Sent | null, reply: (sent: Sent) => HttpAnswer) => {
    const calls: (readonly string[])[] = [];
    for (let sent = first; sent !== null; sent = youTrack.answer(sent, reply(sent)).sent)
      calls.push(removedBy(sent));
    return calls;
  };

  it('are one call for each hundred of a board', () => {
    const other = { ...the(gone('elsewhere')[0]), board: '2' };
    const { youTrack, sent } = began([...gone(...ids(150)), other]);
    const calls = callsOf(youTrack, sent, receiptsFor);
    expect(calls.map(({ length }) => length)).toEqual([100, 50, 1]);
  });

  it('are as many calls where Ducalis does not know several in one', () => {
    const { youTrack, sent } = began(gone(...ids(3)));
    const calls = callsOf(youTrack, sent, (one) =>
      one.request.method === 'DELETE' ? answer(204) : receiptsFor(one, 200, false),
    );
    expect(calls).toEqual([ids(3), ...ids(3).map((id) => [id])]);
  });

  it('that were tried before go alone', () => {
    const again = gone(...ids(2)).map((one) => ({ ...one, isAgain: true }));
    const { youTrack, sent } = began([...again, ...gone('new-1', 'new-2')]);
    const calls = callsOf(youTrack, sent, (one) =>
      one.request.method === 'DELETE' ? answer(204) : receiptsFor(one),
    );
    expect(calls).toEqual([['id-0'], ['id-1'], ['new-1', 'new-2']]);
  });

  it.each([answer(500), answer(422), page(403), answer(null)])(
    'come down to the one that is answered with %j',
    (given) => {
      const { youTrack, sent } = began(gone(...ids(8)));
      const calls = callsOf(youTrack, sent, (one) => {
        if (removedBy(one).includes('id-5')) return given;
        return one.request.method === 'DELETE' ? answer(204) : receiptsFor(one);
      });
      const passed = new Set(calls.filter((one) => !one.includes('id-5')).flat());
      expect([...passed].sort()).toEqual(ids(8).filter((id) => id !== 'id-5'));
      expect(calls.length).toBeLessThanOrEqual(9);
    },
  );

  it('wait together while Ducalis asks to wait, and none is lost', () => {
    const { youTrack, sent } = began(gone(...ids(3)));
    const { scheduled } = youTrack.answer(the(sent), answer(429));
    expect(removedBy(the(youTrack.run(the(scheduled)).sent))).toEqual(ids(3));
  });

  it('are tried no more on a board that is closed', () => {
    const { youTrack, sent } = began(gone(...ids(3)));
    expect(removedBy(the(youTrack.answer(the(sent), answer(410)).sent))).toEqual([]);
  });

  it('are counted in the journal by their receipts', () => {
    const { youTrack, issue, scheduled } = deleted();
    const { sent } = youTrack.run({ ...scheduled, payload: JSON.stringify(gone(...ids(3))) });
    const items = itemsOf(the(sent)).map(({ external_id, revision }, index) => ({
      external_id,
      revision,
      ...(index === 1 ? { status: 422 } : { status: 200, removed: true }),
    }));
    youTrack.answer(the(sent), answer(200, { items }));
    expect(journalKinds(issue)).toContainEqual(['removed', 2]);
  });
});

describe('a deleted issue that is restored', () => {
  it('is found in the queue and is sent with a greater revision than its removal', () => {
    const { youTrack, issue, scheduled } = deleted();
    const removal = the(youTrack.run(scheduled).sent);
    const removed = Number(/revision=(\d+)/.exec(removal.request.uri)?.[1]);
    youTrack.issues.set(issue.key, issue);
    youTrack.now += 1;
    const [item] = itemsOf(the(youTrack.answer(removal, answer(204)).sent));
    expect(the(item).key).toBe('DEMO-1');
    expect(the(item).revision).toBeGreaterThan(removed);
  });

  it('is sent even though its facts say that it is on the board as it is', () => {
    const { youTrack, issue } = deleted();
    youTrack.issues.set(issue.key, issue);
    const { ackedHash, boardId } = issue.delivery();
    expect({ ackedHash: ackedHash !== null, boardId }).toEqual({ ackedHash: true, boardId: BOARD });
    expect(itemsOf(the(youTrack.turn().sent))).toHaveLength(1);
  });
});
