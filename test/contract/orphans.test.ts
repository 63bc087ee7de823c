/** Issues of ours that are on a board and should not be there. */
import { describe, expect, it } from 'vitest';
import { startImport } from '../../src/app/catching-up/import.ts';
import { readRegister } from '../../src/app/stored/board-register.ts';
import { noteRemovingSingly } from '../../src/app/stored/capabilities.ts';
import { readNotices } from '../../src/app/stored/notices.ts';
import { formerBoards } from '../../src/app/stored/rounds.ts';
import { hasTombstone } from '../../src/app/stored/tombstones.ts';
import type { HttpAnswer, HttpRequest } from '../../src/domain/exchange.ts';
import {
  BOARD,
  type ConnectedYouTrack,
  connected,
  type Followed,
  itemsOf,
  OTHER_BOARD,
  receiptsFor,
  removedBy,
} from './fake/connected.ts';
import { FakeDucalis } from './fake/ducalis.ts';
import type { FakeIssue } from './fake/issue.ts';
import { letWait, waitOf } from './fake/lanes.ts';
import { HOUR, Life, MINUTE } from './fake/life.ts';
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

  it('is removed with up to a hundred in one call; the same page is looked at again after that', () => {
    const youTrack = connected();
    const orphans = Array.from({ length: 101 }, (_, at) => deletedIssue(youTrack, `DEMO-${at + 1}`));
    const { sent } = youTrack.answer(search(youTrack), page(orphans, 'next'), { hop: 1 });
    expect(removedBy(the(sent))).toHaveLength(100);
    youTrack.answer(the(sent), receiptsFor(the(sent)), { hop: 9 });
    expect(cursorIn(search(youTrack))).toBeNull();
  });

  it('is removed with up to three others in one round where each is a call of its own', () => {
    const youTrack = connected();
    noteRemovingSingly(youTrack.execution(), BOARD);
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
    letWait(youTrack, 'connection', 30_000);
    expect(youTrack.answer(sent, page([orphan], 'next')).sent).toBeNull();
    youTrack.now += 30_000;
    expect(cursorIn(search(youTrack))).toBeNull();
  });
});

