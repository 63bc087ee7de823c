/** An issue that moves to another project while something of it is under way. */
import { describe, expect, it } from 'vitest';
import { connected, OTHER_BOARD } from './fake/connected.ts';
import { HOUR, Life, MINUTE, SECOND } from './fake/life.ts';
import { Arrivals, carries, TIME_OUT } from './fake/life-ducalis.ts';
import { the } from './fake/the.ts';
import { issuesOf, Trouble } from './fake/trouble.ts';
import { answer } from './fake/youtrack.ts';

const EVERY_PHASE_OF_A_ROUND = Array.from({ length: 15 }, (_, at) => at * 20 * SECOND);

/** @returns how long the new board waits for the issue, in milliseconds. */
function delayOf(board: string, beforeMs: number, { takesMs }: { readonly takesMs: number | null }): number {
  const youTrack = connected();
  youTrack.connectProject('OPS', { board: { id: board, name: 'Board', emoji: null } });
  youTrack.sentIssue('OPS-1');
  const [, moved] = issuesOf(youTrack, 3);
  const arrivals = new Arrivals((sent) =>
    takesMs === null && carries('DEMO-2')(sent) ? { answer: answer(null), afterMs: TIME_OUT } : null,
  );
  const life = new Life(youTrack, (sent, now, here) => {
    const reply = arrivals.ducalis(sent, now, here);
    return { ...reply, afterMs: takesMs ?? reply.afterMs };
  });
  life.pass(beforeMs);
  life.edit(the(moved), { summary: 'first' });
  life.pass(2.5 * SECOND);
  const at = youTrack.now;
  the(moved).move('OPS-9');
  life.edit(the(moved), { summary: 'moved' });
  life.pass(10 * MINUTE);
  return (arrivals.at.get('OPS-9 moved') ?? Number.POSITIVE_INFINITY) - at;
}

describe.each([
  ['another board', OTHER_BOARD],
  ['the same board', '1'],
])('a move to %s during a call', (_name, board) => {
  it('is sent soon after the answer, whenever the next round is', () => {
    for (const before of EVERY_PHASE_OF_A_ROUND) {
      expect(delayOf(board, before, { takesMs: 3 * SECOND })).toBeLessThanOrEqual(15 * SECOND);
    }
  });

  it('is sent soon after a call that timed out', () => {
    for (const before of EVERY_PHASE_OF_A_ROUND) {
      expect(delayOf(board, before, { takesMs: null })).toBeLessThanOrEqual(30 * SECOND);
    }
  });
});

describe('an issue that is put off, and moves to a project without a board', () => {
  it.each([answer(500), answer(null)])('(%j) is taken off its board within two rounds', (given) => {
    const youTrack = connected();
    youTrack.addProject('MISC');
    const [bad] = issuesOf(youTrack, 3);
    const trouble = new Trouble(youTrack, given, ['DEMO-1']);
    trouble.life.edit(the(bad), { summary: 'bad' });
    trouble.life.pass(HOUR);
    expect(the(bad).delivery().isPutOff).toBe(true);
    the(bad).move('MISC-1');
    trouble.life.pass(11 * MINUTE);
    const removals = trouble.life.calls.filter(({ sent }) => sent.request.method === 'DELETE');
    expect(removals).toHaveLength(1);
  });
});
