/** Issues of ours that are on a board and should not be there. */
import { describe, expect, it } from 'vitest';
import { startImport } from '../../src/app/catching-up/import.ts';
import { readRegister } from '../../src/app/stored/board-register.ts';
import { formerBoards } from '../../src/app/stored/rounds.ts';
import { hasTombstone } from '../../src/app/stored/tombstones.ts';
import {
  BOARD,
  type ConnectedYouTrack,
  connected,
  type Followed,
  itemsOf,
  OTHER_BOARD,
} from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

const OTHER = { board: { id: OTHER_BOARD, name: 'Other', emoji: null } };

const boardIn = ({ request }: Sent) => /^\/boards\/([^/]+)\//.exec(request.uri)?.[1];
const cursorIn = ({ request }: Sent) => new URL(request.uri, 'https://a').searchParams.get('cursor');
const page = (items: readonly unknown[], next: string | null = null) => answer(200, { items, next });
const DEMO = (youTrack: ConnectedYouTrack) => the(youTrack.projects.get('DEMO'));

/** A round up to its search for orphans. */
function search(youTrack: ConnectedYouTrack): Sent {
  const sent = the(youTrack.answer(the(youTrack.round().sent), page([])).sent);
  expect(sent.name).toBe('onOrphansPage');
  return sent;
}

/** Answers the search of one round; what follows the search has no hop left. */
function searched(youTrack: ConnectedYouTrack, ...given: Parameters<typeof answer>): Followed {
  return youTrack.answer(search(youTrack), answer(...given), { hop: 9 });
}

/** An issue that Ducalis has, and YouTrack has not. */
function deletedIssue(youTrack: ConnectedYouTrack, key: string): Readonly<Record<string, unknown>> {
  const issue = youTrack.sentIssue(key);
  youTrack.issues.delete(key);
  return resultOf(issue, { revision: the(issue.delivery().sent).revision });
}

describe('an orphan', () => {
  it('is removed with a greater revision than Ducalis holds', () => {
    const youTrack = connected();
    const deleted = deletedIssue(youTrack, 'DEMO-1');
    const orphan = { ...deleted, revision: youTrack.now * 2_000 };
    const { request } = the(youTrack.answer(search(youTrack), page([orphan])).sent);
    const revision = youTrack.now * 2_000 + 1;
    expect(request).toMatchObject({ method: 'DELETE' });
    expect(request.uri).toBe(`/boards/${BOARD}/issues/${deleted.external_id}?revision=${revision}`);
  });

  it.each([null, 5])('is removed with a new revision when Ducalis tells %s', (revision) => {
    const youTrack = connected();
    const orphan = { ...deletedIssue(youTrack, 'DEMO-1'), revision };
    const { request } = the(youTrack.answer(search(youTrack), page([orphan])).sent);
    expect(request.uri).toContain(`revision=${youTrack.now * 1_000 + 500}`);
  });

  it('of another source is left alone', () => {
    const youTrack = connected();
    const foreign = { ...deletedIssue(youTrack, 'DEMO-1'), source: 'another YouTrack' };
    expect(youTrack.answer(search(youTrack), page([foreign]))).toEqual({ scheduled: null, sent: null });
  });

  it('is removed with up to three others in one round; the same page is looked at again after that', () => {
    const youTrack = connected();
    const orphans = [1, 2, 3, 4, 5].map((number) => deletedIssue(youTrack, `DEMO-${number}`));
    let { sent } = youTrack.answer(search(youTrack), page(orphans, 'next'), { hop: 1 });
    let removals = 0;
    for (; sent !== null; { sent } = youTrack.answer(sent, answer(204), { hop: 1 })) removals += 1;
    expect(removals).toBe(4);
    expect(cursorIn(search(youTrack))).toBeNull();
  });

  it('is remembered: should the issue be restored, it is sent again', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.issues.delete('DEMO-1');
    const { externalId } = issue.delivery();
    const removal = the(youTrack.answer(search(youTrack), page([resultOf(issue)])).sent);
    expect(hasTombstone(DEMO(youTrack), externalId)).toBe(true);
    youTrack.answer(removal, answer(204));
    youTrack.issues.set('DEMO-1', issue);
    startImport(youTrack.execution(), DEMO(youTrack));
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ key: 'DEMO-1' }]);
    expect(hasTombstone(DEMO(youTrack), externalId)).toBe(false);
  });

  it('is what an issue has left behind on a board that it is not on by its own facts', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = { isRestricted: true };
    issue.record({ boardId: null });
    const { sent } = youTrack.answer(search(youTrack), page([resultOf(issue)]));
    const revision = Number(/revision=(\d+)/.exec(the(sent).request.uri)?.[1]);
    expect(the(issue.delivery().sent).revision).toBe(revision);
    expect(hasTombstone(DEMO(youTrack), issue.delivery().externalId)).toBe(false);
  });

  it('is not removed while the connection waits: the next round finds it again', () => {
    const youTrack = connected();
    const orphan = deletedIssue(youTrack, 'DEMO-1');
    const sent = search(youTrack);
    youTrack.execution().connect({ notBefore: youTrack.now + 30_000 });
    expect(youTrack.answer(sent, page([orphan], 'next')).sent).toBeNull();
    youTrack.now += 30_000;
    expect(cursorIn(search(youTrack))).toBeNull();
  });
});