describe('an orphan that cannot be removed', () => {
  const refuse = (id: unknown) => (request: HttpRequest) =>
    removedBy({ request }).includes(String(id)) ? answer(500) : undefined;

  /** Issues on two pages, of which the first has orphans that stay. */
  function stuck(count: number) {
    const youTrack = connected();
    const ducalis = new FakeDucalis(count);
    const orphans = Array.from({ length: count }, (_, at) => deletedIssue(youTrack, `DEMO-${at + 1}`));
    const last = deletedIssue(youTrack, `DEMO-${count + 1}`);
    for (const item of [...orphans, last]) {
      const external_id = String(item.external_id);
      ducalis.on(BOARD).set(external_id, { ...item, external_id, key: '' });
    }
    return { youTrack, ducalis, last: String(last.external_id), stays: orphans };
  }

  it.each([1, 4, 6])('keeps the search from nothing behind it (%i of them)', (count) => {
    const { youTrack, ducalis, last } = stuck(count);
    ducalis.instead = (request) =>
      removedBy({ request }).some((id) => id !== last) ? answer(500) : undefined;
    ducalis.ticks(youTrack, 24, DEMO(youTrack));
    expect(ducalis.on(BOARD).has(last)).toBe(false);
    expect(ducalis.on(BOARD).size).toBe(count);
  });

  it('is tried again in the next round, counted, and settled when it is gone', () => {
    const { youTrack, ducalis, stays } = stuck(1);
    ducalis.instead = refuse(stays[0]?.external_id);
    ducalis.ticks(youTrack, 12, DEMO(youTrack));
    const [noted] = readNotices(DEMO(youTrack));
    expect(noted).toMatchObject({ kind: 'orphan-not-removed', subject: BOARD });
    expect(noted?.times).toBeGreaterThan(1);
    ducalis.instead = () => undefined;
    ducalis.ticks(youTrack, 24, DEMO(youTrack));
    expect(ducalis.on(BOARD).size).toBe(0);
    expect(readNotices(DEMO(youTrack))).toEqual([]);
  });

  it('keeps a former board from being done with', () => {
    const { youTrack, ducalis, stays } = stuck(1);
    youTrack.connectProject('DEMO', OTHER);
    ducalis.instead = refuse(stays[0]?.external_id);
    ducalis.ticks(youTrack, 12, DEMO(youTrack));
    expect(formerBoards(DEMO(youTrack))).toEqual([BOARD]);
    ducalis.instead = () => undefined;
    ducalis.ticks(youTrack, 24, DEMO(youTrack));
    expect(formerBoards(DEMO(youTrack))).toEqual([]);
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

  it('goes on at once where a page is small, as long as the chain has room', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const first = search(youTrack);
    const second = the(youTrack.answer(first, page([resultOf(issue)], 'page 2'), { hop: 5 }).sent);
    expect([second.name, cursorIn(second)]).toEqual(['onOrphansPage', 'page 2']);
    expect(youTrack.answer(second, page([resultOf(issue)], 'page 3'), { hop: 6 }).sent).toBeNull();
    expect(cursorIn(search(youTrack))).toBe('page 3');
  });

  it('takes more pages in a round the larger the board is', () => {
    const youTrack = connected();
    const whole = { items: Array.from({ length: 200 }, () => null), next: 'more' };
    const pagesInARound = () => {
      let sent: Sent | null = search(youTrack);
      let pages = 0;
      for (; sent !== null; pages += 1) ({ sent } = youTrack.answer(sent, answer(200, whole), { hop: 2 }));
      return pages;
    };
    const pages = Array.from({ length: 30 }, pagesInARound);
    expect([pages[0], pages[12], pages[13], pages[29]]).toEqual([1, 1, 2, 4]);
  });

  it('takes nothing from a page that another chain has turned already', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const late = search(youTrack);
    searched(youTrack, 200, { items: [resultOf(issue)], next: 'page 2' });
    const orphan = { ...resultOf(issue), external_id: 'instance-gone' };
    expect(youTrack.answer(late, page([orphan], 'elsewhere')).sent).toBeNull();
    expect(cursorIn(search(youTrack))).toBe('page 2');
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

  it('asks whether there still is such a board when Ducalis does not find it', () => {
    const youTrack = connected();
    const asked = the(youTrack.answer(search(youTrack), answer(404)).sent);
    expect(asked.name).toBe('onBoards');
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
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
    const asked = the(youTrack.answer(search(youTrack), answer(404)).sent);
    youTrack.answer(asked, answer(200, [{ id: OTHER_BOARD, name: 'Other' }]), { hop: 9 });
    expect(formerBoards(DEMO(youTrack))).toEqual([]);
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
    expect(readRegister(youTrack.execution())).toEqual([{ id: OTHER_BOARD, projects: ['DEMO'], former: [] }]);
  });
});

describe('an issue with copies that no rule has seen', () => {
  const COPIES = 12;

  /** The issue is on the board with so many copies, which all carry its facts. */
  function copied(to: (number: number) => string) {
    const youTrack = connected();
    const ducalis = new FakeDucalis();
    const issue = youTrack.queuedIssue('DEMO-1');
    ducalis.finish(youTrack, 'DEMO', youTrack.turn());
    const copy = () => {
      for (let number = 2; number <= COPIES + 1; number += 1) youTrack.copy(issue, to(number));
    };
    const remove = () => {
      const scheduled = youTrack.delete(issue);
      return () => {
        if (scheduled !== null) ducalis.finish(youTrack, 'DEMO', youTrack.run(scheduled));
      };
    };
    /** YouTrack finds it behind its copies from now on. */
    const restore = () => youTrack.issues.set('DEMO-1', issue);
    return { youTrack, ducalis, issue, copy, remove, restore };
  }

  it('stays when it was deleted and restored', () => {
    const { youTrack, ducalis, issue, copy, remove, restore } = copied((number) => `DEMO-${number}`);
    copy();
    remove()();
    restore();
    ducalis.ticks(youTrack, 24, DEMO(youTrack));
    expect(ducalis.keysOn(BOARD)).toContain('DEMO-1');
    expect(ducalis.keysOn(BOARD)).toHaveLength(COPIES + 1);
    expect(issue.delivery()).toMatchObject({ boardId: BOARD, queue: null });
  });

  it('stays when the copies are in another project on the board', () => {
    const { youTrack, ducalis, copy, remove, restore } = copied((number) => `OPS-${number}`);
    const operations = youTrack.connectProject('OPS');
    copy();
    remove()();
    restore();
    ducalis.ticks(youTrack, 24, DEMO(youTrack), operations);
    expect(ducalis.keysOn(BOARD)).toContain('DEMO-1');
    expect(ducalis.keysOn(BOARD)).toHaveLength(COPIES + 1);
  });

  it('is removed once, and its copies are issues of their own, when it stays deleted', () => {
    const { youTrack, ducalis, issue, copy, remove } = copied((number) => `DEMO-${number}`);
    const own = issue.delivery().externalId;
    copy();
    remove();
    ducalis.ticks(youTrack, 24, DEMO(youTrack));
    expect(ducalis.on(BOARD).has(String(own))).toBe(false);
    expect(ducalis.keysOn(BOARD)).toHaveLength(COPIES);
  });

  it('leaves alone when it is copied while it leaves', () => {
    const { youTrack, ducalis, issue, copy } = copied((number) => `DEMO-${number}`);
    ducalis.instead = ({ method }) => (method === 'DELETE' ? answer(500) : undefined);
    issue.options = { isRestricted: true };
    youTrack.mark(issue);
    ducalis.finish(youTrack, 'DEMO', youTrack.turn());
    expect(issue.delivery().departures).toHaveLength(1);
    copy();
    for (const [key, one] of youTrack.issues) if (key !== 'DEMO-1') one.options = {};
    ducalis.instead = () => undefined;
    ducalis.ticks(youTrack, 24, DEMO(youTrack));
    expect(ducalis.keysOn(BOARD)).toHaveLength(COPIES);
    expect(ducalis.keysOn(BOARD)).not.toContain('DEMO-1');
  });
});

describe('orphans whose removal fails for good', () => {
  /** A board with so many orphans, on pages of ten issues; those with a number up to `sticky` cannot be removed. */
  function board(count: number, sticky: number, given: HttpAnswer) {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    const orphans = Array.from({ length: count }, (_, at) => ({
      ...deletedIssue(youTrack, `DEMO-${at + 2}`),
      external_id: `orphan-${at + 1}`,
    }));
    const left = new Set(orphans.map(({ external_id }) => external_id));
    // Each is followed by two issues that are none of this YouTrack's.
    const entries = orphans.flatMap((item, at) => [
      { at: 3 * at, id: item.external_id, item },
      ...[1, 2].map((more) => ({
        at: 3 * at + more,
        id: null,
        item: { ...item, external_id: `other-${3 * at + more}`, source: 'another YouTrack' },
      })),
    ]);
    const isSticky = (id: string) => orphans.slice(0, sticky).some(({ external_id }) => external_id === id);
    const draws = [0.1, 0.9, 0.4, 0.7, 0.2, 0.6];
    const life = new Life(youTrack, (sent) => {
      youTrack.randoms.splice(0, 9, ...draws);
      draws.push(draws.shift() ?? 0);
      const removed = removedBy(sent);
      if (removed.some(isSticky)) return { answer: given, afterMs: 100 };
      for (const id of removed) left.delete(id);
      if (sent.request.method === 'DELETE') return { answer: answer(204), afterMs: 100 };
      if (removed.length > 0) return { answer: receiptsFor(sent), afterMs: 100 };
      if (sent.name !== 'onOrphansPage') return { answer: page([]), afterMs: 100 };
      const from = Number(cursorIn(sent) ?? -1);
      const items = entries.filter(({ at, id }) => at > from && (id === null || left.has(id))).slice(0, 10);
      const last = items.at(-1);
      const shown = items.map(({ item }) => item);
      return { answer: page(shown, last === undefined ? null : String(last.at)), afterMs: 100 };
    });
    return { youTrack, life, left: () => [...left] };
  }

  it.each([answer(500), answer(null), answer(422), answer(200, { revision: 5 })])(
    'keep no others waiting, on their page or behind it (%j)',
    (given) => {
      const { life, left } = board(25, 1, given);
      life.pass(2 * HOUR);
      expect(left()).toEqual(['orphan-1']);
    },
  );

  it('keep no others waiting although they are more than a round removes', () => {
    const { life, left } = board(15, 6, answer(500));
    life.pass(3 * HOUR);
    expect(
      left()
        .map((id) => Number(id.split('-')[1]))
        .sort((a, b) => a - b),
    ).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keep no edit and no other project waiting', () => {
    const { youTrack, life } = board(5, 5, answer(500));
    life.pass(30 * MINUTE);
    expect(youTrack.execution().storage().connectionState).toBe('connected');
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
    expect([waitOf(youTrack, 'upserts'), waitOf(youTrack, 'connection')]).toEqual([0, 0]);
  });
});
