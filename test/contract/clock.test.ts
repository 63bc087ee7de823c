/** A clock that runs wrong for some minutes and is put right: nothing waits for a time that never should have been noted. */
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/app/stored/journal.ts';
import { connected } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { HOUR, Life, MINUTE, SECOND } from './fake/life.ts';
import { Arrivals, carries, FAST, isBulk, take } from './fake/life-ducalis.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer, page, type Sent } from './fake/youtrack.ts';

const DAY = 24 * HOUR;
const JUMPS = [20 * HOUR, -20 * HOUR, 30 * MINUTE] as const;

/** Ways in which calls fail all the time, and the issues that do not arrive for it. */
const FAULTS: readonly (readonly [name: string, isHit: (sent: Sent) => boolean, bad: readonly string[]])[] = [
  ['nothing', () => false, []],
  ['two issues', (sent) => carries('DEMO-1')(sent) || carries('DEMO-2')(sent), ['DEMO-1', 'DEMO-2']],
  ['removals', ({ request }) => request.method === 'DELETE', []],
  ['pages of results', ({ request }) => request.uri.includes('/issues?'), []],
];

describe.each(JUMPS)('a clock that is %i ms wrong for six minutes', (jump) => {
  it.each(FAULTS)(
    'keeps no edit waiting while calls for %s fail, and what fails arrives after the end',
    (_name, isHit, bad) => {
      const youTrack = connected();
      const issues = [1, 2, 3, 4, 5].map((number) => youTrack.sentIssue(`DEMO-${number}`));
      const leaving = youTrack.sentIssue('DEMO-6');
      let isOver = false;
      const arrivals = new Arrivals((sent) =>
        !isOver && isHit(sent) ? { answer: page(403), afterMs: FAST } : null,
      );
      const life = new Life(youTrack, arrivals.ducalis);
      leaving.options = { isRestricted: true };
      life.edit(leaving);
      let count = 0;
      const edit = (issue: FakeIssue): string => {
        count += 1;
        life.edit(issue, { summary: `edit ${count}` });
        return `${issue.key} edit ${count}`;
      };
      const late: string[] = [];
      const passWithEdits = (ms: number): void => {
        const [first] = issues;
        if (count === 0) for (const issue of issues) edit(issue);
        if (first !== undefined && bad.length > 0) edit(first);
        for (let passed = 0; passed < ms; passed += 30 * SECOND) {
          const text = edit(the(issues[2 + (count % 3)]));
          life.pass(30 * SECOND);
          if (!arrivals.at.has(text)) late.push(text);
        }
      };
      passWithEdits(6 * MINUTE);
      late.length = 0;
      life.putClock(jump);
      passWithEdits(6 * MINUTE);
      life.putClock(-jump);
      passWithEdits(10 * MINUTE);
      expect(late).toEqual([]);
      isOver = true;
      life.pass(70 * MINUTE);
      expect([...issues, leaving].filter((issue) => issue.delivery().queue !== null)).toEqual([]);
      expect(issues.filter((issue) => issue.delivery().failure !== null)).toEqual([]);
      expect(leaving.delivery().departures).toEqual([]);
      expect(readJournal(leaving.project).filter(({ kind }) => kind === 'suspended')).toEqual([]);
    },
  );

  it('causes no more calls than any other fault', () => {
    const youTrack = connected();
    const [bad] = [1, 2, 3].map((number) => youTrack.sentIssue(`DEMO-${number}`));
    const arrivals = new Arrivals((sent) =>
      carries('DEMO-1')(sent) ? { answer: answer(500), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    life.edit(the(bad), { summary: 'bad' });
    life.pass(20 * MINUTE);
    life.putClock(jump);
    life.pass(6 * MINUTE);
    life.putClock(-jump);
    const before = life.calls.filter(({ sent }) => isBulk(sent)).length;
    life.pass(HOUR);
    expect(life.calls.filter(({ sent }) => isBulk(sent)).length - before).toBeLessThanOrEqual(30);
  });

  it('charges no issue for an outage that comes after it', () => {
    const youTrack = connected();
    const issues = [1, 2, 3].map((number) => youTrack.sentIssue(`DEMO-${number}`));
    let isDown = true;
    const arrivals = new Arrivals((sent) =>
      isDown && isBulk(sent) ? { answer: answer(null), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    life.putClock(jump);
    life.edit(the(issues[0]), { summary: 'first' });
    life.pass(MINUTE);
    isDown = false;
    life.pass(5 * MINUTE);
    life.putClock(-jump);
    isDown = true;
    for (const issue of issues) life.edit(issue, { summary: 'second' });
    life.pass(30 * MINUTE);
    expect(issues.map((issue) => issue.delivery().attempts)).toEqual([null, null, null]);
    isDown = false;
    life.pass(70 * MINUTE);
    expect([...arrivals.at.keys()].filter((text) => text.endsWith('second'))).toHaveLength(3);
  });

  it('lets results come within ten minutes, and invitations within a day', () => {
    const person = { login: 'bob', name: 'Bob', email: 'bob@example.com' };
    const youTrack = connected({}, { team: [person] });
    const issue = youTrack.sentIssue('DEMO-1');
    the(youTrack.projects.get('DEMO')).record({ invitesTeam: true });
    let score = 0;
    const life = new Life(youTrack, (sent, now, world) => {
      if (!sent.request.uri.includes('/issues?')) return take(sent, now, world);
      const item = { ...resultOf(issue), total_score: score, updated_at: new Date(now).toISOString() };
      return { answer: answer(200, { items: score === 0 ? [] : [item], next: null }), afterMs: FAST };
    });
    life.pass(6 * MINUTE);
    life.putClock(jump);
    life.pass(6 * MINUTE);
    life.putClock(-jump);
    const asked = (): number => life.calls.filter(({ sent }) => sent.request.uri.endsWith('/members')).length;
    const before = asked();
    score = 7;
    life.pass(10 * MINUTE);
    expect(issue.results().totalScore).toBe(7);
    life.pass(DAY);
    expect(asked()).toBeGreaterThan(before);
  });
});
