/** Ducalis does not let an issue be taken off a board, for good. */
import { describe, expect, it } from 'vitest';
import { healthOf } from '../../src/app/views/health.ts';
import { connected, removedBy } from './fake/connected.ts';
import { HOUR, Life, MINUTE } from './fake/life.ts';
import { Arrivals, FAST, listingOf } from './fake/life-ducalis.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { issuesOf } from './fake/trouble.ts';
import { answer, type FakeYouTrack, page } from './fake/youtrack.ts';

const WAYS = [
  answer(422),
  answer(409),
  answer(200, { id: 1, url: 'u', revision: 5 }),
  answer(500),
  page(403),
];

const told = (youTrack: FakeYouTrack) =>
  healthOf(youTrack.execution()).projects.flatMap(({ notices }) => notices.map(({ kind }) => kind));

describe.each(WAYS)('deleted issues whose removal is answered with %j', (given) => {
  it('are tried less and less often, and Health tells of them', () => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 10);
    const gone = issues.slice(0, 8).map((issue) => resultOf(issue, { key: issue.key, revision: 5 }));
    const arrivals = new Arrivals((sent) => {
      const { method, uri } = sent.request;
      if (method === 'DELETE') return { answer: given, afterMs: FAST };
      if (!uri.includes('/issues?') || uri.includes('cursor=')) return null;
      const items = [...gone, ...listingOf(youTrack, '1')];
      return { answer: answer(200, { items, next: 'the-end' }), afterMs: FAST };
    });
    const life = new Life(youTrack, arrivals.ducalis);
    for (const issue of issues.slice(0, 8)) {
      const scheduled = youTrack.delete(issue);
      if (scheduled !== null) life.follow({ scheduled, sent: null }, 'DEMO');
    }
    const removals = () => life.calls.filter(({ sent }) => sent.request.method === 'DELETE').length;
    life.pass(3 * HOUR);
    expect(told(youTrack)).toContain('orphan-not-removed');
    const before = removals();
    life.pass(3 * HOUR);
    expect(removals() - before).toBeLessThanOrEqual(18);
  });
});

describe.each(WAYS)('a restricted issue whose removal is answered with %j', (given) => {
  it('is told in Health within 15 minutes, until it is off the board', () => {
    const youTrack = connected();
    const [issue] = issuesOf(youTrack, 2);
    let isOver = false;
    const arrivals = new Arrivals((sent) =>
      removedBy(sent).length > 0 && !isOver ? { answer: given, afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    the(issue).options = { ...the(issue).options, isRestricted: true };
    life.edit(the(issue));
    life.pass(15 * MINUTE);
    expect(told(youTrack)).toEqual(['orphan-not-removed']);
    isOver = true;
    life.pass(70 * MINUTE);
    expect(the(issue).delivery().departures).toEqual([]);
    expect(told(youTrack)).toEqual([]);
  });

  it('leaves by the other kind of call where only one is stopped', () => {
    const youTrack = connected();
    const [issue] = issuesOf(youTrack, 2);
    const arrivals = new Arrivals((sent) =>
      sent.request.method === 'DELETE' ? { answer: given, afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    the(issue).options = { ...the(issue).options, isRestricted: true };
    life.edit(the(issue));
    life.pass(5 * MINUTE);
    expect(the(issue).delivery().departures).toEqual([]);
  });
});

// What fails in another way makes the lane wait, and Health tells of that.
describe.each(WAYS.slice(0, 3))('a restricted issue whose removal is refused with %j', (given) => {
  it('is told no more when it belongs on the board again, and as long as another is stuck', () => {
    const youTrack = connected();
    const [one, other] = issuesOf(youTrack, 3);
    const arrivals = new Arrivals((sent) =>
      removedBy(sent).length > 0 ? { answer: given, afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    for (const issue of [the(one), the(other)]) {
      issue.options = { ...issue.options, isRestricted: true };
      life.edit(issue);
    }
    life.pass(30 * MINUTE);
    for (const [issue, kinds] of [
      [the(one), ['orphan-not-removed']],
      [the(other), []],
    ] as const) {
      issue.options = { ...issue.options, isRestricted: false };
      life.edit(issue, { summary: 'back' });
      life.pass(10 * MINUTE);
      expect(told(youTrack)).toEqual(kinds);
    }
  });
});