describe('an issue that the search meets on the board', () => {
  /** @returns whether the search removes it. */
  const isRemoved = (youTrack: ConnectedYouTrack, issue: FakeIssue): boolean =>
    youTrack.answer(search(youTrack), page([resultOf(issue)])).sent?.request.method === 'DELETE';

  it('stays when it belongs there', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const before = { ...issue.properties };
    expect(isRemoved(youTrack, issue)).toBe(false);
    expect(issue.properties).toEqual(before);
  });

  it('stays when its project has left it there on purpose', () => {
    const youTrack = connected();
    const operations = youTrack.connectProject('OPS');
    const issue = youTrack.queuedIssue('OPS-1');
    issue.record({ boardId: BOARD, queue: null });
    operations.become({ connected: null, boardId: null, keptOn: BOARD });
    expect(isRemoved(youTrack, issue)).toBe(false);
    expect(issue.delivery().queue).toBeNull();
  });

  it.each(['sentBatch', 'queue'])('stays while it is about to be sent (%s)', (name) => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    issue.record({ queue: null, [name]: name === 'queue' ? 'queue of another project' : 'batch' });
    expect(isRemoved(youTrack, issue)).toBe(false);
  });

  it('is taken off by the project whose board it is when its own project is on no board', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.addProject('OPS');
    issue.move('OPS-1');
    issue.commit();
    expect(isRemoved(youTrack, issue)).toBe(true);
    const removal = issue.delivery().departures;
    expect(removal).toMatchObject([{ board: BOARD }]);
  });

  it('is not marked again while it leaves', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = { isRestricted: true };
    youTrack.mark(issue);
    youTrack.turn('DEMO', 8);
    const { changeToken } = issue.delivery();
    expect(isRemoved(youTrack, issue)).toBe(false);
    expect(issue.delivery().changeToken).toBe(changeToken);
  });
});

