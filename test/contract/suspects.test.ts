/** Issues under suspicion: what becomes of them, and of the others, in corners that last. */
import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import { connected, itemsOf, OTHER_BOARD } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { laneOf, waitOf } from './fake/lanes.ts';
import { HOUR, Life, MINUTE, SECOND } from './fake/life.ts';
import { Arrivals, carries, FAST, isBulk, TIME_OUT } from './fake/life-ducalis.ts';
import { the } from './fake/the.ts';
import { issuesOf, Trouble } from './fake/trouble.ts';
import { answer, page } from './fake/youtrack.ts';

const isListed = (issue: FakeIssue): boolean => issue.delivery().attention !== null;

/** Two issues, of which the second fails whenever it is sent, for ten minutes now. */
function failingAlone(given: HttpAnswer) {
  const youTrack = connected();
  const [good, bad] = issuesOf(youTrack, 2);
  const trouble = new Trouble(youTrack, given, ['DEMO-2']);
  trouble.life.edit(the(bad), { summary: 'bad' });
  trouble.life.pass(10 * MINUTE);
  return { youTrack, good: the(good), bad: the(bad), trouble };
}

describe('an issue that fails alone, when nothing is left that could show that others pass', () => {
  it.each([answer(500), page(403), answer(null)])(
    '(%j) is still tried, seldom, and arrives after the end',
    (given) => {
      const { youTrack, good, bad, trouble } = failingAlone(given);
      expect(isListed(bad)).toBe(true);
      youTrack.delete(good);
      trouble.life.pass(3 * HOUR);
      const before = trouble.callsWith('DEMO-2');
      trouble.life.pass(10 * HOUR);
      expect(trouble.callsWith('DEMO-2') - before).toBeGreaterThanOrEqual(9);
      expect(trouble.callsWith('DEMO-2') - before).toBeLessThanOrEqual(20);
      trouble.isOver = true;
      trouble.life.pass(70 * MINUTE);
      expect(trouble.hasArrived('DEMO-2 bad')).toBe(true);
      expect(bad.delivery()).toMatchObject({ queue: null, failure: null, attention: null });
    },
  );

  it('does not keep a new one waiting, which shows that others pass', () => {
    const { youTrack, good, trouble } = failingAlone(answer(500));
    youTrack.delete(good);
    trouble.life.pass(5 * HOUR);
    trouble.life.edit(youTrack.addIssue('DEMO-3', { isNew: true }), { summary: 'new' });
    trouble.life.pass(5 * SECOND);
    expect(trouble.hasArrived('DEMO-3 new')).toBe(true);
  });

  it('is charged nothing more: whose fault it is now is not known', () => {
    const { youTrack, good, bad, trouble } = failingAlone(answer(500));
    youTrack.delete(good);
    const { attempts } = bad.delivery();
    trouble.life.pass(5 * HOUR);
    expect(bad.delivery().attempts).toBeLessThanOrEqual((attempts ?? 0) + 1);
    expect(laneOf(youTrack, 'upserts').failures).toBeGreaterThan(2);
  });
});

