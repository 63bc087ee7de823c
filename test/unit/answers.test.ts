import { describe, expect, it } from 'vitest';
import { parseBoardFields, parseInboundResults, parseRevision } from '../../src/ducalis/answers.ts';

const answer = (body: unknown) => ({
  status: 200,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  failure: null,
  header: () => null,
});

describe('the fields of a board', () => {
  it('are read one by one, so that one that nobody understands hides no other', () => {
    const good = { key: 'a', name: 'A', type: 'number' };
    const items = [
      good,
      { ...good, key: 'b', required: null },
      { ...good, type: 'hologram' },
      { key: 'c' },
      null,
    ];
    expect(parseBoardFields(answer({ items }))).toEqual([
      { key: 'a', name: 'A', type: 'number', required: false, options: [], isCriterion: false },
      { key: 'b', name: 'A', type: 'number', required: false, options: [], isCriterion: false },
    ]);
  });

  it('tell the names of their options, and which of them are criteria', () => {
    const items = [
      { key: 's', name: 'S', type: 'select', options: [{ id: 's-1', name: 'One' }] },
      { key: 'r', name: 'R', type: 'number', criterion: { type: 'value', scale: {} } },
      { key: 'n', name: 'N', type: 'number', criterion: null },
    ];
    expect(parseBoardFields(answer({ items }))).toMatchObject([
      { options: ['One'], isCriterion: false },
      { options: [], isCriterion: true },
      { options: [], isCriterion: false },
    ]);
  });

  it.each(['<html>', '[]', '{}', ''])('are not understood in %j', (body) => {
    expect(parseBoardFields(answer(body))).toBeUndefined();
  });
});

describe('a result', () => {
  const item = {
    source: 's',
    external_id: 'e',
    total_score: 1,
    priority: 1,
    top_priority: false,
    voting_percent: 1,
    all_voted: false,
    alignment: null,
    criteria: [],
    updated_at: '2026-01-01T00:00:00Z',
  };

  it.each([1e300, 0, 1.5, '1'])(
    'with the priority %j is left out: YouTrack could not keep it',
    (priority) => {
      const body = JSON.stringify({ items: [{ ...item, priority }, item] });
      expect(parseInboundResults(body)).toMatchObject({ count: 2, results: [{ priority: 1 }] });
    },
  );

  it('carries the keys of its criteria', () => {
    const criteria = [
      { key: 'reach', name: 'Reach', type: 'value', score: 8 },
      { key: 7, name: 'Costs', type: 'effort', score: null },
    ];
    expect(parseInboundResults(JSON.stringify({ items: [{ ...item, criteria }] }))?.results).toMatchObject([
      {
        criteria: [
          { key: 'reach', name: 'Reach', kind: 'value', score: 8 },
          { key: '7', name: 'Costs', kind: 'effort', score: null },
        ],
      },
    ]);
  });

  it.each([
    ['a whole number', 7_000_000_000_000_123, [{ revision: 7_000_000_000_000_123 }]],
    ['null', null, [{ revision: null }]],
    ['absent', undefined, [{ revision: null }]],
    ['a fraction', 1.5, []],
    ['a text', '7', []],
  ])('whose revision is %s', (_what, revision, results) => {
    expect(parseInboundResults(JSON.stringify({ items: [{ ...item, revision }] }))?.results).toMatchObject(
      results,
    );
  });

  it('is one of at most 500', () => {
    const of = (count: number) => JSON.stringify({ items: Array.from({ length: count }, () => item) });
    expect(parseInboundResults(of(500))?.count).toBe(500);
    expect(parseInboundResults(of(501))).toBeUndefined();
  });
});

it('the revision that Ducalis holds is read from its answer, and from nothing else', () => {
  expect(parseRevision(answer({ revision: 7 }))).toBe(7);
  expect(parseRevision(answer('<html>'))).toBeUndefined();
  expect(parseRevision(answer({ revision: 1e300 }))).toBeUndefined();
});
