import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInboundResults, parseResultPage } from '../../src/ducalis/results.ts';
import { answerSaying } from '../fixtures/json-answer.ts';

const ITEM = {
  source: 's',
  external_id: 'e',
  key: 'DEMO-1',
  id: 7,
  url: 'https://ducalis.io/issue/7',
  revision: 5,
  total_score: 12.5,
  priority: 1,
  top_priority: true,
  voting_percent: 80,
  all_voted: true,
  alignment: 66.6,
  criteria: [
    { key: 'reach', name: 'Reach', type: 'value', score: 8 },
    { key: 7, name: 'Costs', type: 'effort', score: null },
  ],
  updated_at: '2026-01-01T00:00:00Z',
};

const READ = {
  source: 's',
  externalId: 'e',
  id: '7',
  url: 'https://ducalis.io/issue/7',
  revision: 5,
  totalScore: 12.5,
  priority: 1,
  isTopPriority: true,
  votingPercent: 80,
  isFinal: true,
  alignment: 66.6,
  criteria: [
    { key: 'reach', name: 'Reach', kind: 'value', score: 8 },
    { key: '7', name: 'Costs', kind: 'effort', score: null },
  ],
  updatedAt: Date.UTC(2026, 0, 1),
  gaps: [],
};

const page = (body: unknown) => parseResultPage(answerSaying(body));
const inbound = (items: unknown) => parseInboundResults(JSON.stringify({ items }));