describe('an issue that fails alone', () => {
  it('is tried seldom too when its calls pass and its receipts do not', () => {
    const youTrack = connected();
    const [, bad] = issuesOf(youTrack, 2);
    let hasReceipts = false;
    const arrivals = new Arrivals((sent) => {
      if (!carries('DEMO-2')(sent)) return null;
      if (!hasReceipts) return { answer: answer(500), afterMs: FAST };
      const items = itemsOf(sent).map(({ external_id, key, revision }) => ({
        external_id,
        revision,
        status: key === 'DEMO-2' ? 500 : 200,
      }));
      return { answer: answer(200, { items }), afterMs: FAST };
    });
    const life = new Life(youTrack, arrivals.ducalis);
    life.edit(the(bad), { summary: 'bad' });
    life.pass(20 * MINUTE);
    expect(isListed(the(bad))).toBe(true);
    hasReceipts = true;
    life.pass(3 * HOUR);
    const before = life.calls.filter(({ sent }) => carries('DEMO-2')(sent)).length;
    life.pass(10 * HOUR);
    const tries = life.calls.filter(({ sent }) => carries('DEMO-2')(sent)).length - before;
    expect(tries).toBeLessThanOrEqual(20);
    expect(tries).toBeGreaterThanOrEqual(9);
  });

  it('is tried at once when another that failed alone has passed', () => {
    const youTrack = connected();
    const [one, other] = issuesOf(youTrack, 5);
    const trouble = new Trouble(youTrack, page(403), ['DEMO-1', 'DEMO-2']);
    for (const issue of [one, other]) trouble.life.edit(the(issue), { summary: 'bad' });
    trouble.life.pass(5 * HOUR);
    expect([one, other].map((issue) => isListed(the(issue)))).toEqual([true, true]);
    trouble.isOver = true;
    trouble.life.pass(70 * MINUTE);
    const [first = 0, second = Number.POSITIVE_INFINITY] = ['DEMO-1 bad', 'DEMO-2 bad']
      .map((text) => trouble.arrivals.at.get(text) ?? Number.POSITIVE_INFINITY)
      .sort((a, b) => a - b);
    expect(second - first).toBeLessThan(2 * MINUTE);
  });

  it.each([4, 30])('is tried, and not only the others, when YouTrack comes back after %i hours', (hours) => {
    const { good, bad, trouble } = failingAlone(answer(500));
    const before = trouble.callsWith('DEMO-2');
    trouble.life.putClock(hours * HOUR);
    const calls = trouble.life.calls.length;
    trouble.life.pass(30 * MINUTE);
    expect(trouble.callsWith('DEMO-2') - before).toBeGreaterThanOrEqual(1);
    expect(trouble.life.calls.slice(calls).filter(({ sent }) => isBulk(sent)).length).toBeLessThanOrEqual(6);
    trouble.isOver = true;
    trouble.life.pass(70 * MINUTE);
    expect(trouble.hasArrived('DEMO-2 bad')).toBe(true);
    expect([good, bad].map((issue) => issue.delivery().queue)).toEqual([null, null]);
  });

  it('is not listed for an outage that comes while it is under suspicion', () => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 6);
    let isDown = false;
    const arrivals = new Arrivals((sent) =>
      (isDown && isBulk(sent)) || carries('DEMO-1')(sent) ? { answer: answer(null), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    life.edit(the(issues[0]), { summary: 'bad' });
    life.pass(20 * MINUTE);
    isDown = true;
    for (const issue of issues.slice(1)) {
      life.edit(issue, { summary: 'waits' });
      life.pass(7 * MINUTE);
    }
    expect(issues.filter(isListed).map(({ key }) => key)).toEqual(['DEMO-1']);
    isDown = false;
    life.pass(70 * MINUTE);
    expect([...arrivals.at.keys()].filter((text) => text.endsWith('waits'))).toHaveLength(5);
  });
});

describe('an issue that is changed while its lane is in trouble because of it', () => {
  it.each([0, 20, 60, 85])('takes no new one with it (%i s after the first failure)', (seconds) => {
    const youTrack = connected();
    const bad = youTrack.addIssue('DEMO-1', { isNew: true });
    const trouble = new Trouble(youTrack, answer(null), ['DEMO-1']);
    trouble.life.edit(bad, { summary: 'first' });
    trouble.life.pass(SECOND);
    trouble.life.edit(bad, { summary: 'second' });
    trouble.life.pass((seconds + 2) * SECOND);
    trouble.life.edit(bad, { summary: 'third' });
    trouble.life.edit(youTrack.addIssue('DEMO-2', { isNew: true }), { summary: 'new' });
    const before = youTrack.now;
    trouble.life.pass(10 * MINUTE);
    expect((trouble.arrivals.at.get('DEMO-2 new') ?? Number.POSITIVE_INFINITY) - before).toBeLessThan(
      5 * SECOND,
    );
  });
});

