import { describe, expect, it } from 'vitest';
import { outcomeOf, parseRetryAfter } from '../../src/domain/outcome.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const answer = (status: number | null, isJson = true, retryAfter: string | null = null) =>
  outcomeOf({ status, isJson, retryAfter }, NOW);

describe('the outcome of an answer', () => {
  it.each([200, 201])('takes a %i with JSON as acknowledged', (status) => {
    expect(answer(status)).toEqual({ kind: 'Acknowledged' });
  });

  it('takes a 204 as acknowledged although it has no content', () => {
    expect(answer(204, false)).toEqual({ kind: 'Acknowledged' });
  });

  it('retries a 200 whose content is a web page', () => {
    expect(answer(200, false)).toEqual({ kind: 'RetryAfter', afterMs: null, countsAsAttempt: true });
  });

  it.each([401, 403])('suspends the connection on a %i', (status) => {
    expect(answer(status)).toEqual({ kind: 'Suspended' });
  });

  it('tells a board that is gone from one that is switched off', () => {
    expect(answer(404)).toEqual({ kind: 'Gone', reason: 'board-not-found' });
    expect(answer(410)).toEqual({ kind: 'Gone', reason: 'board-disabled' });
  });

  it.each([302, 408, 409, 425, 500, 502, 503, 599, null])('retries a %s', (status) => {
    expect(answer(status)).toEqual({ kind: 'RetryAfter', afterMs: null, countsAsAttempt: true });
  });

  it('does not count waiting for a rate limit as an attempt', () => {
    expect(answer(429)).toEqual({ kind: 'RetryAfter', afterMs: null, countsAsAttempt: false });
    expect(answer(503, true, '7')).toEqual({ kind: 'RetryAfter', afterMs: 7_000, countsAsAttempt: false });
  });

  it.each([400, 402, 413, 422])('leaves a %i to a person', (status) => {
    expect(answer(status)).toEqual({ kind: 'NeedsAttention' });
  });
});

describe('Retry-After', () => {
  it('is read in seconds and as a date', () => {
    expect(parseRetryAfter('120', NOW)).toBe(120_000);
    expect(parseRetryAfter('Tue, 24 Nov 2026 12:00:30 GMT', NOW)).toBe(30_000);
  });

  it('is never negative and never longer than an hour', () => {
    expect(parseRetryAfter('Tue, 24 Nov 2026 11:00:00 GMT', NOW)).toBe(0);
    expect(parseRetryAfter('999999999', NOW)).toBe(3_600_000);
  });

  it.each([null, '', ' ', 'soon', '-5x'])('is ignored when it says %j', (text) => {
    expect(parseRetryAfter(text, NOW)).toBeNull();
  });
});
