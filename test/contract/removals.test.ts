/** Several issues that leave a board leave it in one call, and each goes by its own receipt. */
import { describe, expect, it } from 'vitest';
import { startImport } from '../../src/app/catching-up/import.ts';
import { testConnection } from '../../src/app/connecting/test-connection.ts';
import { readCapabilities } from '../../src/app/stored/capabilities.ts';
import type { StoredConfiguration } from '../../src/app/stored/configuration.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import {
  BOARD,
  CONFIGURATION,
  type ConnectedYouTrack,
  connected,
  itemsOf,
  keysOf,
  receiptsFor,
  removedBy,
} from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { waitOf } from './fake/lanes.ts';
import { the } from './fake/the.ts';
import { answer, page, type Sent } from './fake/youtrack.ts';

const RESTRICTED = { isRestricted: true };
const BULK = `/boards/${BOARD}/issues/bulk`;

const UNRESOLVED: StoredConfiguration['filter'] = {
  fields: [],
  unresolvedOnly: true,
  includeTag: null,
  excludeTag: null,
  includeRestricted: false,
  whenLeaving: 'remove',
};

interface Leaving {
  readonly youTrack: ConnectedYouTrack;
  readonly issues: readonly FakeIssue[];
  readonly sent: Sent;
  reply(given: HttpAnswer): void;
}

/** Issues whose removal from their board is under way. */
function leaving(count = 3): Leaving {
  const youTrack = connected();
  const issues = Array.from({ length: count }, (_, index) => youTrack.sentIssue(`DEMO-${index + 1}`));
  for (const issue of issues) {
    issue.options = RESTRICTED;
    youTrack.mark(issue);
  }
  const sent = the(youTrack.turn().sent);
  return {
    youTrack,
    issues,
    sent,
    // Ends the chain after the answer: what comes next is another test.
    reply: (given) => void youTrack.answer(sent, given, { hop: 9 }),
  };
}

type Said = Readonly<Record<string, unknown>>;

/** A receipt for each item. @param change of the one at that place. */
function receipts(sent: Sent, change: (index: number) => Said = () => ({})): HttpAnswer {
  const items = itemsOf(sent).map(({ external_id, revision }, index) => ({
    external_id,
    status: 200,
    revision,
    removed: true,
    ...change(index),
  }));
  return answer(200, { items });
}

const tasksOf = (issues: readonly FakeIssue[]) => issues.map((issue) => issue.delivery().departures);
const isSingle = ({ request }: Sent): boolean => request.method === 'DELETE';

describe('issues that leave the same board', () => {
  it('leave it in one call, each with a greater revision', () => {
    const { issues, sent } = leaving();
    expect([sent.name, sent.request.method, sent.request.uri]).toEqual(['onRemovals', 'POST', BULK]);
    const items = itemsOf(sent);
    expect(items).toHaveLength(3);
    for (const [index, issue] of issues.entries()) {
      const { externalId, sent: last, departures } = issue.delivery();
      const { revision } = the(items[index]);
      expect(items[index]).toEqual({ external_id: externalId, revision, removed: true });
      expect(revision).toBeGreaterThan(the(last).revision);
      expect(departures).toMatchObject([{ board: BOARD, revision, call: sent.call }]);
    }
  });

  it('are off it with their receipts, and the journal says so', () => {
    const { issues, sent, reply } = leaving();
    reply(receipts(sent));
    expect(tasksOf(issues)).toEqual([[], [], []]);
    expect(readJournal(the(issues[0]).project).filter(({ kind }) => kind === 'removed')).toHaveLength(3);
  });

  it('are at most a hundred in a call', () => {
    const { sent } = leaving(104);
    expect(itemsOf(sent)).toHaveLength(100);
  });

  it('are not removed where one belongs on the board again', () => {
    const { youTrack, issues, reply } = leaving();
    reply(page(502));
    the(issues[2]).options = {};
    youTrack.mark(the(issues[2]));
    youTrack.now += 60_000;
    const ids: string[] = [];
    for (let call = 0; call < 4; call += 1) {
      const sent = youTrack.turn().sent;
      if (sent === null) break;
      ids.push(...removedBy(sent));
      youTrack.answer(sent, isSingle(sent) ? answer(204) : receipts(sent), { hop: 9 });
    }
    expect(ids.join()).not.toContain(the(issues[2]).delivery().externalId);
    expect(tasksOf(issues)).toEqual([[], [], []]);
  });

  it('leave before others where they are restricted', () => {
    const youTrack = connected({ filter: UNRESOLVED });
    const issues = Array.from({ length: 130 }, (_, index) => youTrack.sentIssue(`DEMO-${index + 1}`));
    for (const [index, issue] of issues.entries()) {
      issue.options = index < 100 ? { isResolved: true } : RESTRICTED;
      youTrack.mark(issue);
    }
    const sent = the(youTrack.turn().sent);
    const restricted = issues.slice(100).map((issue) => issue.delivery().externalId);
    expect(removedBy(sent)).toHaveLength(100);
    expect(removedBy(sent)).toEqual(expect.arrayContaining(restricted));
  });
});

describe('a restricted issue', () => {
  it('leaves within three calls of an import of thousands', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    for (let number = 2; number <= 3_000; number += 1) youTrack.addIssue(`DEMO-${number}`);
    startImport(youTrack.execution(), issue.project);
    issue.options = RESTRICTED;
    youTrack.mark(issue);
    const calls: string[] = [];
    let { sent } = youTrack.turn('DEMO', 1);
    for (let hop = 1; sent !== null && hop <= 3; hop += 1) {
      calls.push(sent.name);
      ({ sent } = youTrack.answer(sent, receiptsFor(sent), { hop }));
    }
    expect(calls).toContain('onDepartureAnswer');
  });
});

