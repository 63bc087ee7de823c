/** When the round of a project is due, and for which project a rule begins one. */
import { describe, expect, it } from 'vitest';
import { pauseImport } from '../../src/app/catching-up/import.ts';
import { takeIssuesOffBoard } from '../../src/app/connecting/board.ts';
import { beginRound, isRoundDue, oneIssueQuery, RECENTLY_UPDATED } from '../../src/app/round/tick.ts';
import { readRegister } from '../../src/app/stored/board-register.ts';
import { roundOn } from '../../src/app/stored/rounds.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import { BOARD, type ConnectedYouTrack, connected, receiptsFor } from './fake/connected.ts';
import { FakeDucalis } from './fake/ducalis.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

const MINUTE = 60_000;

function begin(youTrack: ConnectedYouTrack, project: FakeProject) {
  beginRound(youTrack.execution(), project);
  return the(youTrack.take().scheduled);
}

function withIssue(): { readonly youTrack: ConnectedYouTrack; readonly project: FakeProject } {
  const youTrack = connected();
  youTrack.sentIssue('DEMO-1');
  return { youTrack, project: the(youTrack.projects.get('DEMO')) };
}

describe('the round of a project', () => {
  it('is due when the last one began more than four minutes ago', () => {
    const { youTrack, project } = withIssue();
    expect(isRoundDue(youTrack.now, project)).toBe(true);
    begin(youTrack, project);
    expect(isRoundDue(youTrack.now + 4 * MINUTE, project)).toBe(false);
    expect(isRoundDue(youTrack.now + 4 * MINUTE + 1, project)).toBe(true);
  });

  it('is never due without a board', () => {
    const { youTrack, project } = withIssue();
    project.become({ connected: null });
    expect(isRoundDue(youTrack.now, project)).toBe(false);
  });

  it('is a function that runs at once', () => {
    const { youTrack, project } = withIssue();
    const first = begin(youTrack, project);
    expect(first).toMatchObject({ name: 'onRoundDue', delayMs: 0, project: 'DEMO', payload: null });
    expect(project.facts().sweptAt).toBe(youTrack.now);
    expect(the(youTrack.run(first).sent).name).toBe('onResultsPage');
  });

  it('puts its project into the register of boards again if it is missing there', () => {
    const { youTrack, project } = withIssue();
    youTrack.execution().recordStorage({ boards: null });
    begin(youTrack, project);
    expect(readRegister(youTrack.execution())).toEqual([{ id: BOARD, projects: ['DEMO'], former: [] }]);
  });

  it('leaves the register as it is otherwise', () => {
    const { youTrack, project } = withIssue();
    youTrack.connectProject('OPS', { board: { id: '2', name: 'Other', emoji: null } });
    const before = youTrack.properties.boards;
    begin(youTrack, project);
    expect(youTrack.properties.boards).toBe(before);
  });

  it('does nothing when its project is gone', () => {
    const { youTrack, project } = withIssue();
    const scheduled = begin(youTrack, project);
    youTrack.projects.delete('DEMO');
    expect(youTrack.run(scheduled)).toEqual({ scheduled: null, sent: null });
  });

  it('begins an import when there was none for an hour: changes may have been missed', () => {
    const { youTrack, project } = withIssue();
    begin(youTrack, project);
    youTrack.now += 60 * MINUTE;
    begin(youTrack, project);
    expect(readWalk(project, 'importState')?.state).toBe('done');
    youTrack.now += 60 * MINUTE + 1;
    begin(youTrack, project);
    expect(readWalk(project, 'importState')).toMatchObject({ state: 'running', startedAt: youTrack.now });
  });

  it('begins no import when it is the first of all', () => {
    const { youTrack, project } = withIssue();
    begin(youTrack, project);
    expect(readWalk(project, 'importState')?.state).toBe('done');
  });

  it('is found by one of its issues, or by recent updates', () => {
    const { youTrack, project } = withIssue();
    expect(oneIssueQuery(project)).toBe('issue id: DEMO-1');
    youTrack.issues.delete('DEMO-1');
    expect(oneIssueQuery(project)).toBe(RECENTLY_UPDATED);
  });
});

