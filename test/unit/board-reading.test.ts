import { describe, expect, it } from 'vitest';
import {
  askableAt,
  asking,
  askingAgain,
  beginningAgain,
  begun,
  doubted,
  halved,
  isAlive,
  isAsking,
  isWithoutListing,
  missed,
  NOTHING_BEFORE,
  turned,
} from '../../src/domain/board-reading.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const BEGUN = begun('1', { now: NOW, size: 200, before: NOTHING_BEFORE });
const ASKING = asking(BEGUN, 'call', NOW);
const FOUND = { found: [], before: NOTHING_BEFORE, hasOthers: false };

describe('the reading of a board', () => {
  it('begins at the beginning, with whole pages', () => {
    expect(BEGUN).toMatchObject({ cursor: null, size: 200, asks: 'listing', found: [], hasOthers: false });
    expect(isAsking(BEGUN, NOW)).toBe(false);
  });

  it('waits for an answer for a minute', () => {
    expect(isAsking(ASKING, NOW + MINUTE - 1)).toBe(true);
    expect(isAsking(ASKING, NOW + MINUTE)).toBe(false);
    // The clock was put back since.
    expect(isAsking(ASKING, NOW - 1)).toBe(false);
  });

  it('goes on from the next page with what it has found', () => {
    const found = { found: ['former'], before: 7, hasOthers: true };
    expect(turned(ASKING, found, 'next')).toEqual({
      ...ASKING,
      ...found,
      call: null,
      cursor: 'next',
    });
  });

  it('asks for a smaller page, or for the fields of the board', () => {
    expect(halved(ASKING, 100)).toEqual({ ...ASKING, call: null, size: 100 });
    expect(doubted(ASKING)).toEqual({ ...ASKING, call: null, asks: 'fields' });
  });
});

describe('a listing that Ducalis says is missing', () => {
  const since = missed(ASKING, NOW);

  it('is asked for every five minutes, and given up after a quarter of an hour', () => {
    expect(since).toEqual({ ...ASKING, call: null, missingSince: NOW });
    expect(askableAt(since, NOW)).toBe(NOW + 5 * MINUTE);
    expect(askableAt(doubted(since), NOW)).toBe(NOW);
    expect(missed(since, NOW + 5 * MINUTE).missingSince).toBe(NOW);
    expect(isWithoutListing(since, NOW + 15 * MINUTE - 1)).toBe(false);
    expect(isWithoutListing(since, NOW + 15 * MINUTE)).toBe(true);
  });

  it('is not missing any more with its first page', () => {
    const there = turned(since, FOUND, 'next');
    expect(there.missingSince).toBeNull();
    expect(askableAt(there, NOW)).toBe(NOW);
    expect(isWithoutListing(there, NOW + 60 * MINUTE)).toBe(false);
  });

  it('counts from now where the clock was ahead', () => {
    expect(missed(missed(ASKING, NOW + 60 * MINUTE), NOW).missingSince).toBe(NOW);
    expect(askableAt({ ...since, at: NOW + 60 * MINUTE }, NOW)).toBe(NOW);
  });
});

describe('a page that could not be read', () => {
  const midway = turned(ASKING, FOUND, 'next');

  it('is asked for again from where the reading was', () => {
    expect(askingAgain(asking(midway, 'call', NOW))).toEqual(midway);
  });

  it('is read from the beginning where Ducalis does not take the cursor, and that is counted', () => {
    const again = beginningAgain(beginningAgain(asking(midway, 'call', NOW)));
    expect(again).toEqual({ ...midway, cursor: null, refusals: 2 });
    expect(turned(again, FOUND, 'next').refusals).toBe(2);
  });

  it('is a page of the listing again, whatever was asked', () => {
    expect(askingAgain(doubted(ASKING)).asks).toBe('listing');
  });
});

describe('a reading that others wait for', () => {
  it('goes on as long as it makes calls', () => {
    expect(isAlive(ASKING, NOW + 10 * MINUTE - 1, false)).toBe(true);
    expect(isAlive(ASKING, NOW + 10 * MINUTE, false)).toBe(false);
  });

  it('goes on while the board may not be asked, for as long as any wait', () => {
    expect(isAlive(ASKING, NOW + 70 * MINUTE - 1, true)).toBe(true);
    expect(isAlive(ASKING, NOW + 70 * MINUTE, true)).toBe(false);
  });

  it('that was seen in a time that has not come says nothing', () => {
    expect(isAlive(ASKING, NOW - 1, false)).toBe(false);
  });
});
