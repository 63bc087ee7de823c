import { describe, expect, it } from 'vitest';
import { parseAdoptable } from '../../src/ducalis/adoptable.ts';
import { answerSaying } from '../fixtures/json-answer.ts';

const ITEM = {
  source: 'former',
  base_url: 'https://example.youtrack.cloud',
  external_id: 'former-1',
  key: 'DEMO-1',
  id: 7,
  url: 'https://ducalis.io/issue/7',
  revision: 50,
  total_score: null,
  priority: null,
  top_priority: false,
  voting_percent: 0,
  all_voted: false,
  alignment: null,
  criteria: [{ key: 'reach', name: 'Reach', type: 'value', score: null }],
  updated_at: '2026-01-01T00:00:00Z',
};
const LISTED = {
  source: 'former',
  externalId: 'former-1',
  baseUrl: 'https://example.youtrack.cloud',
  key: 'DEMO-1',
  revision: 50,
  isEvaluated: false,
};

const parse = (body: unknown) => parseAdoptable(answerSaying(body));
const itemIn = (change: Readonly<Record<string, unknown>>) =>
  parse({ items: [{ ...ITEM, ...change }], next: null })?.items[0];

describe('a page of a listing', () => {
  it('says whose issues are on the board', () => {
    expect(parse({ items: [ITEM], next: 'next' })).toEqual({
      items: [LISTED],
      unreadable: 0,
      count: 1,
      next: 'next',
    });
  });

  it.each([
    ['null', null, null],
    ['nothing', undefined, null],
    ['an empty text', '', null],
    ['a number', 17, '17'],
  ])('with %s as the next page', (_what, next, expected) => {
    expect(parse({ items: [], next })?.next).toBe(expected);
  });

  it.each([
    ['no JSON', '<html>'],
    ['a part of it', '{"items":[{"sour'],
    ['no text', ''],
    ['a list', '[]'],
    ['an error', { error: { message: 'Busy' } }],
    ['items that are no list', { items: {}, next: null }],
    ['a next page that is none', { items: [], next: {} }],
  ])('is not %s', (_what, body) => {
    expect(parse(body)).toBeUndefined();
  });

  it('hides no item behind one that cannot be read, and counts that', () => {
    const unreadable = [
      null,
      7,
      'text',
      { ...ITEM, key: null },
      { ...ITEM, base_url: null },
      { ...ITEM, source: '' },
    ];
    const page = parse({ items: [...unreadable, ITEM], next: null });
    expect(page).toEqual({ items: [LISTED], unreadable: unreadable.length, count: 7, next: null });
  });

  it('leaves out what Ducalis has read by itself', () => {
    const pulled = { ...ITEM, source: null, external_id: null, revision: null };
    expect(parse({ items: [pulled], next: null })).toMatchObject({ items: [], unreadable: 0, count: 1 });
  });
});

describe('an item', () => {
  it.each([
    [50, 50],
    ['50', 50],
    [null, 0],
    [undefined, 0],
    [-1, 0],
    [1.5, 0],
    ['fifty', 0],
    [Number.MAX_SAFE_INTEGER, 0],
  ])('has a revision that comes as %s', (revision, expected) => {
    expect(itemIn({ revision })?.revision).toBe(expected);
  });

  it('has an id that may come as a number', () => {
    expect(itemIn({ external_id: 5 })?.externalId).toBe('5');
  });

  it.each([
    ['a total score', { total_score: 0 }],
    ['a total score that comes as a text', { total_score: '12.50' }],
    ['votes', { voting_percent: 10 }],
    ['votes that come as a text', { voting_percent: '10' }],
    ['a score', { criteria: [{ score: null }, { score: 0 }] }],
  ])('is evaluated where it has %s', (_what, change) => {
    expect(itemIn(change)?.isEvaluated).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['texts that are no numbers', { total_score: 'none', voting_percent: '' }],
    ['criteria that cannot be read', { criteria: 'none' }],
    ['a criterion that cannot be read', { criteria: [null, 5, {}] }],
    ['no word of it', { total_score: undefined, voting_percent: undefined, criteria: undefined }],
  ])('is not evaluated where it has %s', (_what, change) => {
    expect(itemIn(change)?.isEvaluated).toBe(false);
  });
});
