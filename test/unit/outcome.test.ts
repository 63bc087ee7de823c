import { describe, expect, it } from 'vitest';
import type { LaneKind } from '../../src/domain/lane.ts';
import {
  type Cargo,
  type ItemOutcome,
  itemOutcome,
  type Outcome,
  outcomeOf,
  parseRetryAfter,
} from '../../src/domain/outcome.ts';
import { SPEAKERS, type Speaker } from '../../src/domain/speaker.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;

const STATUSES = Array.from({ length: 500 }, (_, at) => at + 100);
/** Every kind of call; `connection` is none. */
const CALLS = [
  'upserts',
  'removals',
  'feed',
  'team',
  'fields',
  'boards',
] as const satisfies readonly LaneKind[];
type CallKind = (typeof CALLS)[number];
const CARGOES = ['none', 'one', 'several'] as const satisfies readonly Cargo[];

interface Case {
  readonly speaker: Speaker;
  readonly status: number;
  readonly call: CallKind;
  readonly cargo: Cargo;
}

const CASES: readonly Case[] = SPEAKERS.flatMap((speaker) =>
  STATUSES.flatMap((status) =>
    CALLS.flatMap((call) => CARGOES.map((cargo) => ({ speaker, status, call, cargo }))),
  ),
);

const FAILED: Outcome = { kind: 'failed', afterMs: null };

/** What the table of answers in the contract says, in its own words and not in those of the code. */
function expected({ speaker, status, call, cargo }: Case): Outcome {
  if (speaker === 'between' || speaker === 'nobody') return FAILED;
  if (speaker === 'answer') return `${status}`.startsWith('2') ? { kind: 'done' } : FAILED;
  const isAboutABoard = call !== 'boards';
  if (status === 401) return { kind: 'token-rejected' };
  if (status === 429) return { kind: 'busy', afterMs: null };
  if (status === 404 && call === 'removals' && cargo === 'one') return { kind: 'done' };
  if (status === 404 && isAboutABoard) return { kind: 'board-missing' };
  if (status === 403 && isAboutABoard) return { kind: 'board-closed', reason: 'board-forbidden' };
  if (status === 410 && isAboutABoard) return { kind: 'board-closed', reason: 'board-disabled' };
  if (cargo !== 'none' && [400, 409, 413, 422].includes(status)) {
    if (cargo === 'several') return { kind: 'refused-together' };
    return { kind: status === 409 ? 'conflict' : 'refused' };
  }
  return FAILED;
}

function found({ speaker, status, call, cargo }: Case, retryAfter: string | null = null): Outcome {
  return outcomeOf({ speaker, status, retryAfter }, { lane: call, cargo }, NOW);
}

function wrong(cases: readonly Case[], isRight: (one: Case) => boolean): readonly Case[] {
  return cases.filter((one) => !isRight(one));
}

const isEqual = (one: Outcome, other: Outcome): boolean => JSON.stringify(one) === JSON.stringify(other);

describe('the outcome of an answer', () => {
  it('is that of the contract for every speaker, status and call', () => {
    expect(CASES).toHaveLength(4 * 500 * 6 * 3);
    expect(wrong(CASES, (one) => isEqual(found(one), expected(one)))).toEqual([]);
  });

  it.each(SPEAKERS)('is a failure without a status, also if it were said by: %s', (speaker) => {
    for (const call of CALLS) {
      for (const cargo of CARGOES) {
        const head = { speaker, status: null, retryAfter: null };
        expect(outcomeOf(head, { lane: call, cargo }, NOW)).toEqual(FAILED);
      }
    }
  });

  it('decides nothing about token, board or issue when something in between speaks', () => {
    const others = CASES.filter(({ speaker }) => speaker === 'between' || speaker === 'nobody');
    expect(wrong(others, (one) => found(one).kind === 'failed')).toEqual([]);
  });

  it('never concerns a board when the call was about none', () => {
    const aboutNone = CASES.filter(({ call }) => call === 'boards');
    const kinds = new Set(aboutNone.map((one) => found(one).kind));
    expect([...kinds].filter((kind) => kind.startsWith('board-'))).toEqual([]);
  });

  it('never concerns an issue when the call carried none', () => {
    const empty = CASES.filter(({ cargo }) => cargo === 'none');
    const kinds = new Set(empty.map((one) => found(one).kind));
    expect([...kinds].filter((kind) => kind.startsWith('refused') || kind === 'conflict')).toEqual([]);
  });

  it('carries the wait that Ducalis asked for with every failure, and nothing that anybody else asked for', () => {
    const waits = (one: Case): boolean => {
      const outcome = found(one, '90');
      if (!('afterMs' in outcome)) return expected(one).kind !== 'failed';
      const isByDucalis = one.speaker === 'answer' || one.speaker === 'complaint';
      return outcome.afterMs === (isByDucalis ? 90_000 : null);
    };
    expect(wrong(CASES, waits)).toEqual([]);
  });
});

describe('the receipt of one issue', () => {
  const ROWS: Readonly<Record<number, ItemOutcome>> = {
    400: 'refused',
    409: 'conflict',
    413: 'refused',
    422: 'refused',
    429: 'busy',
  };

  it('concerns that issue alone, with every status', () => {
    const isTaken = (status: number): boolean => status >= 200 && status < 300;
    const wrongly = STATUSES.filter(
      (status) => itemOutcome(status) !== (isTaken(status) ? 'done' : (ROWS[status] ?? 'failed')),
    );
    expect(wrongly).toEqual([]);
  });
});

describe('Retry-After', () => {
  const at = (ms: number): string => new Date(NOW + ms).toUTCString();

  it.each([
    ['0', 0],
    ['1.5', 1_500],
    ['120', 120_000],
    [' 7 ', 7_000],
    ['3600', HOUR],
    ['3601', HOUR],
    ['999999999', HOUR],
    ['9'.repeat(400), HOUR],
    [at(30_000), 30_000],
    [at(0), 0],
    [at(-1_000), 0],
    [at(-HOUR), 0],
    [at(2 * HOUR), HOUR],
    ['Tue, 15 Nov 1994 08:12:31 GMT', 0],
  ])('of %j is read in seconds or as a date, and is an hour at most', (text, ms) => {
    expect(parseRetryAfter(text, NOW)).toBe(ms);
  });

  it.each([
    null,
    '',
    ' ',
    'soon',
    '-5x',
    '1.5.2',
    '5 2099',
    '2099-01-01',
    'Tue, soon GMT',
    '-5',
    '-1.5',
    '-0',
    '.',
    'NaN',
    'Infinity',
    '5s',
  ])('of %j is ignored', (text) => {
    expect(parseRetryAfter(text, NOW)).toBeNull();
  });
});
