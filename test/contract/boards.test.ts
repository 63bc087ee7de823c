/** Projects that are put on a board, moved to another and taken off. */
import { describe, expect, it } from 'vitest';
import { forgetBoard, leaveIssuesOnBoard, takeIssuesOffBoard } from '../../src/app/connecting/board.ts';
import { abandonedOn } from '../../src/app/stored/abandoned.ts';
import { readRegister } from '../../src/app/stored/board-register.ts';
import { readConfiguration } from '../../src/app/stored/configuration.ts';
import { formerBoards, nextRound, turnPage } from '../../src/app/stored/rounds.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import {
  BOARD,
  CONFIGURATION,
  ConnectedYouTrack,
  connected,
  itemsOf,
  OTHER_BOARD,
} from './fake/connected.ts';
import { cursorOf, setCursor } from './fake/feeds.ts';
import { the } from './fake/the.ts';

const OTHER = { board: { id: OTHER_BOARD, name: 'Other', emoji: null } };

describe('a project that is put on a board', () => {
  it('has its settings stored, a queue of its own, and an import that begins', () => {
    const youTrack = new ConnectedYouTrack();
    youTrack.addIssue('DEMO-1');
    const project = youTrack.connectProject();
    expect(readConfiguration(project)).toEqual({ kind: 'read', value: CONFIGURATION });
    expect(project.facts()).toMatchObject({ connected: true, boardId: BOARD, boardEpoch: 0 });
    expect(project.facts().queueId).not.toBeNull();
    expect(project.facts().queueId).not.toBe(youTrack.connectProject('OPS').facts().queueId);
    expect(readRegister(youTrack.execution())).toEqual([
      { id: BOARD, projects: ['DEMO', 'OPS'], former: [] },
    ]);
  });

  it('has an import with each settings that are saved, whatever they mean', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    youTrack.now += 1_000;
    const issue = youTrack.sentIssue('DEMO-1');
    const { queueId } = project.facts();
    youTrack.connectProject('DEMO', {
      revision: 2,
      builtIn: { status: 'State', type: null, assignee: null },
    });
    expect(readWalk(project, 'importState')?.startedAt).toBe(youTrack.now);
    expect(project.facts().queueId).toBe(queueId);
    expect(issue.delivery().ackedHash).not.toBeNull();
  });

  it('keeps its cursor on the same board, and begins without one on another', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    setCursor(youTrack, 'here');
    turnPage(project, BOARD, { cursor: 'page 2', isBusy: false });
    youTrack.connectProject('DEMO', { revision: 2 });
    expect(cursorOf(youTrack)).toBe('here');
    expect(formerBoards(project)).toEqual([]);
    expect(nextRound(project)?.cursor).toBe('page 2');
    youTrack.connectProject('DEMO', OTHER);
    expect(cursorOf(youTrack, OTHER_BOARD)).toBeNull();
    expect(formerBoards(project)).toEqual([BOARD]);
    expect(readRegister(youTrack.execution())).toEqual([
      { id: BOARD, projects: [], former: ['DEMO'] },
      { id: OTHER_BOARD, projects: ['DEMO'], former: [] },
    ]);
  });

  it('has all its issues sent to the new board, and taken off the old one', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.connectProject('DEMO', OTHER);
    youTrack.mark(issue);
    const sent = the(youTrack.turn('DEMO', 3).sent);
    expect(sent.request.uri).toBe(`/boards/${OTHER_BOARD}/issues/bulk`);
    expect(itemsOf(sent)).toMatchObject([{ key: 'DEMO-1' }]);
    expect(issue.delivery().departures).toMatchObject([{ board: BOARD }]);
  });
});

describe('a project that leaves its issues on its board', () => {
  it('is on it no more; its issues are left as they are', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const project = the(youTrack.projects.get('DEMO'));
    leaveIssuesOnBoard(youTrack.execution(), project);
    expect(project.facts()).toMatchObject({ connected: null, boardId: null, keptOn: BOARD });
    expect(readRegister(youTrack.execution())).toEqual([]);
    expect(abandonedOn(youTrack.execution(), BOARD)).toMatchObject({ kept: ['DEMO'], search: null });
    expect(youTrack.edit(issue)).toBeNull();
    expect(issue.delivery().boardId).toBe(BOARD);
  });

  it('has an issue that moves to another project taken off it there', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    leaveIssuesOnBoard(youTrack.execution(), the(youTrack.projects.get('DEMO')));
    youTrack.connectProject('OPS', OTHER);
    issue.move('OPS-1');
    youTrack.edit(issue, {});
    expect(itemsOf(the(youTrack.turn('OPS', 3).sent))).toMatchObject([{ key: 'OPS-1' }]);
    expect(issue.delivery().departures).toMatchObject([{ board: BOARD }]);
  });

  it('has an issue that another project sends left there too', () => {
    const youTrack = connected();
    youTrack.connectProject('OPS', OTHER);
    const issue = youTrack.sentIssue('DEMO-1');
    leaveIssuesOnBoard(youTrack.execution(), the(youTrack.projects.get('DEMO')));
    issue.record({ changeToken: 'new', queue: the(youTrack.projects.get('OPS')).facts().queueId });
    expect(youTrack.turn('OPS')).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery()).toMatchObject({ boardId: BOARD, departures: [], queue: null });
  });
});

describe('a project that takes its issues off its board', () => {
  it('stays connected until that is done, and sends nothing more', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const project = the(youTrack.projects.get('DEMO'));
    takeIssuesOffBoard(youTrack.execution(), project);
    expect(project.facts()).toMatchObject({ connected: true, boardId: BOARD, leaving: true });
    expect(readWalk(project, 'importState')?.state).toBe('running');
    expect(the(youTrack.turn().sent).request.method).toBe('DELETE');
    youTrack.edit(issue, { summary: 'Edited' });
    expect(youTrack.turn().sent).toBeNull();
    expect(issue.delivery()).toMatchObject({ boardId: null, queue: null });
  });
});

describe('a project whose board is forgotten', () => {
  it('has nothing of it left, so that it begins as if it had never had one', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    project.record({
      feedSince: 1,
      rounds: 'r',
      tombstones: 't',
      checkState: 'c',
      invitesTeam: true,
      invitedAt: 1,
    });
    forgetBoard(project);
    expect(Object.values(project.facts()).filter((value) => value !== null)).toEqual([]);
    const documents = ['configuration', 'rounds', 'tombstones', 'importState', 'checkState'] as const;
    expect(documents.map((name) => project.document(name))).toEqual([null, null, null, null, null]);
  });
});
