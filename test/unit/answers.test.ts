import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseBoardFields,
  parseBoards,
  parseBulkReceipts,
  parseComplaint,
  parseIntegration,
  parseMembers,
  parseRevision,
} from '../../src/ducalis/answers.ts';
import { answerSaying } from '../fixtures/json-answer.ts';

const NO_LISTS = [
  '<html>',
  '',
  'null',
  '5',
  '"items"',
  '{}',
  '{"items":null}',
  '{"items":{"0":1}}',
  '{"items":"[]"}',
];

describe('the fields of a board', () => {
  it('are read one by one, so that one that nobody understands hides no other', () => {
    const good = { key: 'a', name: 'A', type: 'number' };
    const items = [
      good,
      { ...good, key: 'b', required: null },
      { ...good, type: 'hologram' },
      { key: 'c' },
      null,
      { ...good, key: 7, name: 8, required: 'true', options: 'none', note: 'new' },
    ];
    expect(parseBoardFields(answerSaying({ items }))).toEqual({
      items: [
        { key: 'a', name: 'A', type: 'number', required: false, options: [], isCriterion: false },
        { key: 'b', name: 'A', type: 'number', required: false, options: [], isCriterion: false },
        { key: '7', name: '8', type: 'number', required: true, options: [], isCriterion: false },
      ],
      unreadable: 3,
    });
  });

  it('tell the names of their options, and which of them are criteria', () => {
    const items = [
      {
        key: 's',
        name: 'S',
        type: 'select',
        options: [{ id: 's-1', name: 'One' }, null, { id: 2 }, { name: 3 }],
      },
      { key: 'r', name: 'R', type: 'number', criterion: { type: 'value', scale: {} } },
      { key: 'n', name: 'N', type: 'number', criterion: null },
    ];
    expect(parseBoardFields(answerSaying({ items }))?.items).toMatchObject([
      { options: ['One', '3'], isCriterion: false },
      { options: [], isCriterion: true },
      { options: [], isCriterion: false },
    ]);
  });

  it.each([...NO_LISTS, '[]'])('are not understood in %j', (body) => {
    expect(parseBoardFields(answerSaying(body))).toBeUndefined();
  });
});

describe('boards', () => {
  it('are read one by one', () => {
    const items = [
      { id: 1, name: 'Product', emoji: '🚀', progress: 'new' },
      { id: '2', name: 'x'.repeat(2_000) },
      { id: 3, name: 'Odd', emoji: { unicode: '🚀' } },
      { id: 4 },
      { name: 'No id' },
      null,
      [],
      'board',
    ];
    expect(parseBoards(answerSaying(items))).toEqual({
      items: [
        { id: '1', name: 'Product', emoji: '🚀' },
        { id: '2', name: 'x'.repeat(1_000), emoji: null },
        { id: '3', name: 'Odd', emoji: null },
      ],
      unreadable: 5,
    });
  });

  it.each(['<html>', '', 'null', '{}', '{"items":[]}'])('are not understood in %j', (body) => {
    expect(parseBoards(answerSaying(body))).toBeUndefined();
  });
});

describe('receipts', () => {
  const receipt = { external_id: 'a', status: 200, url: 'https://ducalis.io/issue/1', revision: 7 };
  const read = { ...receipt, isRemoved: false, error: null };

  it('are read as they should be', () => {
    expect(parseBulkReceipts(answerSaying({ items: [{ ...receipt, id: 1, more: true }] }))).toEqual([read]);
  });

  it.each([
    [{ revision: '7', status: '200' }, {}],
    [{ external_id: 5 }, { external_id: '5' }],
    [{ revision: 'seven' }, { revision: undefined }],
    [{ revision: 1.5 }, { revision: undefined }],
    [{ revision: Number.MAX_SAFE_INTEGER }, { revision: undefined }],
    [{ revision: undefined }, { revision: null }],
    [{ url: 5 }, { url: '5' }],
    [{ url: {} }, { url: null }],
    [{ error: 'Bad' }, { error: 'Bad' }],
    [{ error: { message: 'Bad' } }, { error: 'Bad' }],
    [{ error: ['Bad'] }, { error: null }],
    [{ removed: true }, { isRemoved: true }],
    [{ removed: 'true' }, { isRemoved: false }],
  ])('with %j are read tolerantly', (change, seen) => {
    expect(parseBulkReceipts(answerSaying({ items: [{ ...receipt, ...change }] }))).toEqual([
      { ...read, ...seen },
    ]);
  });

  it.each([
    null,
    [],
    'receipt',
    {},
    { ...receipt, external_id: undefined },
    { ...receipt, external_id: {} },
    { ...receipt, status: undefined },
    { ...receipt, status: 'ok' },
    { ...receipt, status: 0 },
    { ...receipt, status: 1_000 },
    { ...receipt, status: 200.5 },
  ])('leave out %j, and nothing beside it', (odd) => {
    const items = [receipt, odd, { ...receipt, external_id: 'b' }];
    expect(parseBulkReceipts(answerSaying({ items }))).toEqual([read, { ...read, external_id: 'b' }]);
  });

  it('are all there for an id that comes twice, in their order', () => {
    const items = [receipt, { ...receipt, revision: 8 }, { external_id: 'a' }];
    expect(parseBulkReceipts(answerSaying({ items }))?.map(({ revision }) => revision)).toEqual([7, 8]);
  });

  it.each([...NO_LISTS, '[]'])('are not understood in %j', (body) => {
    expect(parseBulkReceipts(answerSaying(body))).toBeUndefined();
  });
});

