import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counts } from '../../src/domain/result-order.ts';

const NOW = 1_000_000;
const feed = (askedAt: number | null) => ({ from: 'feed', askedAt }) as const;
const POST = { from: 'post' } as const;
const KEPT_FROM_FEED = { scoredAt: NOW - 500, postedAt: null };
const KEPT_FROM_POST = { scoredAt: NOW - 500, postedAt: NOW - 100 };
const NONE = { scoredAt: null, postedAt: null };

describe('a result of the feed', () => {
  it.each([0, NOW - 501, NOW, NOW + 9_999, null])(
    'counts over one of the feed, changed at %j',
    (updatedAt) => {
      expect(counts(KEPT_FROM_FEED, updatedAt, feed(NOW - 5_000), NOW)).toBe(true);
    },
  );

  it.each([
    ['asked for after the post', NOW - 99, 0, true],
    ['asked for in the same moment', NOW - 100, 0, true],
    ['asked for before the post, and older', NOW - 101, NOW - 501, false],
    ['asked for before the post, and as old', NOW - 101, NOW - 500, true],
    ['asked for before the post, and newer', NOW - 101, NOW - 499, true],
    ['asked for before the post, without a time', NOW - 101, null, false],
    ['asked for at a time that nobody knows', null, 0, true],
  ])('over a post: %s', (_what, askedAt, updatedAt, isCounted) => {
    expect(counts(KEPT_FROM_POST, updatedAt, feed(askedAt), NOW)).toBe(isCounted);
  });

  it('counts over a post of the future, because a clock was put back', () => {
    const future = { scoredAt: NOW - 1, postedAt: NOW + 1 };
    expect(counts(future, 0, feed(NOW - 500), NOW)).toBe(true);
  });

  it('counts sooner or later: a page that is asked for now is never overtaken by what is kept now', () => {
    const time = fc.option(fc.integer({ min: 0, max: 2 * NOW }));
    fc.assert(
      fc.property(time, time, time, (scoredAt, postedAt, updatedAt) => {
        expect(counts({ scoredAt, postedAt }, updatedAt, feed(NOW), NOW)).toBe(true);
      }),
    );
  });
});

describe('a result that is posted', () => {
  it.each([
    ['older', NOW - 501, false],
    ['as old', NOW - 500, true],
    ['newer', NOW - 499, true],
    ['without a time', null, true],
  ])('that is %s', (_what, updatedAt, isCounted) => {
    expect(counts(KEPT_FROM_FEED, updatedAt, POST, NOW)).toBe(isCounted);
    expect(counts(KEPT_FROM_POST, updatedAt, POST, NOW)).toBe(isCounted);
  });

  it('counts over one of the future, because a clock was put back', () => {
    expect(counts({ scoredAt: NOW + 1, postedAt: null }, 0, POST, NOW)).toBe(true);
  });
});

it('anything counts where nothing is kept', () => {
  expect(counts(NONE, 0, feed(0), NOW)).toBe(true);
  expect(counts(NONE, null, POST, NOW)).toBe(true);
});
