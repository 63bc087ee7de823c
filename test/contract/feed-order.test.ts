/** Of two results of an issue, the one counts that the feed says last; a post counts until the feed has spoken. */
import { describe, expect, it } from 'vitest';
import { takeInbound } from '../../src/app/results/inbound.ts';
import { type ConnectedYouTrack, connected } from './fake/connected.ts';
import { cursorOf } from './fake/feeds.ts';
import type { FakeIssue } from './fake/issue.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

const SECOND = 1_000;

class Board {
  readonly youTrack: ConnectedYouTrack = connected();
  readonly issue: FakeIssue = this.youTrack.sentIssue('DEMO-1');
  /** By the clock of Ducalis. */
  readonly start = this.youTrack.now;

  /** @param at seconds after the start, by the clock of Ducalis. */
  private result(total: number, at: number): unknown {
    return resultOf(this.issue, {
      total_score: total,
      updated_at: new Date(this.start + at * SECOND).toISOString(),
    });
  }

  pass(seconds: number): void {
    this.youTrack.now += seconds * SECOND;
  }

  post(total: number, at: number): number {
    const body = JSON.stringify({ items: [this.result(total, at)] });
    return takeInbound(this.youTrack.execution(), the(this.youTrack.projects.get('DEMO')), body).accepted;
  }

  ask(): Sent {
    return the(this.youTrack.round().sent);
  }

  /** @returns what the chain asks for next. */
  answer(asked: Sent, total: number, at: number, next = 'next'): Sent {
    return the(this.youTrack.answer(asked, answer(200, { items: [this.result(total, at)], next })).sent);
  }

  feed(total: number, at: number): void {
    let sent: Sent | null = this.answer(this.ask(), total, at);
    while (sent !== null) sent = this.youTrack.answer(sent, answer(200, { items: [], next: null })).sent;
  }

  get total(): number | null {
    return this.issue.results().totalScore;
  }

  get cursor(): string | null {
    return cursorOf(this.youTrack);
  }
}

describe('what the feed says', () => {
  it('counts although its time is 3 s earlier than that of what it said before', () => {
    const board = new Board();
    board.feed(50, 10);
    board.feed(10, 7);
    expect(board.total).toBe(10);
  });

  it('counts although Ducalis has put its clock back by years', () => {
    const board = new Board();
    board.feed(50, 10);
    board.feed(10, -1_000_000_000);
    expect(board.total).toBe(10);
    expect(board.issue.results().scoredAt).toBe(board.start - 1_000_000_000 * SECOND);
  });

  it('counts in its order where one page has an issue twice', () => {
    const board = new Board();
    const items = [50, 10].map((total, at) =>
      resultOf(board.issue, {
        total_score: total,
        updated_at: new Date(board.start - at * SECOND).toISOString(),
      }),
    );
    board.youTrack.answer(board.ask(), answer(200, { items, next: 'n' }));
    expect(board.total).toBe(10);
  });

  it('counts over a post that came before its page was asked for, whatever the times say', () => {
    const board = new Board();
    board.pass(60);
    board.post(50, 10);
    board.pass(1);
    board.feed(10, 7);
    expect(board.total).toBe(10);
    expect(board.issue.results().postedAt).toBeNull();
  });

  it('counts over a post that came while its page was on its way, where it is as new', () => {
    const board = new Board();
    board.pass(60);
    const asked = board.ask();
    board.pass(1);
    board.post(50, 10);
    board.pass(1);
    board.answer(asked, 10, 10);
    expect(board.total).toBe(10);
  });

  it('counts over a post of the future, because our clock was put back', () => {
    const board = new Board();
    board.pass(20 * 60 * 60);
    board.post(50, 10);
    board.pass(-20 * 60 * 60);
    board.feed(10, 7);
    expect(board.total).toBe(10);
  });

  it('counts when its call was made by a version that did not say when', () => {
    const board = new Board();
    board.pass(60);
    const asked = board.ask();
    board.pass(1);
    board.post(50, 10);
    const { askedAt: _left, ...payload } = JSON.parse(the(asked.payload));
    board.answer({ ...asked, payload: JSON.stringify(payload) }, 10, 7);
    expect(board.total).toBe(10);
  });
});

describe('a post that comes while a page of the feed is on its way', () => {
  function overtaken() {
    const board = new Board();
    board.pass(60);
    const asked = board.ask();
    board.pass(1);
    board.post(50, 10);
    board.pass(1);
    return { board, asked };
  }

  it('counts over an older result on that page', () => {
    const { board, asked } = overtaken();
    board.answer(asked, 10, 7);
    expect(board.total).toBe(50);
  });

  it('does not let the cursor pass that result: its page is asked for again, and counts then', () => {
    const { board, asked } = overtaken();
    const again = board.answer(asked, 10, 7);
    expect(board.cursor).toBeNull();
    expect([again.name, again.request.uri]).toEqual([asked.name, asked.request.uri]);
    expect(board.answer(again, 10, 7).request.uri).toContain('cursor=next');
    expect(board.total).toBe(10);
    expect(board.cursor).toBe('next');
  });

  it('keeps nothing else of that page from its issue', () => {
    const { board, asked } = overtaken();
    const other = board.youTrack.addIssue('DEMO-2');
    other.own();
    other.record({ boardId: board.issue.delivery().boardId });
    const items = [resultOf(board.issue), resultOf(other)];
    board.youTrack.answer(asked, answer(200, { items, next: 'next' }));
    expect(other.results().totalScore).toBe(42.5);
    expect(board.total).toBe(50);
  });

  it('leaves that page to the next round at the end of a chain', () => {
    const { board, asked } = overtaken();
    const items = [resultOf(board.issue)];
    const { sent } = board.youTrack.answer(asked, answer(200, { items, next: 'next' }), { hop: 4 });
    expect(the(sent).name).toBe('onOrphansPage');
    board.youTrack.take();
    expect(board.ask().request.uri).toBe(asked.request.uri);
  });
});

describe('what Ducalis posts', () => {
  it('counts until the feed has spoken', () => {
    const board = new Board();
    board.feed(10, 7);
    board.pass(60);
    expect(board.post(50, 10)).toBe(1);
    expect(board.total).toBe(50);
    expect(board.issue.results().postedAt).toBe(board.youTrack.now);
  });

  it('does not count when it is older than what is kept: it may have been on its way for long', () => {
    const board = new Board();
    board.pass(60);
    board.feed(10, 7);
    expect([board.post(50, 6), board.total]).toEqual([0, 10]);
    expect([board.post(50, 8), board.total]).toEqual([1, 50]);
    expect([board.post(40, 7), board.total]).toEqual([0, 50]);
    expect([board.post(30, 8), board.total]).toEqual([1, 30]);
  });

  it('counts over a result of the future, because our clock was put back', () => {
    const board = new Board();
    board.pass(20 * 60 * 60);
    board.post(50, 20 * 60 * 60);
    board.pass(-20 * 60 * 60);
    expect([board.post(10, 10), board.total]).toEqual([1, 10]);
  });

  it('counts without a time, as of now', () => {
    const board = new Board();
    board.pass(60);
    board.feed(10, 7);
    board.pass(1);
    const items = [resultOf(board.issue, { total_score: 5, updated_at: 'soon' })];
    takeInbound(
      board.youTrack.execution(),
      the(board.youTrack.projects.get('DEMO')),
      JSON.stringify({ items }),
    );
    expect(board.issue.results()).toMatchObject({ totalScore: 5, scoredAt: board.youTrack.now });
  });
});
