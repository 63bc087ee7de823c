/** One project of a board reads its feed for all of them. */
import { describe, expect, it } from 'vitest';
import { disconnect } from '../../src/app/connecting/disconnect.ts';
import { BOARD, type ConnectedYouTrack, connected } from './fake/connected.ts';
import { cursorOf } from './fake/feeds.ts';
import type { FakeIssue } from './fake/issue.ts';
import { HOUR, Life, MINUTE, SECOND } from './fake/life.ts';
import { FAST, take } from './fake/life-ducalis.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

const isFeed = (sent: Sent): boolean => sent.name === 'onResultsPage';

/** The bench clock: half a second, and ten milliseconds an item. */
const BENCH = (items: number): number => SECOND / 2 + items * 10;

/** Projects on one board, each with an issue that Ducalis has, and a feed of which the cursor is a place. */
class Board {
  readonly youTrack: ConnectedYouTrack = connected();
  readonly issues: FakeIssue[] = [];
  readonly changes: { readonly issue: FakeIssue; readonly total: number }[] = [];
  readonly life: Life;

  constructor(projects: number, issuesOfEach = 1) {
    for (let at = 0; at < projects; at += 1) {
      const key = at === 0 ? 'DEMO' : `P${at}`;
      if (at > 0) this.youTrack.connectProject(key);
      for (let number = 1; number <= issuesOfEach; number += 1) {
        this.issues.push(this.youTrack.sentIssue(`${key}-${number}`));
      }
    }
    this.life = new Life(this.youTrack, (sent, now, youTrack) => {
      if (!isFeed(sent)) return take(sent, now, youTrack);
      const params = new URL(sent.request.uri, 'https://a').searchParams;
      const from = Number(params.get('cursor') ?? 0);
      const changed = this.changes.slice(from, from + Number(params.get('per-page')));
      const items = changed.map(({ issue, total }) => resultOf(issue, { total_score: total }));
      const afterMs = Math.max(FAST, BENCH(items.length));
      return { answer: answer(200, { items, next: String(from + items.length) }), afterMs };
    });
  }

  change(total: number, issues: readonly FakeIssue[] = this.issues): void {
    for (const issue of issues) this.changes.push({ issue, total });
  }

  has(total: number): boolean {
    return this.issues.every((issue) => issue.results().totalScore === total);
  }

  /** Keys of the projects that have asked the feed since then, by call. */
  readersSince(at: number): readonly string[] {
    return this.life.calls.filter((call) => isFeed(call.sent) && call.at >= at).map(({ project }) => project);
  }

  /** Its issues stay there. */
  leave(key: string): void {
    disconnect(this.youTrack.execution(), { project: key, board: BOARD, onBoard: 'keep' });
    this.youTrack.take();
  }

  project(key: string) {
    return the(this.youTrack.projects.get(key));
  }

  get now(): number {
    return this.youTrack.now;
  }
}

describe('a board with several projects', () => {
  it('is asked for results by one of them, every five minutes, for all', () => {
    const board = new Board(3);
    board.life.pass(10 * MINUTE);
    board.change(7);
    const { now } = board;
    board.life.pass(HOUR);
    expect(board.has(7)).toBe(true);
    const readers = board.readersSince(now);
    expect(new Set(readers).size).toBe(1);
    expect(readers.length).toBeGreaterThanOrEqual(12);
    expect(readers.length).toBeLessThanOrEqual(14);
  });

  it.each([
    ['whose rules stop', (board: Board, reader: string) => board.life.stopped.add(reader)],
    [
      'whose board is said to be closed',
      (board: Board, reader: string) => board.project(reader).become({ suspendedReason: 'board-forbidden' }),
    ],
    ['that leaves its issues there', (board: Board, reader: string) => board.leave(reader)],
    ['that is deleted', (board: Board, reader: string) => board.youTrack.deleteProject(reader)],
    ['that begins an import', (board: Board, reader: string) => board.youTrack.startImport(reader)],
  ])('is read on within 15 minutes for one %s', (_why, stop) => {
    const board = new Board(3);
    board.life.pass(10 * MINUTE);
    const reader = the(board.readersSince(0).at(-1));
    board.change(1);
    board.life.pass(6 * MINUTE);
    const cursor = cursorOf(board.youTrack);
    stop(board, reader);
    board.youTrack.take();
    const { now } = board;
    const others = board.issues.filter((issue) => !issue.key.startsWith(`${reader}-`));
    board.change(2, others);
    board.life.pass(15 * MINUTE);
    expect(others.map((issue) => issue.results().totalScore)).toEqual([2, 2]);
    // It went on where the other had stopped.
    expect(Number(cursor)).toBe(3);
    const pages = board.life.calls.filter((call) => isFeed(call.sent) && call.at >= now);
    expect(pages.every(({ sent }) => sent.request.uri.includes('cursor='))).toBe(true);
  });

  it('is read from its beginning once a project comes whose results may have been passed', () => {
    const board = new Board(2);
    board.change(1);
    board.leave('P1');
    board.life.pass(10 * MINUTE);
    expect(board.issues.map((issue) => issue.results().totalScore)).toEqual([1, null]);
    board.youTrack.connectProject('P1');
    board.life.pass(6 * MINUTE);
    expect(board.has(1)).toBe(true);
  });

  it('is so too when a write that met another has lost the note of it', () => {
    const board = new Board(2);
    board.change(1);
    board.leave('P1');
    board.life.pass(10 * MINUTE);
    const { feeds } = board.youTrack.properties;
    board.youTrack.connectProject('P1');
    board.youTrack.properties.feeds = feeds;
    board.life.pass(11 * MINUTE);
    expect(board.has(1)).toBe(true);
  });
});

describe('6,000 changed results', () => {
  it('arrive within 13 minutes', () => {
    const board = new Board(1, 1);
    const [issue] = board.issues;
    board.life.pass(7 * MINUTE);
    const { now } = board;
    for (let total = 1; total <= 6_000; total += 1) board.change(total, [the(issue)]);
    board.life.pass(13 * MINUTE);
    expect(the(issue).results().totalScore).toBe(6_000);
    // Eight calls a chain, one chain a minute.
    for (let at = now; at < board.now; at += MINUTE) {
      const calls = board.life.calls.filter((call) => call.at >= at && call.at < at + MINUTE);
      expect(calls.length).toBeLessThanOrEqual(9);
    }
  });
});