describe('a project without an issue', () => {
  function withEmpty() {
    const { youTrack, project } = withIssue();
    const empty = youTrack.connectProject('EMPTY');
    begin(youTrack, project);
    return { youTrack, project, empty };
  }

  it('is given the turn of another project when it has waited for 15 minutes', () => {
    const { youTrack, project, empty } = withEmpty();
    empty.record({ sweptAt: youTrack.now - 15 * MINUTE });
    expect(begin(youTrack, project).project).toBe('DEMO');
    empty.record({ sweptAt: youTrack.now - 15 * MINUTE - 1 });
    expect(begin(youTrack, project).project).toBe('EMPTY');
    expect(empty.facts().sweptAt).toBe(youTrack.now);
  });

  it('is given at most every second turn of a project', () => {
    const { youTrack, project, empty } = withEmpty();
    empty.record({ sweptAt: null });
    youTrack.now += 9 * MINUTE;
    expect(begin(youTrack, project).project).toBe('DEMO');
    youTrack.now += 9 * MINUTE - 1;
    expect(begin(youTrack, project).project).toBe('EMPTY');
  });

  it('has its turn before those that have waited for less long', () => {
    const { youTrack, project, empty } = withEmpty();
    const other = youTrack.connectProject('OTHER');
    empty.record({ sweptAt: youTrack.now - 20 * MINUTE });
    other.record({ sweptAt: youTrack.now - 30 * MINUTE });
    expect(begin(youTrack, project).project).toBe('OTHER');
    expect(begin(youTrack, project).project).toBe('EMPTY');
  });

  it('has no turn when it is archived, gone, or was never on a board', () => {
    const { youTrack, project } = withIssue();
    youTrack.connectProject('OLD', {}, { isArchived: true });
    youTrack.connectProject('GONE');
    youTrack.projects.delete('GONE');
    youTrack.addProject('NEVER');
    begin(youTrack, project);
    expect(begin(youTrack, project).project).toBe('DEMO');
  });

  it('has no turn once it has an issue: rules run for it then', () => {
    const { youTrack, project } = withEmpty();
    youTrack.addIssue('EMPTY-1');
    expect(begin(youTrack, project).project).toBe('DEMO');
  });

  it('is not imported because it waited for long', () => {
    const { youTrack, project, empty } = withEmpty();
    empty.record({ sweptAt: youTrack.now - 90 * MINUTE });
    expect(begin(youTrack, project).project).toBe('EMPTY');
    expect(readWalk(empty, 'importState')?.state).toBe('done');
  });
});

describe('a project that gives up its board', () => {
  function leaving() {
    const { youTrack, project } = withIssue();
    takeIssuesOffBoard(youTrack.execution(), project);
    return { youTrack, project };
  }

  it('is on it until every issue was looked at, and the last one is off', () => {
    const { youTrack, project } = leaving();
    begin(youTrack, project);
    expect(project.facts()).toMatchObject({ connected: true, boardId: BOARD, leaving: true });
    const removal = the(youTrack.turn().sent);
    expect(removal.request.method).toBe('DELETE');
    expect(readWalk(project, 'importState')?.state).toBe('done');
    begin(youTrack, project);
    expect(project.facts().connected).toBe(true);
    youTrack.answer(removal, answer(204));
    new FakeDucalis().ticks(youTrack, 2, project);
    expect(project.facts()).toMatchObject({ connected: null, boardId: null, leaving: null, keptOn: null });
    expect(readRegister(youTrack.execution())).toEqual([]);
  });

  it('has it looked through once more when another issue has to leave meanwhile', () => {
    const { youTrack, project } = leaving();
    youTrack.answer(the(youTrack.turn().sent), answer(204));
    const clearing = () => roundOn(project, BOARD).clearing;
    begin(youTrack, project);
    expect(clearing()).toBe('under-way');
    const late = youTrack.queuedIssue('DEMO-2');
    begin(youTrack, project);
    expect(clearing()).toBe('no');
    late.record({ queue: null });
    begin(youTrack, project);
    expect(clearing()).toBe('under-way');
  });

  it('is on it while an issue is queued', () => {
    const { youTrack, project } = leaving();
    youTrack.answer(the(youTrack.turn().sent), answer(204));
    youTrack.queuedIssue('DEMO-2');
    begin(youTrack, project);
    expect(project.facts().connected).toBe(true);
  });

  it('is on it while its walk is paused, or it has no queue', () => {
    const { youTrack, project } = leaving();
    pauseImport(project);
    begin(youTrack, project);
    expect(project.facts().connected).toBe(true);
    const done = withIssue();
    done.project.become({ leaving: true });
    done.project.record({ queueId: null });
    begin(done.youTrack, done.project);
    expect(done.project.facts().connected).toBe(true);
  });

  it('is off it at once when the board itself is gone', () => {
    const { youTrack, project } = leaving();
    project.become({ suspendedReason: 'board-disabled' });
    begin(youTrack, project);
    expect(project.facts().connected).toBe(true);
    project.become({ suspendedReason: 'board-not-found' });
    begin(youTrack, project);
    expect(project.facts().connected).toBeNull();
  });

  it('is on it although the board is gone when it does not leave', () => {
    const { youTrack, project } = withIssue();
    project.become({ suspendedReason: 'board-not-found' });
    begin(youTrack, project);
    expect(project.facts()).toMatchObject({ connected: true, boardId: BOARD });
    expect(readRegister(youTrack.execution())).toEqual([{ id: BOARD, projects: ['DEMO'], former: [] }]);
  });

  it('is put back on it as it was when its administrator thinks again', () => {
    const { youTrack, project } = leaving();
    const removal = the(youTrack.turn().sent);
    youTrack.connectProject('DEMO');
    const { sent } = youTrack.answer(removal, answer(204));
    expect(sent).toBeNull();
    youTrack.mark(the(youTrack.issues.get('DEMO-1')));
    const again = the(youTrack.turn().sent);
    youTrack.answer(again, receiptsFor(again));
    begin(youTrack, project);
    expect(project.facts()).toMatchObject({ connected: true, leaving: null });
    expect(youTrack.issues.get('DEMO-1')?.delivery()).toMatchObject({ boardId: BOARD, departures: [] });
  });
});
