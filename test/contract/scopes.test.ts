/** One thing stops one thing: what fails for good delays nothing else, and nothing that passes is lost. */
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/app/stored/journal.ts';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import { BOARD, connected, itemsOf, OTHER_BOARD, receiptsFor, removedBy } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { HOUR, Life, MINUTE, SECOND } from './fake/life.ts';
import { Arrivals, carries, FAST, FAULTS, isBulk, isOn, TIME_OUT, take } from './fake/life-ducalis.ts';
import { the } from './fake/the.ts';
import { issuesOf, Trouble } from './fake/trouble.ts';
import { answer, page } from './fake/youtrack.ts';

function isListed(issue: FakeIssue): boolean {
  return issue.delivery().failure !== null && issue.delivery().attention !== null;
}

describe('an issue whose every call fails', () => {
  it.each(FAULTS)(
    '(%s) delays no other, is listed within 15 minutes, and arrives after the end',
    (_name, fault) => {
      const youTrack = connected();
      const issues = issuesOf(youTrack, 20);
      let isOver = false;
      const arrivals = new Arrivals((sent) => (!isOver && carries('DEMO-3')(sent) ? fault : null));
      const life = new Life(youTrack, arrivals.ducalis);
      const bad = the(issues[2]);
      const began = youTrack.now;
      for (const issue of issues) life.edit(issue, { summary: 'first' });
      life.pass(3 * MINUTE);
      expect([...arrivals.at.keys()].filter((key) => key.endsWith(' first'))).toHaveLength(19);
      life.pass(12 * MINUTE);
      expect(isListed(bad)).toBe(true);
      for (const [at, issue] of issues.entries()) {
        if (issue === bad) continue;
        const edited = youTrack.now;
        life.edit(issue, { summary: `later ${at}` });
        life.pass(30 * SECOND);
        expect(
          (arrivals.at.get(`${issue.key} later ${at}`) ?? Number.POSITIVE_INFINITY) - edited,
        ).toBeLessThan(5 * SECOND);
      }
      life.pass(5 * HOUR);
      expect(youTrack.properties.connectionState).toBe('connected');
      expect(readJournal(bad.project).filter(({ kind }) => kind === 'suspended')).toEqual([]);
      isOver = true;
      life.pass(70 * MINUTE);
      expect(arrivals.at.get('DEMO-3 first')).toBeGreaterThan(began);
      expect(bad.delivery()).toMatchObject({ queue: null, failure: null, attention: null });
    },
  );

  it('leaves the journal to what happens to others', () => {
    const youTrack = connected();
    const [bad] = issuesOf(youTrack, 3);
    const { life } = new Trouble(youTrack, page(403), ['DEMO-1']);
    life.edit(the(bad), { summary: 'first' });
    life.pass(30 * MINUTE);
    const before = readJournal(the(bad).project).length;
    life.pass(48 * HOUR);
    expect(readJournal(the(bad).project)).toHaveLength(before);
  });

  it('is tried once an hour at most', () => {
    const youTrack = connected();
    const [bad] = issuesOf(youTrack, 3);
    const trouble = new Trouble(youTrack, page(403), ['DEMO-1']);
    const { life } = trouble;
    life.edit(the(bad), { summary: 'first' });
    life.pass(5 * HOUR);
    const before = trouble.callsWith('DEMO-1');
    life.pass(10 * HOUR);
    const tries = trouble.callsWith('DEMO-1') - before;
    expect(tries).toBeGreaterThanOrEqual(9);
    expect(tries).toBeLessThanOrEqual(20);
  });

  it('delays no other while a call with it is under way', () => {
    const youTrack = connected();
    const [bad, good] = issuesOf(youTrack, 3);
    const { life, arrivals } = new Trouble(youTrack, answer(null), ['DEMO-1'], TIME_OUT);
    life.edit(the(bad), { summary: 'first' });
    life.pass(10 * MINUTE);
    for (let at = 0; at < 1_800; at += 1) {
      const edited = youTrack.now;
      life.edit(the(good), { summary: `edit ${at}` });
      life.pass(5 * SECOND);
      const arrived = arrivals.at.get(`DEMO-2 edit ${at}`) ?? Number.POSITIVE_INFINITY;
      expect(arrived - edited).toBeLessThan(5 * SECOND);
    }
  });

  it('is one of a first import of 300: the others arrive', () => {
    const youTrack = connected();
    for (let number = 1; number <= 300; number += 1) youTrack.addIssue(`DEMO-${number}`);
    const arrivals = new Arrivals((sent) =>
      carries('DEMO-3')(sent) ? { answer: answer(500), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    youTrack.connectProject('DEMO');
    youTrack.startImport('DEMO');
    life.follow(youTrack.turn(), 'DEMO', 1);
    life.pass(10 * MINUTE);
    expect(arrivals.at.size).toBe(299);
  });

  it('may be the only one: nothing is charged to it, and the next is not kept waiting', () => {
    const youTrack = connected();
    const first = youTrack.addIssue('DEMO-1', { isNew: true });
    const arrivals = new Arrivals((sent) =>
      carries('DEMO-1')(sent) ? { answer: answer(500), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    life.edit(first);
    life.pass(2 * HOUR);
    expect(first.delivery().failure).toBeNull();
    const second = youTrack.addIssue('DEMO-2', { isNew: true });
    life.edit(second, { summary: 'second' });
    life.pass(10 * SECOND);
    expect(arrivals.at.has('DEMO-2 second')).toBe(true);
  });

  it.each([0, 1, 2])(
    'and the only other one of its project, which comes after %i tries, is not kept',
    (tries) => {
      const youTrack = connected();
      youTrack.connectProject('OPS');
      const other = youTrack.sentIssue('OPS-1');
      const [bad, good] = [1, 2].map((number) => youTrack.addIssue(`DEMO-${number}`, { isNew: true }));
      const arrivals = new Arrivals((sent) =>
        carries('DEMO-1')(sent) ? { answer: answer(null), afterMs: FAST } : null,
      );
      const life = new Life(youTrack, arrivals.ducalis);
      life.edit(the(bad), { summary: 'bad' });
      if (tries > 0) life.pass(tries * 4 * SECOND);
      life.edit(the(bad), { summary: 'worse' });
      life.edit(the(good), { summary: 'good' });
      life.edit(other, { summary: 'other' });
      life.pass(3 * SECOND);
      life.edit(the(bad), { summary: 'worst' });
      life.edit(other, { summary: 'another' });
      life.pass(3 * MINUTE);
      expect(arrivals.at.has('DEMO-2 good')).toBe(true);
    },
  );

  it('is one of two, each in a call with an issue that passes', () => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 22);
    const arrivals = new Arrivals((sent) =>
      carries('DEMO-3')(sent) || carries('DEMO-17')(sent)
        ? { answer: answer(null), afterMs: TIME_OUT }
        : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    for (const issue of issues.slice(0, 20)) life.edit(issue, { summary: 'first' });
    life.pass(4 * MINUTE);
    expect([...arrivals.at.keys()].filter((key) => key.endsWith(' first'))).toHaveLength(18);
    life.pass(15 * MINUTE);
    expect(issues.filter(isListed).map(({ key }) => key)).toEqual(['DEMO-3', 'DEMO-17']);
  });
});

describe('a lane that fails', () => {
  const PAGES = [400, 404, 405, 407, 413, 431, 500, 502, 503, 200, 302, 451];

  it.each(PAGES)('with a page and %i for half an hour loses nothing and lists nothing', (status) => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 12);
    let isOver = false;
    const arrivals = new Arrivals((sent) =>
      !isOver && isBulk(sent) ? { answer: page(status), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    for (const [at, issue] of issues.entries()) {
      life.edit(issue, { summary: `edit ${at}` });
      life.pass(2.5 * MINUTE);
      expect(issues.filter((one) => one.delivery().failure !== null)).toEqual([]);
    }
    isOver = true;
    life.pass(70 * MINUTE);
    expect([...arrivals.at.keys()].sort()).toEqual(issues.map(({ key }, at) => `${key} edit ${at}`).sort());
    expect(issues.filter((one) => one.delivery().queue !== null)).toEqual([]);
  });

  const RETRY_AFTER: readonly (readonly [status: number, header: string | null])[] = [
    [503, '0'],
    [503, '-5'],
    [503, '1.5'],
    [503, 'Tue, 15 Nov 1994 08:12:31 GMT'],
    [503, null],
    [429, '0'],
    [429, null],
    [429, 'soon'],
    [500, '1'],
  ];

  it.each(RETRY_AFTER)('with %i and Retry-After %j is called less and less often', (status, header) => {
    const youTrack = connected();
    const [issue] = issuesOf(youTrack, 1);
    const given: HttpAnswer = answer(status, undefined, header === null ? {} : { 'retry-after': header });
    const arrivals = new Arrivals((sent) => (isBulk(sent) ? { answer: given, afterMs: FAST } : null));
    const life = new Life(youTrack, arrivals.ducalis);
    const countIn = (ms: number): number => {
      const before = life.calls.filter(({ sent }) => isBulk(sent)).length;
      life.pass(ms);
      return life.calls.filter(({ sent }) => isBulk(sent)).length - before;
    };
    life.edit(the(issue));
    expect(countIn(HOUR)).toBeLessThanOrEqual(12);
    life.pass(HOUR);
    expect(countIn(10 * HOUR)).toBeLessThanOrEqual(20);
  });
});

describe('a removal that fails for good', () => {
  it.each(FAULTS)('(%s) delays no edit of any project', (_name, fault) => {
    const youTrack = connected();
    youTrack.connectProject('OPS', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    const [leaves, stays] = issuesOf(youTrack, 2);
    const other = youTrack.sentIssue('OPS-1');
    const arrivals = new Arrivals((sent) => (sent.request.method === 'DELETE' ? fault : null));
    const life = new Life(youTrack, arrivals.ducalis);
    the(leaves).options = { ...the(leaves).options, isRestricted: true };
    life.edit(the(leaves));
    for (let at = 0; at < 40; at += 1) {
      life.pass(53 * SECOND);
      for (const issue of [the(stays), other]) {
        const edited = youTrack.now;
        life.edit(issue, { summary: `edit ${at}` });
        life.pass(20 * SECOND);
        const arrived = arrivals.at.get(`${issue.key} edit ${at}`) ?? Number.POSITIVE_INFINITY;
        expect(arrived - edited, `${issue.key} edit ${at}`).toBeLessThan(5 * SECOND);
      }
    }
  });

  it('delays no other removal from that board', () => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 3);
    const [bad, later] = issues.map((issue) => issue.delivery().externalId ?? '');
    const removed: string[] = [];
    const life = new Life(youTrack, (sent, now) => {
      if (sent.request.method !== 'DELETE') return take(sent, now, youTrack);
      if (sent.request.uri.includes(`/${bad}`)) return { answer: answer(500), afterMs: FAST };
      removed.push(sent.request.uri);
      return take(sent, now, youTrack);
    });
    const restrict = (issue: FakeIssue): void => {
      issue.options = { ...issue.options, isRestricted: true };
      life.edit(issue);
    };
    restrict(the(issues[0]));
    life.pass(40 * MINUTE);
    restrict(the(issues[1]));
    life.pass(10 * SECOND);
    expect(removed).toEqual([expect.stringContaining(`/${later}`)]);
  });
});

describe('a board that is closed', () => {
  const CLOSED = [answer(410), answer(403), answer(400), answer(500), answer(404), page(403), answer(null)];

  it.each(CLOSED)('as a former one (%j) does not delay the present one', (given) => {
    const youTrack = connected();
    issuesOf(youTrack, 6);
    const arrivals = new Arrivals((sent) => (isOn(BOARD)(sent) ? { answer: given, afterMs: FAST } : null));
    const life = new Life(youTrack, arrivals.ducalis);
    life.pass(MINUTE);
    youTrack.putOn('DEMO', OTHER_BOARD);
    life.follow(youTrack.turn(), 'DEMO', 1);
    life.pass(20 * SECOND);
    expect(arrivals.at.size).toBe(6);
    life.pass(4 * HOUR);
    const facts = the(youTrack.projects.get('DEMO')).facts();
    expect(facts).toMatchObject({ boardId: OTHER_BOARD, suspendedReason: null });
    expect(youTrack.properties.connectionState).toBe('connected');
    expect(
      readJournal(the(youTrack.projects.get('DEMO'))).filter(({ kind }) => kind === 'suspended'),
    ).toEqual([]);
  });

  it('to the token stops its own projects only', () => {
    const youTrack = connected();
    youTrack.connectProject('OPS', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    const [mine] = issuesOf(youTrack, 2);
    const other = youTrack.sentIssue('OPS-1');
    let isClosed = true;
    const arrivals = new Arrivals((sent) =>
      isClosed && isOn(OTHER_BOARD)(sent) ? { answer: answer(403), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    life.edit(other, { summary: 'waits' });
    life.pass(MINUTE);
    expect(the(youTrack.projects.get('OPS')).facts().suspendedReason).toBe('board-forbidden');
    life.edit(the(mine), { summary: 'goes' });
    life.pass(5 * SECOND);
    expect(arrivals.at.has('DEMO-1 goes')).toBe(true);
    expect(the(youTrack.projects.get('DEMO')).facts().suspendedReason).toBeNull();
    isClosed = false;
    life.pass(6 * MINUTE);
    expect(arrivals.at.has('OPS-1 waits')).toBe(true);
  });
});

describe('a late answer for a board that the project has left', () => {
  it.each([410, 404, 403, 401])('(%i) says nothing of the new one', (status) => {
    const youTrack = connected();
    const [issue] = issuesOf(youTrack, 1);
    youTrack.edit(the(issue));
    const late = the(youTrack.turn().sent);
    youTrack.putOn('DEMO', OTHER_BOARD);
    youTrack.answer(late, answer(status), { hop: 9 });
    expect(the(youTrack.projects.get('DEMO')).facts().suspendedReason).toBeNull();
  });
});

describe('one page of something in between', () => {
  it('with 404 to a question changes nothing', () => {
    const youTrack = connected();
    issuesOf(youTrack, 5);
    let asked = 0;
    const life = new Life(youTrack, (sent, now) => {
      if (sent.request.method !== 'GET') return take(sent, now, youTrack);
      asked += 1;
      return asked === 1 ? { answer: page(404), afterMs: FAST } : take(sent, now, youTrack);
    });
    life.pass(HOUR);
    expect(asked).toBeGreaterThan(10);
    expect(life.calls.filter(({ sent }) => isBulk(sent))).toEqual([]);
    expect(the(youTrack.projects.get('DEMO')).facts()).toMatchObject({
      suspendedReason: null,
      boardEpoch: 0,
    });
  });
});

describe('receipts', () => {
  it('with a revision that is always greater are asked for less and less often, and the issue is listed', () => {
    const youTrack = connected();
    const [issue] = issuesOf(youTrack, 1);
    let greatest = 0;
    const life = new Life(youTrack, (sent, now) => {
      if (!isBulk(sent)) return take(sent, now, youTrack);
      greatest = Math.max(greatest, ...itemsOf(sent).map(({ revision }) => revision)) + 1;
      const items = itemsOf(sent).map(({ external_id }) => ({
        external_id,
        status: 200,
        revision: greatest,
      }));
      return { answer: answer(200, { items }), afterMs: FAST };
    });
    life.edit(the(issue));
    life.pass(HOUR);
    expect(life.calls.filter(({ sent }) => isBulk(sent)).length).toBeLessThanOrEqual(13);
    expect(the(issue).delivery()).toMatchObject({ failure: 'revision-ahead' });
  });

  it.each([null, {}, { external_id: 'x' }, { status: 200 }, 7, 'odd', []])(
    'of which one is %j settle the others',
    (odd) => {
      const youTrack = connected();
      const issues = youTrack.queueIssues(30);
      let isFirst = true;
      const life = new Life(youTrack, (sent, now) => {
        if (!isBulk(sent)) return take(sent, now, youTrack);
        const { items } = JSON.parse(receiptsFor(sent).body);
        if (isFirst) items[4] = odd;
        isFirst = false;
        return { answer: answer(200, { items }), afterMs: FAST };
      });
      life.follow(youTrack.turn(), 'DEMO', 1);
      life.pass(SECOND);
      expect(issues.filter((issue) => issue.delivery().queue === null)).toHaveLength(29);
      life.pass(MINUTE);
      expect(life.calls.filter(({ sent }) => isBulk(sent)).map(({ sent }) => itemsOf(sent).length)).toEqual([
        30, 1,
      ]);
      expect(issues.filter((issue) => issue.delivery().queue !== null)).toEqual([]);
    },
  );
});

describe('thousands of issues that are put off', () => {
  it('keep nobody waiting', () => {
    const youTrack = connected();
    const issues = youTrack.queueIssues(3_000);
    for (const issue of issues) {
      const { queue, changeToken } = issue.delivery();
      issue.record({
        sent: { batch: 'b', token: changeToken, revision: 1, at: youTrack.now - MINUTE, hash: 'h' },
        retryAt: youTrack.now + 50 * MINUTE,
        queue,
        isPutOff: true,
      });
    }
    const arrivals = new Arrivals(() => null);
    const life = new Life(youTrack, arrivals.ducalis);
    life.edit(youTrack.addIssue('DEMO-3001', { isNew: true }), { summary: 'new' });
    life.pass(5 * SECOND);
    expect([...arrivals.at.keys()]).toEqual(['DEMO-3001 new']);
  });
});

describe('a clock that ran ahead and is put right', () => {
  const AHEAD = [20 * HOUR, 3 * HOUR, 26 * HOUR, 400 * 24 * HOUR];

  it.each(AHEAD)('by %i ms keeps no edit, no round and no removal waiting', (ahead) => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 8);
    let fails = false;
    let rounds = 0;
    const removed: string[] = [];
    const arrivals = new Arrivals((sent) => {
      if (fails) return { answer: answer(500), afterMs: FAST };
      removed.push(...removedBy(sent));
      if (sent.name === 'onResultsPage') rounds += 1;
      return null;
    });
    const life = new Life(youTrack, arrivals.ducalis);
    life.pass(10 * MINUTE);
    const restrict = (issue: FakeIssue): void => {
      issue.options = { ...issue.options, isRestricted: true };
      life.edit(issue);
    };
    life.setClock(ahead);
    life.edit(the(issues[0]), { summary: 'taken while it was wrong' });
    life.pass(MINUTE);
    fails = true;
    life.edit(the(issues[1]), { summary: 'failed while it was wrong' });
    restrict(the(issues[2]));
    life.pass(4 * MINUTE);
    life.edit(the(issues[3]), { summary: 'under way' });
    life.pass(2 * SECOND);
    life.setClock(0);
    fails = false;
    const before = rounds;
    life.edit(the(issues[4]), { summary: 'after' });
    life.pass(MINUTE);
    expect(arrivals.at.has('DEMO-5 after')).toBe(true);
    life.edit(the(issues[0]), { summary: 'again' });
    life.pass(MINUTE);
    expect(arrivals.at.has('DEMO-1 again')).toBe(true);
    life.pass(8 * MINUTE);
    expect(rounds).toBeGreaterThan(before);
    expect(arrivals.at.has('DEMO-2 failed while it was wrong')).toBe(true);
    expect(arrivals.at.has('DEMO-4 under way')).toBe(true);
    expect(removed).toHaveLength(1);
  });

  it('has the team invited within a day', () => {
    const youTrack = connected();
    issuesOf(youTrack, 1);
    the(youTrack.projects.get('DEMO')).record({ invitesTeam: true, invitedAt: youTrack.now + 20 * HOUR });
    const life = new Life(youTrack, take);
    life.pass(24 * HOUR);
    expect(life.calls.some(({ sent }) => sent.name === 'onMembers')).toBe(true);
  });
});
