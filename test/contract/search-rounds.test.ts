/** Which boards the search for orphans goes through, and which deleted issues it remembers. */
import { describe, expect, it } from 'vitest';
import {
  beginRounds,
  endRound,
  formerBoards,
  nextRound,
  searchFormerBoard,
  turnPage,
} from '../../src/app/stored/rounds.ts';
import { hasTombstone, removeTombstone, setTombstone } from '../../src/app/stored/tombstones.ts';
import { BOARD, connected, OTHER_BOARD } from './fake/connected.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';

const PAGE = { cursor: 'c', isBusy: false };
const connectedProject = (): FakeProject => the(connected().projects.get('DEMO'));

describe('the rounds of the search for orphans', () => {
  it('are none without a board, and begin at the beginning with one', () => {
    const project = connectedProject();
    expect(nextRound(project)).toMatchObject({ board: BOARD, cursor: null, isBusy: false });
    project.become({ boardId: null });
    expect(nextRound(project)).toBeNull();
  });

  it('take turns, and the one of the present board is never over', () => {
    const project = connectedProject();
    turnPage(project, BOARD, { cursor: null, isBusy: false });
    searchFormerBoard(project, OTHER_BOARD);
    expect(formerBoards(project)).toEqual([OTHER_BOARD]);
    expect(nextRound(project)?.board).toBe(OTHER_BOARD);
    turnPage(project, OTHER_BOARD, { cursor: 'c', isBusy: false });
    expect(nextRound(project)?.board).toBe(BOARD);
    turnPage(project, BOARD, { cursor: null, isBusy: false });
    expect(nextRound(project)).toMatchObject({ board: OTHER_BOARD, cursor: 'c', isBusy: false });
    turnPage(project, OTHER_BOARD, { cursor: null, isBusy: false });
    expect(nextRound(project)).toMatchObject({ board: BOARD, cursor: null, isBusy: false });
    expect(formerBoards(project)).toEqual([]);
  });

  it('begin with the present board when it has no round yet', () => {
    const project = connectedProject();
    searchFormerBoard(project, OTHER_BOARD);
    expect(nextRound(project)?.board).toBe(BOARD);
  });

  it('remember an issue that leaves until the end of the round, and no longer', () => {
    const project = connectedProject();
    searchFormerBoard(project, OTHER_BOARD);
    turnPage(project, BOARD, { cursor: null, isBusy: false });
    turnPage(project, OTHER_BOARD, { cursor: 'c', isBusy: true });
    turnPage(project, BOARD, { cursor: null, isBusy: true });
    turnPage(project, OTHER_BOARD, { cursor: null, isBusy: false });
    turnPage(project, BOARD, { cursor: null, isBusy: false });
    expect(nextRound(project)).toMatchObject({ board: OTHER_BOARD, cursor: null, isBusy: false });
    turnPage(project, OTHER_BOARD, { cursor: null, isBusy: false });
    expect(formerBoards(project)).toEqual([]);
  });

  it('remember of each board for itself whether an issue leaves it', () => {
    const project = connectedProject();
    turnPage(project, BOARD, { cursor: 'c', isBusy: true });
    searchFormerBoard(project, OTHER_BOARD);
    turnPage(project, BOARD, { cursor: 'd', isBusy: false });
    turnPage(project, OTHER_BOARD, { cursor: null, isBusy: false });
    expect(formerBoards(project)).toEqual([]);
  });

  it('begin again from the beginning when where they were is not to be relied on', () => {
    const project = connectedProject();
    turnPage(project, BOARD, PAGE);
    beginRounds(project);
    expect(nextRound(project)?.cursor).toBeNull();
  });

  it('are without a board that is gone, and begin again on one that is left again', () => {
    const project = connectedProject();
    turnPage(project, OTHER_BOARD, { cursor: 'c', isBusy: true });
    searchFormerBoard(project, OTHER_BOARD);
    turnPage(project, BOARD, PAGE);
    expect(formerBoards(project)).toEqual([OTHER_BOARD]);
    expect(nextRound(project)).toMatchObject({ board: OTHER_BOARD, cursor: null, isBusy: false });
    endRound(project, OTHER_BOARD);
    expect(formerBoards(project)).toEqual([]);
    expect(nextRound(project)?.cursor).toBe('c');
  });
});

describe('tombstones', () => {
  it('are kept until their issue is back', () => {
    const project = connectedProject();
    setTombstone(project, 'a');
    setTombstone(project, 'b');
    removeTombstone(project, 'a');
    expect([hasTombstone(project, 'a'), hasTombstone(project, 'b')]).toEqual([false, true]);
    expect(hasTombstone(project, null)).toBe(false);
  });

  it('are each there once, so that none takes the place of another', () => {
    const project = connectedProject();
    setTombstone(project, 'first');
    for (let times = 0; times < 500; times += 1) setTombstone(project, 'again');
    expect(hasTombstone(project, 'first')).toBe(true);
  });

  it('are the newest 500', () => {
    const project = connectedProject();
    for (let at = 0; at < 500; at += 1) setTombstone(project, `t${at}`);
    setTombstone(project, 't0');
    expect([hasTombstone(project, 't0'), hasTombstone(project, 't1')]).toEqual([true, true]);
    setTombstone(project, 't500');
    expect([hasTombstone(project, 't0'), hasTombstone(project, 't1')]).toEqual([true, false]);
    expect(hasTombstone(project, 't500')).toBe(true);
  });
});
