import { describe, expect, it } from 'vitest';
import {
  type Adoption,
  adopted,
  asks,
  began,
  copied,
  decide,
  inUse,
  isBetter,
  isSameAddress,
  NO_SOURCES,
  type Sources,
  saidForeign,
  saidOurs,
  standingOf,
  tookOver,
  verdictOn,
} from '../../src/domain/adoption.ts';
import { type DeliveryFacts, UNTOUCHED } from '../../src/domain/delivery.ts';

const BOARD = '2';
const NOW = 1_800_000_000_000;
const ITEM: Adoption = { source: 'former', externalId: 'former-1', revision: 50, isEvaluated: false };

const claim = (batch: string, revision: number) => ({
  batch,
  token: 'token',
  revision,
  at: NOW,
  hash: 'hash',
});
/** On a board under an id of its own. */
const sentTo = (boardId: string): DeliveryFacts => ({
  ...UNTOUCHED,
  externalId: 'own-1',
  sent: claim('batch', 70),
  boardId,
  ackedHash: 'hash',
  ducalisUrl: 'https://ducalis.io/issue/1',
});

describe('an address', () => {
  it.each([
    ['https://a.example', 'https://a.example', true],
    ['https://a.example/youtrack/', 'https://a.example/youtrack', true],
    ['https://a.example/youtrack', 'https://a.example/youtrack//', true],
    ['https://a.example', 'https://a.example/youtrack', false],
    ['https://a.example', 'https://b.example', false],
    ['http://a.example', 'https://a.example', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(isSameAddress(one, other)).toBe(expected);
  });
});

describe('a source', () => {
  const KNOWN: Sources = { ...NO_SOURCES, ours: ['former'], foreign: ['theirs'], asked: ['asked'] };

  it.each([
    ['own', 'ours'],
    ['former', 'ours'],
    ['theirs', 'foreign'],
    ['asked', 'unknown'],
    ['never heard of', 'unknown'],
  ] as const)('“%s” is %s', (source, expected) => {
    expect(standingOf(source, 'own', KNOWN)).toBe(expected);
  });

  it('of a YouTrack that has none yet is unknown', () => {
    expect(standingOf('', null, NO_SOURCES)).toBe('unknown');
  });

  it.each([
    ['before anything is sent', began(KNOWN), { ...KNOWN, isUnused: true }],
    ['once something may be sent', inUse(began(KNOWN)), KNOWN],
    ['that is taken over', tookOver(began(KNOWN), 'taken'), { ...KNOWN, ours: ['former', 'taken'] }],
    ['that is taken over twice', tookOver(KNOWN, 'former'), KNOWN],
    ['that is asked about', asks(KNOWN, ['asked', 'new']), { ...KNOWN, asked: ['asked', 'new'] }],
    ['that is saidOurs', saidOurs(KNOWN), { ...KNOWN, ours: ['former', 'asked'], asked: [] }],
    ['that is saidForeign', saidForeign(KNOWN), { ...KNOWN, foreign: ['theirs', 'asked'], asked: [] }],
    [
      'of the original of a copy',
      copied(KNOWN, 'own'),
      { isUnused: true, ours: [], foreign: ['theirs', 'former', 'asked', 'own'], asked: [] },
    ],
    ['of the original of a copy that had none', copied(NO_SOURCES, null), { ...NO_SOURCES, isUnused: true }],
  ])('%s', (_when, after, expected) => {
    expect(after).toEqual(expected);
  });
});

describe('what is done about sources that were found', () => {
  it.each([
    ['none', [], true, { kind: 'go-on' }],
    ['none, where something was sent', [], false, { kind: 'go-on' }],
    ['one', ['a'], true, { kind: 'take-over', source: 'a' }],
    ['one, where something was sent', ['a'], false, { kind: 'ask' }],
    ['two', ['a', 'b'], true, { kind: 'ask' }],
  ] as const)('%s', (_what, found, isUnused, expected) => {
    expect(decide(found, { ...NO_SOURCES, isUnused })).toEqual(expected);
  });
});

describe('of two items for one issue', () => {
  const evaluated = { ...ITEM, isEvaluated: true };
  it.each([
    ['that people have evaluated', evaluated, { ...ITEM, revision: 99 }],
    ['that was sent last', { ...ITEM, revision: 51 }, ITEM],
    ['that was sent last, of two that people have evaluated', { ...evaluated, revision: 51 }, evaluated],
    ['with the smaller id, if they are equal otherwise', ITEM, { ...ITEM, externalId: 'former-2' }],
  ])('the one is better %s', (_why, better, worse) => {
    expect([isBetter(better, worse), isBetter(worse, better)]).toEqual([true, false]);
  });
});

describe('an issue', () => {
  const judge = (
    facts: DeliveryFacts,
    { item = ITEM, adoption = null, standing = 'unknown' }: Partial<Judged> = {},
  ) => verdictOn(item, { facts, adoption }, BOARD, standing);
  interface Judged {
    readonly item: Adoption;
    readonly adoption: Adoption | null;
    readonly standing: 'ours' | 'unknown';
  }
  const better = { ...ITEM, externalId: 'better', isEvaluated: true };
  const unsent = (item: Adoption): DeliveryFacts => ({
    ...UNTOUCHED,
    ...adopted(UNTOUCHED, item, { board: BOARD, queue: 'queue' }),
    externalId: item.externalId,
  });

  it('that was never sent adopts the item', () => {
    expect(judge(UNTOUCHED)).toEqual({ kind: 'adopt', instead: null });
    expect(judge({ ...UNTOUCHED, externalId: 'own-1', changeToken: 'token' })).toEqual({
      kind: 'adopt',
      instead: null,
    });
  });

  it.each(['ours', 'unknown'] as const)(
    'that was sent to this board under its own id keeps it (%s)',
    (standing) => {
      expect(judge(sentTo(BOARD), { standing, item: better }).kind).toBe('left');
      expect(judge(sentTo(BOARD), { standing, item: better, adoption: ITEM }).kind).toBe('left');
    },
  );

  it('that was sent elsewhere adopts an item of ours, and waits with one of an unknown source', () => {
    expect(judge(sentTo('1'), { standing: 'ours' })).toEqual({ kind: 'adopt', instead: null });
    expect(judge(sentTo('1')).kind).toBe('undecided');
    const leaving = { ...sentTo('1'), sent: null, boardId: null };
    const departure = {
      board: '1',
      externalId: 'own-1',
      revision: 5,
      attempts: 0,
      due: 0,
      call: null,
      at: 0,
      together: null,
    };
    expect(judge({ ...leaving, departures: [departure] }).kind).toBe('undecided');
    expect(judge(leaving)).toEqual({ kind: 'adopt', instead: null });
  });

  it('that has adopted an item takes a better one instead, and the same one again', () => {
    for (const facts of [UNTOUCHED, unsent(ITEM)]) {
      expect(judge(facts, { item: better, adoption: ITEM, standing: 'ours' })).toEqual({
        kind: 'adopt',
        instead: ITEM,
      });
    }
    expect(judge(UNTOUCHED, { adoption: ITEM })).toEqual({ kind: 'adopt', instead: null });
  });

  it('that has adopted an item takes no worse one', () => {
    for (const facts of [UNTOUCHED, unsent(better)]) {
      expect(judge(facts, { adoption: better, standing: 'ours' }).kind).toBe('worse');
    }
  });

  it('that has adopted an item on another board takes any on this one', () => {
    const elsewhere = { ...sentTo('1'), externalId: better.externalId };
    expect(judge(elsewhere, { adoption: better, standing: 'ours' })).toEqual({
      kind: 'adopt',
      instead: null,
    });
  });
});

describe('an adopted issue', () => {
  const to = { board: BOARD, queue: 'queue' };

  it('is on the board, with nothing acknowledged and a revision that the next one is greater than', () => {
    expect(adopted(UNTOUCHED, ITEM, to)).toEqual({
      sent: { batch: '', token: null, revision: 50, at: 0, hash: null },
      sentBatch: null,
      boardId: BOARD,
      ackedHash: null,
      excludedBy: null,
    });
  });

  it('leaves the board that it was on under its own id', () => {
    const { departures, leavingQueue, sent, boardId } = adopted(sentTo('1'), ITEM, to);
    expect({ leavingQueue, boardId, revision: sent?.revision }).toEqual({
      leavingQueue: 'queue',
      boardId: BOARD,
      revision: 70,
    });
    expect(departures).toMatchObject([{ board: '1', externalId: 'own-1', revision: 70 }]);
  });

  it('leaves no board where it was on none, or on this one', () => {
    expect(adopted({ ...sentTo('1'), boardId: null }, ITEM, to).departures).toBeUndefined();
    expect(adopted(sentTo(BOARD), ITEM, to).departures).toBeUndefined();
  });
});
