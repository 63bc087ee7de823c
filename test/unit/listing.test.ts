import { describe, expect, it } from 'vitest';
import { parseListing } from '../../src/ducalis/listing.ts';
import { answerSaying } from '../fixtures/json-answer.ts';

const parsed = (body: unknown) => parseListing(answerSaying(body));
const ITEM = { source: 'here', external_id: 'a', key: 'DEMO-1', revision: 5 };
const READ = { source: 'here', externalId: 'a', key: 'DEMO-1', revision: 5 };
const NOTHING = { source: null, externalId: null, key: null, revision: null };

describe('the listing of a board', () => {
  it('says which issues are there, whatever Ducalis thinks of them', () => {
    const item = { ...ITEM, total_score: 'much', criteria: null };
    expect(parsed({ items: [item], next: 'c' })).toEqual({ items: [READ], next: 'c' });
  });

  it.each([
    ['a number as id', { external_id: 7 }, { externalId: '7' }],
    ['a revision as text', { revision: '5' }, { revision: 5 }],
    ['a revision that is no number', { revision: 'five' }, { revision: null }],
    ['a revision that is too great', { revision: Number.MAX_SAFE_INTEGER }, { revision: null }],
    ['an id that is none', { external_id: {} }, { externalId: null }],
    ['an empty id', { external_id: '' }, { externalId: null }],
    ['no source', { source: null }, { source: null }],
    ['a key that is none', { key: [] }, { key: null }],
  ])('reads an item with %s as far as it can', (_name, change, read) => {
    expect(parsed({ items: [{ ...ITEM, ...change }, ITEM], next: null })).toEqual({
      items: [{ ...READ, ...read }, READ],
      next: null,
    });
  });

  it('counts what is no item', () => {
    expect(parsed({ items: [null, 'x', ITEM], next: 7 })).toEqual({
      items: [NOTHING, NOTHING, READ],
      next: '7',
    });
  });

  it.each([null, ''])('ends where the next page is %j', (next) => {
    expect(parsed({ items: [ITEM], next })).toEqual({ items: [READ], next: null });
  });

  it.each([
    '',
    '<html>',
    '{"items":[{"source"',
    { items: {} },
    { items: [] },
    { items: [], next: 'c'.repeat(4_001) },
  ])('is not in %j', (body) => {
    expect(parsed(body)).toBeUndefined();
  });
});
