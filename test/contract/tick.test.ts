/** What a minute finds to do for a project: a round, or a chain that YouTrack has ended. */
import { describe, expect, it } from 'vitest';
import { takeIssuesOffBoard } from '../../src/app/connecting/board.ts';
import { isRoundDue, isTickDue, tick } from '../../src/app/round/tick.ts';
import { LAST_HOP } from '../../src/domain/chain-mark.ts';
import { BOARD, type ConnectedYouTrack, connected, keysOf, receiptsFor } from './fake/connected.ts';
import { letWait } from './fake/lanes.ts';
import { HOUR, Life, MINUTE, SECOND } from './fake/life.ts';
import { take } from './fake/life-ducalis.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

interface Resting {
  readonly youTrack: ConnectedYouTrack;
  readonly project: FakeProject;
}

/** A project whose last round has just been. */
function resting(): Resting {
  const youTrack = connected();
  youTrack.sentIssue('DEMO-1');
  const project = the(youTrack.projects.get('DEMO'));
  project.record({ sweptAt: youTrack.now });
  return { youTrack, project };
}

describe('a minute', () => {
  it('has nothing to do for a project that is at rest', () => {
    const { youTrack, project } = resting();
    expect(isTickDue(youTrack.now, project)).toBe(false);
    expect(isTickDue(youTrack.now + 4 * MINUTE, project)).toBe(false);
  });

  it('begins the round when that is due', () => {
    const { youTrack, project } = resting();
    youTrack.now += 4 * MINUTE + 1;
    expect(isTickDue(youTrack.now, project)).toBe(true);
    tick(youTrack.execution(), project);
    expect(the(youTrack.take().scheduled).name).toBe('onRoundDue');
    expect(project.facts().sweptAt).toBe(youTrack.now);
  });

  it.each([
    ['now', 0],
    ['a while ago', -HOUR],
    ['never, as far as the clock can be right', HOUR + 1],
  ])('goes on where a chain has ended that was to go on: %s', (_when, ms) => {
    const { youTrack, project } = resting();
    youTrack.queuedIssue('DEMO-2');
    project.record({ resumesAt: youTrack.now + ms });
    expect(isTickDue(youTrack.now, project)).toBe(true);
    tick(youTrack.execution(), project);
    const scheduled = the(youTrack.take().scheduled);
    expect(scheduled).toMatchObject({ name: 'onTurnDue', project: 'DEMO' });
    expect(scheduled.delayMs).toBeLessThanOrEqual(2 * SECOND);
    expect(project.facts()).toMatchObject({ resumesAt: null, sweptAt: youTrack.now });
    expect(keysOf(the(youTrack.run(scheduled).sent))).toEqual(['DEMO-2']);
  });

  it.each([1, MINUTE, HOUR])('does not go on before the time of that chain, in %i ms', (ms) => {
    const { youTrack, project } = resting();
    const resumesAt = youTrack.now + ms;
    project.record({ resumesAt });
    expect(isTickDue(youTrack.now, project)).toBe(false);
    expect(isRoundDue(youTrack.now, project)).toBe(false);
    expect(project.facts().resumesAt).toBe(resumesAt);
  });

  it('does not go on in a project without a board', () => {
    const { youTrack, project } = resting();
    project.record({ resumesAt: youTrack.now });
    project.become({ connected: null });
    expect(isTickDue(youTrack.now, project)).toBe(false);
  });

  it('begins a round first; the next minute goes on with the chain', () => {
    const { youTrack, project } = resting();
    project.record({ resumesAt: youTrack.now, sweptAt: youTrack.now - HOUR });
    tick(youTrack.execution(), project);
    expect(the(youTrack.take().scheduled).name).toBe('onRoundDue');
    youTrack.now += MINUTE;
    expect(isTickDue(youTrack.now, project)).toBe(true);
    tick(youTrack.execution(), project);
    expect(the(youTrack.take().scheduled).name).toBe('onTurnDue');
    expect(isTickDue(youTrack.now, project)).toBe(false);
  });
});

describe('a round whose last one was in the future', () => {
  it.each([1, HOUR, 20 * HOUR])('(%i ms ahead) is due: the clock was wrong', (ms) => {
    const { youTrack, project } = resting();
    project.record({ sweptAt: youTrack.now + ms });
    expect(isRoundDue(youTrack.now, project)).toBe(true);
    tick(youTrack.execution(), project);
    expect(the(youTrack.take().scheduled).name).toBe('onRoundDue');
    expect(project.facts().sweptAt).toBe(youTrack.now);
    expect(isTickDue(youTrack.now + MINUTE, project)).toBe(false);
  });
});

describe('a chain that YouTrack ends', () => {
  it('leaves word when it has more to send', () => {
    const { youTrack, project } = resting();
    for (let number = 2; number <= 250; number += 1) youTrack.queuedIssue(`DEMO-${number}`);
    const sent = the(youTrack.turn('DEMO', LAST_HOP - 1).sent);
    expect(youTrack.answer(sent, receiptsFor(sent), { hop: LAST_HOP })).toEqual({
      scheduled: null,
      sent: null,
    });
    expect(project.facts().resumesAt).toBe(youTrack.now);
  });

  it('leaves word until when a lane waits', () => {
    const { youTrack, project } = resting();
    youTrack.queuedIssue('DEMO-2');
    letWait(youTrack, 'upserts', 30 * SECOND, { board: BOARD });
    expect(youTrack.turn('DEMO', LAST_HOP - 1)).toEqual({ scheduled: null, sent: null });
    expect(project.facts().resumesAt).toBe(youTrack.now + 30 * SECOND);
  });

  it('sends a long queue within minutes, without a round', () => {
    const { youTrack, project } = resting();
    for (let number = 2; number <= 2_500; number += 1) youTrack.queuedIssue(`DEMO-${number}`);
    const life = new Life(youTrack, (sent) => {
      const isBulk = sent.request.method === 'POST';
      return { answer: isBulk ? receiptsFor(sent) : answer(200, { items: [], next: null }), afterMs: SECOND };
    });
    life.follow(youTrack.turn(), 'DEMO', 1);
    life.pass(4 * MINUTE);
    expect([...youTrack.issues.values()].filter((issue) => issue.delivery().queue !== null)).toEqual([]);
    expect(project.facts().resumesAt).toBeNull();
  });
});

describe('a project that gives up its board', () => {
  it('is not free while an issue that is put off is still on the board', () => {
    const { youTrack, project } = resting();
    const issue = the(youTrack.issues.get('DEMO-1'));
    youTrack.edit(issue);
    const sent = the(youTrack.turn().sent);
    const [receipt] = JSON.parse(receiptsFor(sent).body).items;
    youTrack.answer(sent, answer(200, { items: [{ ...receipt, status: 500 }] }), { hop: 9 });
    expect(issue.delivery()).toMatchObject({ isPutOff: true, boardId: BOARD });
    takeIssuesOffBoard(youTrack.execution(), project);
    youTrack.endImport(project);
    youTrack.now += 5 * MINUTE;
    tick(youTrack.execution(), project);
    expect(project.facts().connected).toBe(true);
    const removal = the(youTrack.run({ ...the(youTrack.take().scheduled), name: 'onTurnDue' }).sent);
    expect(removal.request.method).toBe('DELETE');
    youTrack.answer(removal, answer(204), { hop: 9 });
    new Life(youTrack, take).pass(30 * MINUTE);
    expect(project.facts().connected).toBeNull();
  });
});
