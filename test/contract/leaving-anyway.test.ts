/** An issue that belongs nowhere leaves the board it is on, whatever becomes of the board its project is put on. */
import { describe, expect, it } from 'vitest';
import { BOARD, connected, OTHER_BOARD, removedBy } from './fake/connected.ts';
import { HOUR, Life, MINUTE, SECOND } from './fake/life.ts';
import { Arrivals, FAST, isBulk, isOn } from './fake/life-ducalis.ts';
import { the } from './fake/the.ts';
import { issuesOf } from './fake/trouble.ts';
import { answer, page, type Sent } from './fake/youtrack.ts';

const isQuestion = (sent: Sent): boolean => isOn(OTHER_BOARD)(sent) && sent.request.method === 'GET';

const WAYS = [
  ['is closed', isOn(OTHER_BOARD), answer(403)],
  ['has a listing that is answered 500', isQuestion, answer(500)],
  ['has a listing that a proxy keeps', isQuestion, page(403)],
  ['is down', isOn(OTHER_BOARD), answer(500)],
] as const;

/** Its project is put on another board, of which such calls fail. */
function putOnOther(fails: (sent: Sent) => boolean, given: ReturnType<typeof answer>, count = 3) {
  const youTrack = connected();
  const issues = issuesOf(youTrack, count);
  const trouble = { isOver: false };
  const arrivals = new Arrivals((sent) =>
    !trouble.isOver && fails(sent) ? { answer: given, afterMs: FAST } : null,
  );
  const life = new Life(youTrack, arrivals.ducalis);
  life.pass(MINUTE);
  youTrack.putOn('DEMO', OTHER_BOARD);
  life.follow(youTrack.turn(), 'DEMO', 1);
  life.pass(10 * MINUTE);
  const removals = (): readonly string[] =>
    life.calls.filter(({ sent }) => isOn(BOARD)(sent)).flatMap(({ sent }) => removedBy(sent));
  return { youTrack, issues, life, trouble, arrivals, removals };
}

describe.each(WAYS)('a new board that %s', (_name, fails, given) => {
  it('does not keep a restricted issue on the old one', () => {
    const { issues, life, removals } = putOnOther(fails, given);
    const [, restricted] = issues;
    const ids = issues.map((issue) => issue.delivery().externalId ?? '');
    the(restricted).options = { ...the(restricted).options, isRestricted: true };
    life.edit(the(restricted));
    life.pass(MINUTE);
    expect(removals()).toEqual([ids[1]]);
    expect(the(restricted).delivery().departures).toEqual([]);
  });

  it('takes no other issue off the old one before it can be sent to the new one', () => {
    const { issues, life, trouble, arrivals, removals } = putOnOther(fails, given);
    life.edit(the(issues[0]), { summary: 'changed' });
    life.pass(3 * HOUR);
    expect(removals()).toEqual([]);
    trouble.isOver = true;
    life.pass(70 * MINUTE);
    expect(arrivals.at.has('DEMO-1 changed')).toBe(true);
    expect(removals()).toHaveLength(3);
  });

  it('is asked as seldom as without any', () => {
    const { issues, life } = putOnOther(fails, given);
    the(issues[0]).options = { ...the(issues[0]).options, isRestricted: true };
    life.edit(the(issues[0]));
    life.pass(2 * HOUR);
    const before = life.calls.filter(({ sent }) => isBulk(sent) || isOn(OTHER_BOARD)(sent)).length;
    life.pass(HOUR);
    const asked = life.calls.filter(({ sent }) => isBulk(sent) || isOn(OTHER_BOARD)(sent)).length - before;
    expect(asked).toBeLessThanOrEqual(13);
    life.pass(SECOND);
  });
});

const closed = (sent: Sent) => isOn(OTHER_BOARD)(sent);

describe('while the new board is closed', () => {
  it.each([answer(403), answer(500)])('(%j) a deleted issue leaves the old one at once', (given) => {
    const { youTrack, issues, life, removals } = putOnOther(closed, given);
    const scheduled = youTrack.delete(the(issues[1]));
    life.follow({ scheduled, sent: null }, 'DEMO');
    life.pass(MINUTE);
    expect(removals()).toHaveLength(1);
  });

  it.each([150, 350])('a restricted issue leaves the old one although %i are queued before it', (count) => {
    const { issues, life, removals } = putOnOther(closed, answer(403), count);
    for (const issue of issues) life.edit(issue, { summary: 'queued' });
    life.pass(10 * MINUTE);
    const last = the(issues[count - 1]);
    last.options = { ...last.options, isRestricted: true };
    life.edit(last);
    life.pass(MINUTE);
    expect(removals()).toHaveLength(1);
  });
});

describe('a dead board that many issues are to leave', () => {
  it.each([50, 150])('(%i) keeps no restricted issue on another board', (count) => {
    const { youTrack, life, trouble } = putOnOther(isOn(BOARD), answer(500), count);
    expect(trouble.isOver).toBe(false);
    const issue = youTrack.addIssue(`DEMO-${count + 1}`, { isNew: true });
    life.edit(issue, { summary: 'new' });
    life.pass(MINUTE);
    issue.options = { ...issue.options, isRestricted: true };
    life.edit(issue);
    life.pass(10 * MINUTE);
    const removed = life.calls.filter(
      ({ sent }) => sent.request.method === 'DELETE' && isOn(OTHER_BOARD)(sent),
    );
    expect(removed).toHaveLength(1);
  });
});