describe('a receipt', () => {
  it.each([
    ['that refuses', { status: 422, removed: undefined, error: 'No.' }],
    ['that fails', { status: 500, removed: undefined, error: 'No.' }],
    ['of something newer', { removed: undefined, revision: 9_000_000_000_000_000 }],
    ['for another issue', { external_id: 'another' }],
  ])('%s concerns one issue, which is removed alone later', (_what, said) => {
    const { youTrack, issues, sent, reply } = leaving();
    reply(receipts(sent, (index) => (index === 1 ? said : {})));
    expect(tasksOf(issues)).toMatchObject([[], [{ attempts: 1, call: null }], []]);
    expect(readCapabilities(youTrack.execution()).removingSingly).toEqual([]);
    youTrack.now += 60_000;
    const again = the(youTrack.turn().sent);
    expect([isSingle(again), again.request.uri]).toEqual([
      true,
      expect.stringContaining(the(the(issues[1]).delivery().externalId)),
    ]);
  });

  it('that the issue is not there is as good as its removal', () => {
    const { issues, sent, reply } = leaving();
    reply(receipts(sent, () => ({ status: 404, removed: undefined })));
    expect(tasksOf(issues)).toEqual([[], [], []]);
  });

  it('of an older removal says nothing', () => {
    const { youTrack, issues, sent, reply } = leaving();
    youTrack.now += 60_000;
    const second = the(youTrack.turn().sent);
    reply(receipts(sent));
    expect(tasksOf(issues)).toMatchObject([
      [{ call: second.call }],
      [{ call: second.call }],
      [{ call: second.call }],
    ]);
    youTrack.answer(second, receipts(second), { hop: 9 });
    expect(tasksOf(issues)).toEqual([[], [], []]);
  });
});

describe('a Ducalis that does not know removals in such a call', () => {
  function unaware(): Leaving {
    const all = leaving();
    all.reply(receipts(all.sent, () => ({ removed: undefined, id: 1, url: 'https://ducalis.io/issue/1' })));
    return all;
  }

  it('still has the issues, so each is removed by a call of its own', () => {
    const { youTrack, issues } = unaware();
    expect(tasksOf(issues)).toMatchObject([[{ attempts: 0 }], [{ attempts: 0 }], [{ attempts: 0 }]]);
    for (let left = 3; left > 0; left -= 1) {
      const sent = the(youTrack.turn().sent);
      expect(isSingle(sent)).toBe(true);
      youTrack.answer(sent, answer(204), { hop: 9 });
    }
    expect(tasksOf(issues)).toEqual([[], [], []]);
  });

  it('is asked again after the next test of the connection', () => {
    const { youTrack } = unaware();
    expect(readCapabilities(youTrack.execution()).removingSingly).toEqual([BOARD]);
    youTrack.answersTo('/boards?', answer(200, [CONFIGURATION.board]));
    youTrack.answersTo('/fields', answer(200, { items: [] }));
    testConnection(youTrack.execution());
    expect(the(youTrack.turn().sent).name).toBe('onRemovals');
  });
});

describe('a call for several that does not pass', () => {
  it.each([
    ['fails', answer(500)],
    ['is answered by something in between', page(502)],
    ['is refused', answer(422, { error: { message: 'No.' } })],
    ['finds no board', answer(404, { error: { message: 'No.' } })],
    ['says nothing of any issue', answer(200, { items: [] })],
  ])('that %s is tried again with fewer, and counts for no issue', (_what, given) => {
    const { issues, reply } = leaving(8);
    reply(given);
    for (const [task] of tasksOf(issues))
      expect(task).toMatchObject({ attempts: 0, together: 4, call: null });
  });

  it('comes down to the one that keeps the others from leaving', () => {
    const { youTrack, issues, sent: first } = leaving(20);
    const bad = the(the(issues[7]).delivery().externalId);
    let sent: Sent | null = first;
    let calls = 0;
    for (; calls < 60 && tasksOf(issues).flat().length > 1; calls += 1) {
      youTrack.now += 60_000;
      sent ??= youTrack.turn().sent;
      if (sent === null) continue;
      const isBad = `${sent.request.uri} ${sent.request.body}`.includes(bad);
      const good = isSingle(sent) ? answer(204) : receipts(sent);
      youTrack.answer(sent, isBad ? answer(500) : good, { hop: 9 });
      sent = null;
    }
    expect(tasksOf(issues).flat()).toMatchObject([{ externalId: bad }]);
    expect(calls).toBeLessThan(30);
  });

  it.each([401, 429])('with a %i concerns the connection', (status) => {
    const { youTrack, issues, reply } = leaving();
    reply(answer(status));
    for (const [task] of tasksOf(issues)) expect(task).toMatchObject({ attempts: 0, together: null });
    expect(waitOf(youTrack, 'removals')).toBe(0);
    expect(readJournal(the(issues[0]).project).filter(({ kind }) => kind === 'retried')).toEqual([]);
  });

  it.each(['', '{', '{"board":1}'])('is no answer where it carries %j', (payload) => {
    const { youTrack, issues, sent } = leaving();
    const before = tasksOf(issues);
    const { lanes } = youTrack.execution().storage();
    youTrack.answer({ ...sent, payload }, answer(500), { hop: 9 });
    expect(tasksOf(issues)).toEqual(before);
    expect(youTrack.execution().storage().lanes).toEqual(lanes);
  });

  it('keeps no upsert waiting', () => {
    const { youTrack, reply } = leaving();
    reply(answer(500));
    const fresh = youTrack.queuedIssue('DEMO-9');
    expect(keysOf(the(youTrack.turn().sent))).toEqual([fresh.key]);
  });
});