describe('the search for orphans', () => {
  it('goes through the board page by page, one in each round', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const first = search(youTrack);
    expect(first.request.uri).toBe(`/boards/${BOARD}/issues?per-page=200`);
    youTrack.answer(first, page([resultOf(issue)], 'page 2'), { hop: 9 });
    const second = search(youTrack);
    expect(cursorIn(second)).toBe('page 2');
    youTrack.answer(second, page([resultOf(issue)]), { hop: 9 });
    expect(cursorIn(search(youTrack))).toBeNull();
  });

  it('begins the next round at once after an empty last page', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    searched(youTrack, 200, { items: [resultOf(issue)], next: 'page 2' });
    const again = the(youTrack.answer(search(youTrack), page([])).sent);
    expect([again.name, cursorIn(again)]).toEqual(['onOrphansPage', null]);
    expect(youTrack.answer(again, page([]))).toEqual({ scheduled: null, sent: null });
  });

  it('begins from the beginning after a cursor that Ducalis does not take', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    searched(youTrack, 200, { items: [resultOf(issue)], next: 'damaged' });
    searched(youTrack, 400);
    expect(cursorIn(search(youTrack))).toBeNull();
  });

  it('keeps its cursor when Ducalis does not answer', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    searched(youTrack, 200, { items: [resultOf(issue)], next: 'page 2' });
    searched(youTrack, 503);
    youTrack.now += 3_750;
    expect(cursorIn(search(youTrack))).toBe('page 2');
  });

  it('takes nothing from an answer that is not a success', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const said = { items: [resultOf(issue)], next: 'page 2' };
    expect(youTrack.answer(search(youTrack), answer(500, said)).sent).toBeNull();
    youTrack.now += 3_750;
    expect(cursorIn(search(youTrack))).toBeNull();
  });

  it('goes on after an answer without a page', () => {
    const youTrack = connected();
    const sent = search(youTrack);
    youTrack.queuedIssue('DEMO-1');
    expect(itemsOf(the(youTrack.answer(sent, answer(204)).sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('suspends the project when its board is gone', () => {
    const youTrack = connected();
    searched(youTrack, 404);
    expect(DEMO(youTrack).facts().suspendedReason).toBe('board-not-found');
  });

  it('gives way to an import', () => {
    const youTrack = connected();
    startImport(youTrack.execution(), DEMO(youTrack));
    const halfHour = 30 * 60_000;
    youTrack.now += halfHour - (youTrack.now % halfHour) + 5 * 60_000;
    expect(youTrack.round().sent).toBeNull();
  });

  it('goes on with the other phases when an answer does not say which board it is of', () => {
    const youTrack = connected();
    const orphan = deletedIssue(youTrack, 'DEMO-1');
    const sent = { ...search(youTrack), payload: null };
    expect(youTrack.answer(sent, page([orphan]))).toEqual({ scheduled: null, sent: null });
  });
});

describe('a board that the project was on before', () => {
  function moved() {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.connectProject('DEMO', OTHER);
    return { youTrack, issue };
  }

  it('is looked through first, and in turns with the present one', () => {
    const { youTrack, issue } = moved();
    expect(formerBoards(DEMO(youTrack))).toEqual([BOARD]);
    // It has no round of its own yet, and gets one.
    const boards = [1, 2, 3, 4, 5].map(() => {
      const sent = search(youTrack);
      youTrack.answer(sent, page([resultOf(issue)], 'more'), { hop: 9 });
      return boardIn(sent);
    });
    expect(boards.slice(1)).toEqual([BOARD, OTHER_BOARD, BOARD, OTHER_BOARD]);
  });

  it('is looked through until none of the project’s issues is left there', () => {
    const { youTrack, issue } = moved();
    searched(youTrack, 200, { items: [], next: null });
    expect(issue.delivery().boardId).toBe(BOARD);
    // The issue is about to leave: the former board is not done with.
    searched(youTrack, 200, { items: [resultOf(issue)], next: null });
    expect(formerBoards(DEMO(youTrack))).toEqual([BOARD]);
    expect(readRegister(youTrack.execution())).toContainEqual({ id: BOARD, projects: [], former: ['DEMO'] });
    searched(youTrack, 200, { items: [], next: null });
    searched(youTrack, 200, { items: [], next: null });
    expect(formerBoards(DEMO(youTrack))).toEqual([]);
    expect(readRegister(youTrack.execution())).toEqual([{ id: OTHER_BOARD, projects: ['DEMO'], former: [] }]);
  });

  it('is looked through once more when any page had an issue that leaves', () => {
    const { youTrack, issue } = moved();
    searched(youTrack, 200, { items: [], next: null });
    searched(youTrack, 200, { items: [resultOf(issue)], next: 'page 2' });
    searched(youTrack, 200, { items: [], next: null });
    searched(youTrack, 200, { items: [], next: null });
    expect(formerBoards(DEMO(youTrack))).toEqual([BOARD]);
    searched(youTrack, 200, { items: [], next: null });
    searched(youTrack, 200, { items: [], next: null });
    expect(formerBoards(DEMO(youTrack))).toEqual([]);
  });

  it('is done with although another project has left an issue there on purpose, queued or not', () => {
    const { youTrack, issue } = moved();
    const other = youTrack.connectProject('OPS').key;
    const kept = youTrack.sentIssue(`${other}-1`);
    kept.project.become({ connected: null, boardId: null, keptOn: BOARD });
    kept.record({ queue: 'a queue' });
    issue.record({ boardId: null });
    searched(youTrack, 200, { items: [], next: null });
    searched(youTrack, 200, { items: [resultOf(kept)], next: null });
    expect(formerBoards(DEMO(youTrack))).toEqual([]);
  });

  it('has what nobody has marked taken off it', () => {
    const { youTrack, issue } = moved();
    const { queueId } = DEMO(youTrack).facts();
    searched(youTrack, 200, { items: [], next: null });
    searched(youTrack, 200, { items: [resultOf(issue)], next: null });
    expect(issue.delivery().queue).toBe(queueId);
  });

  it('is not done with while an issue is there that nobody but the search has noticed', () => {
    const { youTrack, issue } = moved();
    youTrack.addProject('OPS');
    issue.move('OPS-1');
    issue.commit();
    searched(youTrack, 200, { items: [], next: null });
    searched(youTrack, 200, { items: [resultOf(issue)], next: null });
    expect(issue.delivery().queue).toBe(DEMO(youTrack).facts().queueId);
    expect(formerBoards(DEMO(youTrack))).toEqual([BOARD]);
  });

  it('is done with when it is gone, and the project goes on', () => {
    const { youTrack } = moved();
    searched(youTrack, 200, { items: [], next: null });
    searched(youTrack, 404);
    expect(formerBoards(DEMO(youTrack))).toEqual([]);
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
    expect(readRegister(youTrack.execution())).toEqual([{ id: OTHER_BOARD, projects: ['DEMO'], former: [] }]);
  });
});