describe('several bad issues among many', () => {
  it.each([
    ['one', 1, 90 * SECOND, 4 * MINUTE, 15 * MINUTE],
    ['two', 2, 4 * MINUTE, 6 * MINUTE, 15 * MINUTE],
    ['five', 5, 6 * MINUTE, 10 * MINUTE, 15 * MINUTE],
    ['ten', 10, 6 * MINUTE, 12 * MINUTE, 25 * MINUTE],
  ])('(%s) are all listed, and the others arrive: most of them soon', (_name, count, half, all, listed) => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 100);
    const bad = issues.filter((_, at) => at % (100 / count) === 3 % (100 / count)).map(({ key }) => key);
    const trouble = new Trouble(youTrack, answer(500), bad);
    for (const issue of issues) trouble.life.edit(issue, { summary: 'new' });
    trouble.life.pass(half);
    expect(trouble.arrivals.at.size).toBeGreaterThanOrEqual((100 - count) / 2);
    trouble.life.pass(all - half);
    expect(trouble.arrivals.at.size).toBeGreaterThanOrEqual(100 - count);
    const missing = issues.filter(({ key }) => !bad.includes(key) && !trouble.hasArrived(`${key} new`));
    expect(missing).toEqual([]);
    trouble.life.pass(listed - all);
    expect(issues.filter(isListed).map(({ key }) => key)).toEqual(bad);
    trouble.isOver = true;
    trouble.life.pass(70 * MINUTE);
    expect(issues.filter((issue) => issue.delivery().queue !== null)).toEqual([]);
  });
});

describe('issues that are put off', () => {
  it('are found when their time comes, although hundreds that wait are before them and the lane has recovered', () => {
    const youTrack = connected();
    const issues = youTrack.queueIssues(400);
    let isDown = true;
    const arrivals = new Arrivals((sent) =>
      isDown && isBulk(sent) ? { answer: answer(500), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    life.follow(youTrack.turn(), 'DEMO', 1);
    life.pass(5 * SECOND);
    isDown = false;
    life.pass(10 * MINUTE);
    expect(laneOf(youTrack, 'upserts').recoveredAt).not.toBeNull();
    for (const [at, issue] of issues.entries()) {
      issue.options = { summary: 'again' };
      youTrack.mark(issue);
      const { changeToken: token } = issue.delivery();
      issue.record({
        sent: { batch: 'b', token, revision: youTrack.now * 1_000, at: youTrack.now, hash: 'h' },
        retryAt: youTrack.now + (at === 399 ? 20 * SECOND : 50 * MINUTE),
        queue: issue.project.facts().queueId,
        isPutOff: true,
      });
    }
    life.pass(6 * MINUTE);
    expect([...arrivals.at.keys()].filter((text) => text.endsWith('again'))).toEqual(['DEMO-400 again']);
  });
});

describe('edits while a suspect is tried whose calls time out', () => {
  it('wait for none of its calls', () => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 4);
    const trouble = new Trouble(youTrack, answer(null), ['DEMO-1'], TIME_OUT);
    trouble.life.edit(the(issues[0]), { summary: 'bad' });
    trouble.life.pass(5 * MINUTE);
    const late: string[] = [];
    for (let times = 0; times < 400; times += 1) {
      const issue = the(issues[1 + (times % 3)]);
      const edited = youTrack.now;
      trouble.life.edit(issue, { summary: `edit ${times}` });
      trouble.life.pass(3 * SECOND);
      trouble.life.at(9 * SECOND, () => {
        const arrived = trouble.arrivals.at.get(`${issue.key} edit ${times}`) ?? Number.POSITIVE_INFINITY;
        if (arrived - edited > 5 * SECOND) late.push(`edit ${times}: ${arrived - edited}`);
      });
    }
    trouble.life.pass(MINUTE);
    expect(late).toEqual([]);
    expect(waitOf(youTrack, 'upserts')).toBe(0);
  });
});

describe('an issue that has failed on a board and is put on another', () => {
  it('goes there at once, although another issue fails on that board', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const other = { board: { id: OTHER_BOARD, name: 'Other', emoji: null } };
    youTrack.connectProject('OPS', other);
    const bad = youTrack.addIssue('OPS-1', { isNew: true });
    const trouble = new Trouble(youTrack, answer(500), ['OPS-1']);
    const ofBoard = trouble.arrivals;
    let isBoardDown = true;
    const life = new Life(youTrack, (sent, now, self) =>
      isBoardDown && isBulk(sent) && carries('DEMO-1')(sent)
        ? { answer: answer(null), afterMs: FAST }
        : ofBoard.ducalis(sent, now, self),
    );
    life.edit(bad, { summary: 'bad' });
    life.pass(40 * MINUTE);
    life.edit(issue, { summary: 'fails' });
    life.pass(4 * SECOND);
    isBoardDown = false;
    youTrack.connectProject('DEMO', other);
    life.edit(issue, { summary: 'moved' });
    life.pass(5 * SECOND);
    expect(trouble.hasArrived('DEMO-1 moved')).toBe(true);
  });
});
