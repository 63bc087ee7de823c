/** Several projects on one board: a lane in trouble is everybody's, and so is what shows that it passes. */
import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import { type ConnectedYouTrack, connected } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { HOUR, MINUTE, SECOND } from './fake/life.ts';
import { FAST, TIME_OUT } from './fake/life-ducalis.ts';
import { the } from './fake/the.ts';
import { Trouble } from './fake/trouble.ts';
import { answer, page } from './fake/youtrack.ts';

type Way = readonly [name: string, answer: HttpAnswer, afterMs: number];

const WAYS: readonly Way[] = [
  ['status 500', answer(500), FAST],
  ['page 403', page(403), FAST],
  ['reset', answer(null), FAST],
  ['time-out', answer(null), TIME_OUT],
];

const OWN = ['DEMO-1', 'DEMO-2'];
const OTHERS = ['APP-1', 'APP-2'];

/** Two projects with two issues each: all on the board, or all new. */
function twoProjects([, given, afterMs]: Way, bad: readonly string[], isNew = false) {
  const youTrack = connected();
  youTrack.connectProject('APP');
  const issues = [...OWN, ...OTHERS].map((key) =>
    isNew ? youTrack.addIssue(key, { isNew: true }) : youTrack.sentIssue(key),
  );
  return { youTrack, issues, trouble: new Trouble(youTrack, given, bad, afterMs) };
}

/** How long each good issue waits, in seconds, when those of the second project are edited so much later. */
function waits(way: Way, bad: readonly string[], seconds: number, hasThird: boolean): readonly number[] {
  const { youTrack, issues, trouble } = twoProjects(way, bad, true);
  if (hasThird) {
    youTrack.connectProject('OPS');
    youTrack.sentIssue('OPS-1');
  }
  const editedAt = new Map<string, number>();
  const edit = (keys: readonly string[]): void => {
    for (const issue of issues.filter(({ key }) => keys.includes(key))) {
      editedAt.set(issue.key, youTrack.now);
      trouble.life.edit(issue, { summary: 'new' });
    }
  };
  edit(OWN);
  trouble.life.pass(seconds * SECOND);
  edit(OTHERS);
  trouble.life.pass(10 * MINUTE);
  return [...editedAt]
    .filter(([key]) => !bad.includes(key))
    .map(([key, at]) => ((trouble.arrivals.at.get(`${key} new`) ?? Number.POSITIVE_INFINITY) - at) / SECOND);
}

const LATER = [0, 1, 2, 3, 5, 8, 15, 30, 60, 120];
const LONGEST_S = 180;

describe.each(WAYS)('new issues of two projects, some of them bad (%s)', (...way) => {
  it.each(
    [['DEMO-1'], OWN, ['DEMO-1', 'APP-1'], [...OWN, 'APP-1'], ['DEMO-1', ...OTHERS], ['DEMO-2', 'APP-2']].map(
      (bad) => [bad],
    ),
  )('wait three minutes at most while %j fail, if a third project has an issue that passes', (bad) => {
    for (const seconds of LATER) expect(Math.max(...waits(way, bad, seconds, true))).toBeLessThan(LONGEST_S);
  });

  it.each([[['DEMO-1']], [['DEMO-2']], [OWN]])(
    'wait three minutes at most while %j fail, without such a one',
    (bad) => {
      for (const seconds of LATER)
        expect(Math.max(...waits(way, bad, seconds, false))).toBeLessThan(LONGEST_S);
    },
  );
});