describe('a result', () => {
  it('is read as it should be', () => {
    expect(inbound([ITEM])).toEqual({ results: [READ], unreadable: [], count: 1 });
  });

  it.each([
    ['a number as a text', { total_score: '12.50' }, {}],
    ['a rounding error', { voting_percent: 100.000_000_000_000_01 }, { votingPercent: 100 }],
    ['a percentage with its sign', { alignment: '66.6 %' }, {}],
    ['null for yes or no', { all_voted: null, top_priority: null }, { isFinal: false, isTopPriority: false }],
    ['no criteria', { criteria: undefined }, { criteria: [] }],
    ['a total of nothing', { total_score: null }, { totalScore: null }],
    ['a revision as a text', { revision: '5' }, {}],
    ['no id of Ducalis', { id: null }, { id: 'e' }],
    ['an id that is a number', { external_id: 9 }, { externalId: '9' }],
    ['an unknown key', { mood: 'good' }, {}],
    ['an address that is no https', { url: 'http://ducalis.io' }, { url: null }],
    ['no time', { updated_at: undefined }, { updatedAt: null }],
    ['no source', { source: undefined }, { source: null }],
    [
      'a criterion of an unknown type and without a name',
      { criteria: [{ key: 'risk', type: 'risk', score: '3' }] },
      { criteria: [{ key: 'risk', name: 'risk', kind: null, score: 3 }] },
    ],
  ])('with %s has no gap', (_what, change, seen) => {
    expect(inbound([{ ...ITEM, ...change }])).toEqual({
      results: [{ ...READ, ...seen }],
      unreadable: [],
      count: 1,
    });
  });

  it.each([
    [{ total_score: 'good' }, { totalScore: null }, ['total_score']],
    [{ priority: 0 }, { priority: null }, ['priority']],
    [{ priority: 1.5 }, { priority: null }, ['priority']],
    [{ priority: 1e300 }, { priority: null }, ['priority']],
    [{ top_priority: 'star' }, { isTopPriority: false }, ['top_priority']],
    [{ voting_percent: 150 }, { votingPercent: null }, ['voting_percent']],
    [{ all_voted: {} }, { isFinal: false }, ['all_voted']],
    [{ alignment: -1, priority: 0 }, { alignment: null, priority: null }, ['priority', 'alignment']],
    [{ url: {} }, { url: null }, ['url']],
    [{ revision: 1.5 }, { revision: null }, ['revision']],
    [{ updated_at: 'yesterday' }, { updatedAt: null }, ['updated_at']],
    [{ criteria: 'none' }, { criteria: [] }, ['criteria']],
    [
      {
        criteria: [null, ITEM.criteria[0], { name: 'No key' }, { key: 'odd', name: {}, type: 5, score: 'x' }],
      },
      { criteria: [READ.criteria[0], { key: 'odd', name: 'odd', kind: null, score: null }] },
      ['criteria'],
    ],
  ])('with %j says what it lacks', (change, seen, gaps) => {
    expect(inbound([{ ...ITEM, ...change }])?.results).toEqual([{ ...READ, ...seen, gaps }]);
  });

  it('has a hundred criteria at most', () => {
    const criteria = Array.from({ length: 101 }, (_, at) => ({ ...ITEM.criteria[0], key: `k${at}` }));
    const [result] = inbound([{ ...ITEM, criteria }])?.results ?? [];
    expect(result?.criteria).toHaveLength(100);
    expect(result?.gaps).toEqual(['criteria']);
  });

  it.each([
    ['null', null, { source: null, id: '#2' }],
    ['a list', [ITEM], { source: null, id: '#2' }],
    ['empty', {}, { source: null, id: '#2' }],
    ['without an external id', { ...ITEM, external_id: undefined }, { source: 's', id: '7' }],
    ['with an odd external id', { ...ITEM, external_id: {}, id: {} }, { source: 's', id: '#2' }],
    ['with a very long external id', { ...ITEM, external_id: 'x'.repeat(256) }, { source: 's', id: '7' }],
  ])('that is %s is unreadable, and those beside it are not', (_what, odd, unreadable) => {
    expect(inbound([ITEM, odd, ITEM])).toEqual({
      results: [READ, READ],
      unreadable: [unreadable],
      count: 3,
    });
  });

  it('of an issue that Ducalis has from elsewhere is none of ours, and nothing is wrong with it', () => {
    const pulled = { ...ITEM, source: null, external_id: null };
    expect(inbound([pulled, ITEM])).toEqual({ results: [READ], unreadable: [], count: 2 });
  });

  it('is read next to anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (odd) => {
        const read = inbound([ITEM, odd, ITEM]);
        expect([read?.results[0], read?.results.at(-1), read?.count]).toEqual([READ, READ, 3]);
      }),
    );
  });

  it('keeps every other part when anything is in place of one', () => {
    const parts = {
      total_score: 'totalScore',
      priority: 'priority',
      top_priority: 'isTopPriority',
      voting_percent: 'votingPercent',
      all_voted: 'isFinal',
      alignment: 'alignment',
      criteria: 'criteria',
      url: 'url',
      revision: 'revision',
      updated_at: 'updatedAt',
    } as const;
    const names = fc.constantFrom(...(Object.keys(parts) as (keyof typeof parts)[]));
    fc.assert(
      fc.property(names, fc.jsonValue(), (name, odd) => {
        const [result] = inbound([{ ...ITEM, [name]: odd }])?.results ?? [];
        const { [parts[name]]: _odd, gaps, ...others } = result ?? { gaps: [], [parts[name]]: 0 };
        const { [parts[name]]: _read, gaps: _none, ...expected } = READ;
        expect(others).toEqual(expected);
        expect([[], [name]]).toContainEqual(gaps);
      }),
    );
  });
});

describe('a page of results', () => {
  it.each([
    ['next', 'next'],
    [7, '7'],
    [null, null],
    ['', null],
    [undefined, null],
  ])('goes on at %j', (next, cursor) => {
    expect(page({ items: [ITEM], next })).toEqual({
      results: [READ],
      unreadable: [],
      count: 1,
      next: cursor,
    });
  });

  it('may be longer than it was asked for', () => {
    expect(page({ items: Array.from({ length: 501 }, () => ITEM), next: 'n' })?.results).toHaveLength(501);
  });

  it.each(['<html>', '', 'null', '[]', '{}', '{"items":{},"next":"n"}', '{"items":[{"sou'])(
    'is not understood in %j',
    (body) => {
      expect(page(body)).toBeUndefined();
    },
  );

  it.each([{}, true, 'x'.repeat(4_001)])(
    'is not understood when it goes on at %j: nothing behind it would ever be read',
    (next) => {
      expect(page({ items: [ITEM], next })).toBeUndefined();
    },
  );
});

it('at most 500 results are taken from a post', () => {
  const items = (count: number) => Array.from({ length: count }, () => ITEM);
  expect(inbound(items(500))?.count).toBe(500);
  expect(inbound(items(501))).toBeUndefined();
  expect(parseInboundResults('<html>')).toBeUndefined();
  expect(inbound({})).toBeUndefined();
});
