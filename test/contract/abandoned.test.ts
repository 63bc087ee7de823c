/** Issues on a board whose project was deleted, or is run by nothing any more: an administrator says what becomes of them. */
import { describe, expect, it } from 'vitest';
import { startImport } from '../../src/app/catching-up/import.ts';
import { findAbandoned } from '../../src/app/connecting/abandoned.ts';
import { countAbandoned, decideAbandoned } from '../../src/app/connecting/decide-abandoned.ts';
import { disconnect } from '../../src/app/connecting/disconnect.ts';
import { goOnRemoving } from '../../src/app/round/abandoned.ts';
import { readAbandoned } from '../../src/app/stored/abandoned.ts';
import { readRegister } from '../../src/app/stored/board-register.ts';
import { formerBoards } from '../../src/app/stored/rounds.ts';
import { hasTombstone, setTombstone } from '../../src/app/stored/tombstones.ts';
import { overviewOf } from '../../src/app/views/overview.ts';
import { BOARD, CONFIGURATION, ConnectedYouTrack, OTHER_BOARD } from './fake/connected.ts';
import { FakeDucalis } from './fake/ducalis.ts';
import { letWait } from './fake/lanes.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

const OTHER = { board: { id: OTHER_BOARD, name: 'Other', emoji: null } };
const HOUR = 12;

interface Scene {
  readonly youTrack: ConnectedYouTrack;
  readonly ducalis: FakeDucalis;
  project(key: string): FakeProject;
  /** Sends everything that a project has queued. */
  send(key: string): void;
  /** Rounds of these projects, five minutes apart. */
  rounds(count: number, ...keys: readonly string[]): void;
  /** The administration page asks again and again. */
  steps(count: number): void;
}

/** OLD is on the board of the tests with so many issues, DEMO on another. */
function scene(count = 3, { hasOther = true } = {}): Scene {
  const youTrack = new ConnectedYouTrack();
  const ducalis = new FakeDucalis();
  youTrack.answers.push((request) => ducalis.answer(request));
  const it: Scene = {
    youTrack,
    ducalis,
    project: (key) => the(youTrack.projects.get(key)),
    send: (key) => ducalis.finish(youTrack, key, youTrack.turn(key)),
    rounds: (rounds, ...keys) =>
      ducalis.ticks(youTrack, rounds, ...keys.map((key) => the(youTrack.projects.get(key)))),
    steps(steps) {
      for (let at = 0; at < steps; at += 1) {
        youTrack.now += 10_000;
        goOnRemoving(youTrack.execution());
        const { scheduled } = youTrack.take();
        if (scheduled !== null) ducalis.finish(youTrack, scheduled.project, youTrack.run(scheduled));
      }
    },
  };
  youTrack.connectProject('OLD');
  for (let number = 1; number <= count; number += 1) youTrack.queuedIssue(`OLD-${number}`);
  it.send('OLD');
  if (hasOther) {
    youTrack.connectProject('DEMO', OTHER);
    youTrack.queuedIssue('DEMO-1');
    it.send('DEMO');
    it.rounds(1, 'OLD', 'DEMO');
  } else it.rounds(1, 'OLD');
  return it;
}

const abandoned = ({ youTrack }: Scene) =>
  findAbandoned(youTrack.execution()).map(({ project, why, state }) => [project, why, state]);
const decide = (it: Scene, to: 'remove' | 'leave', project = 'OLD', board = BOARD) => {
  decideAbandoned(it.youTrack.execution(), { project, board, answer: to });
  const { scheduled } = it.youTrack.take();
  if (scheduled !== null) it.ducalis.finish(it.youTrack, scheduled.project, it.youTrack.run(scheduled));
};