describe.each(WAYS)('two bad issues of one project (%s)', (...way) => {
  it('are all listed within fifteen minutes, and the rest is not', () => {
    const { issues, trouble } = twoProjects(way, ['DEMO-1', 'DEMO-2', 'APP-1']);
    for (const issue of issues) trouble.life.edit(issue, { summary: 'new' });
    trouble.life.pass(15 * MINUTE);
    const listed = issues.filter((issue) => issue.delivery().attention !== null).map(({ key }) => key);
    expect(listed).toEqual(['DEMO-1', 'DEMO-2', 'APP-1']);
  });

  it('are found out with an issue of another project, when every issue of their own is bad', () => {
    const { youTrack, issues, trouble } = twoProjects(way, ['DEMO-1', 'DEMO-2']);
    for (const issue of issues.slice(0, 2)) trouble.life.edit(issue, { summary: 'new' });
    trouble.life.pass(15 * MINUTE);
    expect(issues.slice(0, 2).map((issue) => issue.delivery().attention !== null)).toEqual([true, true]);
    trouble.life.edit(youTrack.addIssue('DEMO-3', { isNew: true }), { summary: 'new' });
    trouble.life.pass(10_000);
    expect(trouble.hasArrived('DEMO-3 new')).toBe(true);
  });
});

describe('an outage of a board with two projects', () => {
  it('is charged to no issue, and costs no more calls than with one', () => {
    const { issues, trouble } = twoProjects(
      ['status 500', answer(500), FAST],
      ['DEMO-1', 'DEMO-2', 'APP-1', 'APP-2'],
    );
    for (const issue of issues) trouble.life.edit(issue, { summary: 'new' });
    trouble.life.pass(HOUR);
    const tries = (): number =>
      trouble.life.calls.filter(({ sent }) => sent.request.method === 'POST').length;
    expect(tries()).toBeLessThanOrEqual(12);
    trouble.life.pass(HOUR);
    const before = tries();
    trouble.life.pass(2 * HOUR);
    expect(tries() - before).toBeLessThanOrEqual(4);
    expect(issues.map((issue) => issue.delivery().attention)).toEqual([null, null, null, null]);
    trouble.isOver = true;
    trouble.life.pass(70 * MINUTE);
    expect(issues.map(({ key }) => trouble.hasArrived(`${key} new`))).toEqual([true, true, true, true]);
  });
});

describe('a pair of which one is bad', () => {
  it.each(WAYS)('lets the other pass within three minutes (%s)', (...[, given, afterMs]) => {
    const youTrack = connected();
    const pair = ['DEMO-1', 'DEMO-2'].map((key) => youTrack.addIssue(key, { isNew: true }));
    const trouble = new Trouble(youTrack, given, ['DEMO-1'], afterMs);
    for (const issue of pair) trouble.life.edit(issue, { summary: 'new' });
    trouble.life.pass(3 * MINUTE);
    expect(trouble.hasArrived('DEMO-2 new')).toBe(true);
    expect(the(pair[1]).delivery()).toMatchObject({ queue: null, failure: null });
  });
});

/** Something else has passed on its board, so that the bad issue is known as one. */
function expectFound(youTrack: ConnectedYouTrack, bad: FakeIssue): void {
  const trouble = new Trouble(youTrack, answer(500), [bad.key]);
  trouble.life.edit(bad, { summary: 'new' });
  trouble.life.pass(15 * MINUTE);
  expect(bad.delivery().attention).not.toBeNull();
}

describe('an issue that shows that others pass', () => {
  it('is found behind many that are on no board', () => {
    const youTrack = connected();
    for (let number = 1; number <= 120; number += 1) {
      youTrack.addIssue(`DEMO-${number}`, { isRestricted: true });
    }
    const bad = youTrack.sentIssue('DEMO-121');
    youTrack.sentIssue('DEMO-122');
    expectFound(youTrack, bad);
  });

  it('is found behind projects that have none', () => {
    const youTrack = connected();
    for (const key of ['PA', 'PB', 'PC', 'PD', 'PE', 'PF', 'PG']) youTrack.connectProject(key);
    youTrack.connectProject('OPS');
    const bad = youTrack.sentIssue('DEMO-1');
    youTrack.sentIssue('OPS-1');
    expectFound(youTrack, bad);
  });
});
