/** Ducalis answers some calls as if the board were closed or missing, while others show that it is open. */
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/app/stored/journal.ts';
import { healthOf } from '../../src/app/views/health.ts';
import { BOARD, connected } from './fake/connected.ts';
import { HOUR, Life, MINUTE, SECOND } from './fake/life.ts';
import { Arrivals, carries, FAST, isOn } from './fake/life-ducalis.ts';
import { the } from './fake/the.ts';
import { issuesOf, Trouble } from './fake/trouble.ts';
import { answer, type FakeYouTrack, type Sent } from './fake/youtrack.ts';

const suspensions = (youTrack: FakeYouTrack): number =>
  readJournal(the(youTrack.projects.get('DEMO'))).filter(({ kind }) => kind === 'suspended').length;

describe.each([403, 404, 410])('an issue whose calls Ducalis answers with %i for good', (status) => {
  it('stops no other, and is listed', () => {
    const youTrack = connected();
    const issues = issuesOf(youTrack, 20);
    const trouble = new Trouble(youTrack, answer(status), ['DEMO-3']);
    for (const issue of issues) trouble.life.edit(issue, { summary: 'new' });
    trouble.life.pass(3 * MINUTE);
    const missing = issues.filter(({ key }) => !trouble.hasArrived(`${key} new`)).map(({ key }) => key);
    expect(missing).toEqual(['DEMO-3']);
    trouble.life.pass(12 * MINUTE);
    const listed = issues.filter((issue) => issue.delivery().attention !== null).map(({ key }) => key);
    expect(listed).toEqual(['DEMO-3']);
    expect(suspensions(youTrack)).toBe(0);
  });

  it('holds up no first import', () => {
    const youTrack = connected();
    for (let number = 1; number <= 300; number += 1) youTrack.addIssue(`DEMO-${number}`);
    const arrivals = new Arrivals((sent) =>
      carries('DEMO-3')(sent) ? { answer: answer(status), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    youTrack.startImport('DEMO');
    life.follow(youTrack.turn(), 'DEMO', 1);
    life.pass(15 * MINUTE);
    expect(arrivals.at.size).toBe(299);
  });
});

const KINDS: readonly (readonly [string, (sent: Sent) => boolean])[] = [
  ['removals', ({ request }) => request.method === 'DELETE'],
  ['pages of results', ({ request }) => request.method === 'GET' && request.uri.includes('/issues?')],
  ['questions for members', ({ request }) => request.uri.endsWith('/members')],
];

describe.each([403, 410])('calls of one kind that Ducalis answers with %i for good', (status) => {
  it.each(KINDS)('(%s) delay no edit, and suspend nothing', (_name, isIt) => {
    const youTrack = connected();
    the(youTrack.projects.get('DEMO')).record({ invitesTeam: true });
    const [leaves, stays] = issuesOf(youTrack, 2);
    const arrivals = new Arrivals((sent) => (isIt(sent) ? { answer: answer(status), afterMs: FAST } : null));
    const life = new Life(youTrack, arrivals.ducalis);
    the(leaves).options = { ...the(leaves).options, isRestricted: true };
    life.edit(the(leaves));
    for (let minute = 0; minute < 120; minute += 1) {
      const editedAt = youTrack.now;
      life.edit(the(stays), { summary: `edit ${minute}` });
      life.pass(MINUTE);
      const arrivedAt = arrivals.at.get(`DEMO-2 edit ${minute}`) ?? Number.POSITIVE_INFINITY;
      expect(arrivedAt - editedAt).toBeLessThan(5 * SECOND);
    }
    expect(suspensions(youTrack)).toBe(0);
  });
});

describe.each([403, 410])('a board whose every call is answered with %i', (status) => {
  it('is closed: its project waits, is asked about once a round, and goes on by itself', () => {
    const youTrack = connected();
    const [issue] = issuesOf(youTrack, 1);
    let isClosed = true;
    const arrivals = new Arrivals((sent) =>
      isClosed && sent.request.uri.startsWith('/boards/') ? { answer: answer(status), afterMs: FAST } : null,
    );
    const life = new Life(youTrack, arrivals.ducalis);
    life.edit(the(issue), { summary: 'new' });
    life.pass(10 * SECOND);
    expect(the(youTrack.projects.get('DEMO')).facts().suspendedReason).not.toBeNull();
    // That the project is paused says it all: no lane is told besides.
    expect(healthOf(youTrack.execution()).lanes).toEqual([]);
    const before = life.calls.length;
    life.pass(HOUR);
    expect(life.calls.length - before).toBeLessThanOrEqual(13);
    expect(suspensions(youTrack)).toBe(1);
    isClosed = false;
    life.pass(5 * MINUTE);
    expect(arrivals.at.has('DEMO-1 new')).toBe(true);
  });
});

describe.each([403, 410, 404])(
  'a board that answers %i for good, with issues that are to leave it',
  (status) => {
    it.each([1, 30, 100])('is not called more often the more there are (%i)', (count) => {
      const youTrack = connected();
      const issues = issuesOf(youTrack, count + 1);
      const arrivals = new Arrivals((sent) =>
        isOn(BOARD)(sent) ? { answer: answer(status), afterMs: FAST } : null,
      );
      const life = new Life(youTrack, arrivals.ducalis);
      for (const issue of issues.slice(0, count)) {
        issue.options = { ...issue.options, isRestricted: true };
        life.edit(issue);
      }
      life.pass(3 * HOUR);
      const before = life.calls.length;
      life.pass(HOUR);
      expect(life.calls.length - before).toBeLessThanOrEqual(status === 404 ? 40 : 16);
    });
  },
);