describe('a deleted project that was alone on its board', () => {
  it('is reported, and nothing is removed before an administrator says so', () => {
    const it = scene();
    it.youTrack.deleteProject('OLD');
    it.rounds(3 * HOUR, 'DEMO');
    expect(overviewOf(it.youTrack.execution()).abandoned).toEqual([
      {
        board: CONFIGURATION.board,
        project: 'OLD',
        name: null,
        why: 'deleted',
        state: 'waiting',
        issues: null,
        sweptAt: null,
        goesOnAlone: true,
      },
    ]);
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(3);
  });

  it('has its issues removed by the rounds of another project, and is forgotten then', () => {
    const it = scene(9);
    it.youTrack.deleteProject('OLD');
    decide(it, 'remove');
    expect(abandoned(it)).toEqual([['OLD', 'deleted', 'removing']]);
    it.rounds(2 * HOUR, 'DEMO');
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(it.ducalis.keysOn(OTHER_BOARD)).toEqual(['DEMO-1']);
    expect(abandoned(it)).toEqual([]);
    expect(readRegister(it.youTrack.execution())).toMatchObject([{ id: OTHER_BOARD }]);
    expect(readAbandoned(it.youTrack.execution())).toEqual([]);
    expect(formerBoards(it.project('DEMO'))).toEqual([]);
  });

  it('has them removed by yet another when that one is taken off its board', () => {
    const it = scene(20);
    it.youTrack.connectProject('NEXT', { board: { id: '3', name: 'Third', emoji: null } });
    it.youTrack.queuedIssue('NEXT-1');
    it.youTrack.deleteProject('OLD');
    decide(it, 'remove');
    disconnect(it.youTrack.execution(), { project: 'DEMO', board: OTHER_BOARD, onBoard: 'keep' });
    it.youTrack.take();
    it.rounds(3 * HOUR, 'NEXT');
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(abandoned(it)).toEqual([]);
  });

  it('has them removed by yet another when that one falls silent', () => {
    const it = scene(20);
    it.youTrack.connectProject('NEXT', { board: { id: '3', name: 'Third', emoji: null } });
    it.youTrack.queuedIssue('NEXT-1');
    it.youTrack.deleteProject('OLD');
    decide(it, 'remove');
    it.rounds(HOUR - 1, 'NEXT');
    expect(formerBoards(it.project('NEXT'))).toEqual([]);
    it.rounds(3 * HOUR, 'NEXT');
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(abandoned(it).filter(([, why]) => why === 'deleted')).toEqual([]);
  });

  it('has them removed sooner while the page is open', () => {
    const it = scene(20);
    it.youTrack.deleteProject('OLD');
    decide(it, 'remove');
    it.steps(20);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
  });

  it('has them removed while the page is open when no other project is connected', () => {
    const it = scene(8, { hasOther: false });
    it.youTrack.deleteProject('OLD');
    expect(overviewOf(it.youTrack.execution()).abandoned).toMatchObject([{ goesOnAlone: false }]);
    decide(it, 'remove');
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(8);
    it.steps(10);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(abandoned(it)).toEqual([]);
    expect(readRegister(it.youTrack.execution())).toEqual([]);
  });

  it('has the others removed when one cannot be', () => {
    const it = scene(8, { hasOther: false });
    it.youTrack.deleteProject('OLD');
    decide(it, 'remove');
    const [stuck] = the([...it.ducalis.on(BOARD)][0]);
    it.ducalis.instead = ({ method, uri }) =>
      method === 'DELETE' && uri.includes(stuck) ? answer(500) : undefined;
    it.steps(30);
    expect(it.ducalis.keysOn(BOARD)).toEqual(['OLD-1']);
    expect(abandoned(it)).toEqual([['OLD', 'deleted', 'removing']]);
  });

  it('is no question any more when its board is gone', () => {
    const it = scene(3);
    it.youTrack.deleteProject('OLD');
    decide(it, 'remove');
    it.ducalis.instead = ({ uri }) => {
      if (uri.startsWith('/boards?')) return answer(200, [{ id: OTHER_BOARD, name: 'Other' }]);
      return uri.startsWith(`/boards/${BOARD}/`) ? answer(404) : undefined;
    };
    it.rounds(HOUR, 'DEMO');
    expect(abandoned(it)).toEqual([]);
    expect(it.project('DEMO').facts().suspendedReason).toBeNull();
  });

  it('has them left where they are for good, also when another project comes onto the board', () => {
    const it = scene();
    it.youTrack.deleteProject('OLD');
    decide(it, 'leave');
    expect(abandoned(it)).toEqual([]);
    it.youTrack.connectProject('DEMO', { revision: 2 });
    it.youTrack.mark(the(it.youTrack.issues.get('DEMO-1')));
    it.rounds(2 * HOUR, 'DEMO');
    expect(it.ducalis.keysOn(BOARD)).toEqual(['DEMO-1', 'OLD-1', 'OLD-2', 'OLD-3']);
    expect(abandoned(it)).toEqual([]);
  });

  it('is still asked about when another project comes onto the board meanwhile', () => {
    const it = scene();
    it.youTrack.deleteProject('OLD');
    it.youTrack.connectProject('DEMO', { revision: 2 });
    it.youTrack.mark(the(it.youTrack.issues.get('DEMO-1')));
    it.rounds(2 * HOUR, 'DEMO');
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(4);
    expect(abandoned(it)).toEqual([['OLD', 'deleted', 'waiting']]);
    decide(it, 'remove');
    it.rounds(2 * HOUR, 'DEMO');
    expect(it.ducalis.keysOn(BOARD)).toEqual(['DEMO-1']);
    expect(abandoned(it)).toEqual([]);
  });

  it('is decided about alone, and not with another deleted project', () => {
    const it = scene();
    it.youTrack.connectProject('OLDER');
    it.youTrack.queuedIssue('OLDER-1');
    it.send('OLDER');
    it.youTrack.deleteProject('OLD');
    it.youTrack.deleteProject('OLDER');
    decide(it, 'remove');
    it.rounds(2 * HOUR, 'DEMO');
    expect(it.ducalis.keysOn(BOARD)).toEqual(['OLDER-1']);
    expect(abandoned(it)).toEqual([['OLDER', 'deleted', 'waiting']]);
  });

  it('does not push out what is remembered of issues of the project that looks after it', () => {
    const it = scene(5);
    it.youTrack.deleteProject('OLD');
    setTombstone(it.project('DEMO'), 'own');
    const ids = [...it.ducalis.on(BOARD).keys()];
    decide(it, 'remove');
    it.rounds(HOUR, 'DEMO');
    expect(ids.map((id) => hasTombstone(it.project('DEMO'), id))).toEqual(ids.map(() => false));
  });

  it('is decided about once', () => {
    const it = scene();
    it.youTrack.deleteProject('OLD');
    decide(it, 'leave');
    expect(() => decide(it, 'remove')).toThrow('not-abandoned');
    expect(() => decide(it, 'remove', 'DEMO', OTHER_BOARD)).toThrow('not-abandoned');
  });

  it('is counted as far as a person can wait for it', () => {
    const it = scene(3);
    it.youTrack.deleteProject('OLD');
    const count = () => countAbandoned(it.youTrack.execution(), BOARD, 'OLD');
    expect(count()).toEqual({ issues: 3, isWhole: true });
    const [id, item] = the([...it.ducalis.on(BOARD)][0]);
    for (let at = 0; at < 1_000; at += 1)
      it.ducalis.on(BOARD).set(`${id}-${at}`, { ...item, external_id: `${id}-${at}` });
    expect(count()).toEqual({ issues: 1_000, isWhole: false });
    it.ducalis.instead = () => answer(503);
    expect(count).toThrow('ducalis-busy');
  });

  it('is not one that has only another key', () => {
    const it = scene();
    it.youTrack.renameProject('OLD', 'NEW');
    expect(abandoned(it)).toEqual([]);
    it.rounds(HOUR, 'NEW', 'DEMO');
    expect(abandoned(it)).toEqual([]);
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(3);
  });

  it('is looked after by another project on its board, as ever', () => {
    const it = scene();
    it.youTrack.connectProject('OPS');
    it.youTrack.queuedIssue('OPS-1');
    it.send('OPS');
    it.youTrack.deleteProject('OLD');
    expect(abandoned(it)).toEqual([]);
    it.rounds(HOUR, 'OPS', 'DEMO');
    expect(it.ducalis.keysOn(BOARD)).toEqual(['OPS-1']);
    expect(readRegister(it.youTrack.execution())).toContainEqual({
      id: BOARD,
      projects: ['OPS'],
      former: [],
    });
  });
});