describe('members', () => {
  it('are read one by one', () => {
    const items = [
      { email: 'a@example.com', status: 'active' },
      { email: 'b@example.com', status: 'pending', role: 'viewer' },
      { email: 'c@example.com', status: 'invited' },
      { email: 'd@example.com' },
      { email: null, status: 'active' },
      { email: 5, status: 'active' },
      { email: 'x'.repeat(300), status: 'active' },
      null,
    ];
    expect(parseMembers(answerSaying({ items }))).toEqual({
      items: [
        { email: 'a@example.com', status: 'active' },
        { email: 'b@example.com', status: 'pending' },
        { email: 'c@example.com', status: 'active' },
        { email: 'd@example.com', status: 'active' },
      ],
      unreadable: 4,
    });
  });
});

describe('the introduction', () => {
  it('is read although a part of it is odd', () => {
    const body = {
      id: 1,
      status: 'connected',
      youtrack_user: 7,
      projects: '12',
      notes: ['One', null, {}, 2],
    };
    expect(parseIntegration(answerSaying(body))).toEqual({
      youtrack_user: '7',
      projects: 12,
      notes: ['One', '2'],
    });
    expect(
      parseIntegration(answerSaying({ status: 'connected', youtrack_user: 'ada', projects: -1, notes: 5 })),
    ).toEqual({
      youtrack_user: 'ada',
      projects: null,
      notes: [],
    });
  });

  it.each([{ status: 'waiting', youtrack_user: 'ada' }, { status: 'connected' }, [], null])(
    'is not understood in %j',
    (body) => {
      expect(parseIntegration(answerSaying(body))).toBeUndefined();
    },
  );
});

it('a complaint is cut when it is long', () => {
  expect(parseComplaint(answerSaying({ error: { message: 'x'.repeat(5_000) } }))).toBe('x'.repeat(1_000));
  expect(parseComplaint(answerSaying({ error: 'Bad' }))).toBeUndefined();
});

it('the revision that Ducalis holds is read from its answer, and from nothing else', () => {
  expect(parseRevision(answerSaying({ revision: 7 }))).toBe(7);
  expect(parseRevision(answerSaying({ revision: '7' }))).toBe(7);
  expect(parseRevision(answerSaying('<html>'))).toBeUndefined();
  expect(parseRevision(answerSaying({ revision: 1e300 }))).toBeUndefined();
});

describe('anything in place of one item', () => {
  const lists = [
    ['boards', (items: unknown[]) => parseBoards(answerSaying(items))?.items, { id: 1, name: 'A' }],
    [
      'fields',
      (items: unknown[]) => parseBoardFields(answerSaying({ items }))?.items,
      { key: 'a', name: 'A', type: 'number' },
    ],
    [
      'members',
      (items: unknown[]) => parseMembers(answerSaying({ items }))?.items,
      { email: 'a@b', status: 'active' },
    ],
    [
      'receipts',
      (items: unknown[]) => parseBulkReceipts(answerSaying({ items })),
      { external_id: 'a', status: 200, revision: 1 },
    ],
  ] as const;

  it.each(lists)('%s beside it are read', (_what, parse, good) => {
    fc.assert(
      fc.property(fc.jsonValue(), (odd) => {
        const alone = parse([good, good]) ?? [];
        const among = parse([good, odd, good]) ?? [];
        expect(alone).toHaveLength(2);
        expect([among[0], among.at(-1)]).toEqual(alone);
      }),
    );
  });
});