describe('a project that no rule runs for any more', () => {
  /** Detached: only the other project has rounds. */
  function detached(count = 3, options = { hasOther: true }): Scene {
    const it = scene(count, options);
    it.youTrack.now += 61 * 60_000;
    if (options.hasOther) it.rounds(1, 'DEMO');
    return it;
  }

  it('is reported after an hour, with its number of issues', () => {
    const it = scene();
    it.rounds(HOUR - 1, 'DEMO');
    expect(abandoned(it)).toEqual([]);
    it.rounds(2, 'DEMO');
    expect(overviewOf(it.youTrack.execution()).abandoned).toMatchObject([
      { project: 'OLD', name: 'Project OLD', why: 'detached', state: 'waiting', issues: 3 },
    ]);
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(3);
  });

  it('does not count as run because a clock was ahead once', () => {
    const it = detached();
    it.project('OLD').record({ sweptAt: it.youTrack.now + 20 * 60 * 60_000 });
    expect(abandoned(it)).toEqual([['OLD', 'detached', 'waiting']]);
  });

  it('is not one that has no issues, is archived, or never had a round', () => {
    const it = scene();
    for (const key of ['EMPTY', 'NEW']) it.youTrack.connectProject(key, OTHER);
    it.project('EMPTY').record({ sweptAt: it.youTrack.now });
    it.youTrack.addIssue('NEW-1');
    it.youTrack.connectProject('STORED', OTHER, { isArchived: true }).record({ sweptAt: 1 });
    it.youTrack.addIssue('STORED-1');
    it.youTrack.now += 61 * 60_000;
    expect(abandoned(it).map(([key]) => key)).not.toContain('EMPTY');
    expect(abandoned(it).map(([key]) => key)).not.toContain('NEW');
    expect(abandoned(it).map(([key]) => key)).not.toContain('STORED');
  });

  it('has its issues removed in the turns of another project', () => {
    const it = detached();
    decide(it, 'remove');
    expect(abandoned(it)).toEqual([['OLD', 'detached', 'removing']]);
    it.rounds(3 * HOUR, 'DEMO');
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(it.project('OLD').facts()).toMatchObject({ connected: null, leaving: null });
    expect(abandoned(it)).toEqual([]);
  });

  it('has them removed while the page is open when there is no other', () => {
    const it = detached(8, { hasOther: false });
    decide(it, 'remove');
    it.steps(150);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(it.project('OLD').facts().connected).toBeNull();
    expect(abandoned(it)).toEqual([]);
  });

  it('is helped although it gave up its board before it was detached', () => {
    const it = scene(8, { hasOther: false });
    disconnect(it.youTrack.execution(), { project: 'OLD', board: BOARD, onBoard: 'remove' });
    it.youTrack.take();
    it.youTrack.now += 61 * 60_000;
    expect(abandoned(it)).toEqual([['OLD', 'detached', 'removing']]);
    it.steps(150);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
  });

  it('leaves its issues there, and is on no board any more', () => {
    const it = detached();
    decide(it, 'leave');
    expect(it.project('OLD').facts()).toMatchObject({ connected: null, keptOn: BOARD });
    it.rounds(2 * HOUR, 'DEMO');
    expect(abandoned(it)).toEqual([]);
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(3);
  });

  it('is not reported any more when its rule runs again', () => {
    const it = detached();
    it.rounds(1, 'OLD', 'DEMO');
    expect(abandoned(it)).toEqual([]);
  });

  it('begins again when it is put on a board again', () => {
    const it = detached();
    decide(it, 'remove');
    it.youTrack.connectProject('OLD', { revision: 3 });
    startImport(it.youTrack.execution(), it.project('OLD'));
    it.rounds(2 * HOUR, 'OLD', 'DEMO');
    expect(abandoned(it)).toEqual([]);
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(3);
  });
});

describe('the page that lets a removal go on', () => {
  it('does nothing while nothing may be sent, or there is nothing to remove', () => {
    const it = scene(3, { hasOther: false });
    it.steps(1);
    it.youTrack.deleteProject('OLD');
    decide(it, 'remove');
    const { length } = it.ducalis.requests;
    it.youTrack.hasDucalisToken = false;
    it.steps(1);
    it.youTrack.hasDucalisToken = true;
    letWait(it.youTrack, 'connection', 60_000);
    it.steps(1);
    expect(it.ducalis.requests).toHaveLength(length);
  });

  it('says why when Ducalis does not answer, and goes on where it was', () => {
    const it = scene(3, { hasOther: false });
    it.youTrack.deleteProject('OLD');
    decide(it, 'remove');
    it.ducalis.instead = () => answer(null);
    expect(() => it.steps(1)).toThrow('ducalis-unreachable');
    it.ducalis.instead = () => undefined;
    it.steps(4);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
  });
});
