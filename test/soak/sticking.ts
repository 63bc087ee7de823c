/**
 * Faults that last, and stick to one thing: an issue, a board, a lane, a text, or an item of an answer. What a fault
 * concerns follows from its own rule: whether it would strike a call that carries nothing else.
 */
import fc from 'fast-check';
import { BOARDS, type BoardId } from './places.ts';
import type { Fault, Rule } from './trouble.ts';

/** A word that a firewall does not let pass. */
export const WORD = 'UNION SELECT';

const BULK = { method: 'POST', path: '/issues/bulk$' };

/** What a fault is stuck to, once that is known. */
export interface Target {
  readonly key: string;
  /** Null: the issue is on no board yet. */
  readonly externalId: string | null;
  readonly board: BoardId;
}

/** A call, as it is held against a rule. */
export interface CallHead {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: string;
}

const status = (code: number): Fault => ({ kind: 'status', status: code });
const page = (code: number): Fault => ({ kind: 'status', status: code, html: true });
const reset: Fault = { kind: 'drop', when: 'before' };

const WAYS = {
  'status 500': status(500),
  'status 410': status(410),
  'status 403': status(403),
  'page 403': page(403),
  'page 502': page(502),
  reset,
  'time-out': reset,
} satisfies Record<string, Fault>;
type Way = keyof typeof WAYS;
const EVERY_WAY: readonly Way[] = ['status 500', 'page 403', 'reset', 'time-out'];

const garbled = (items: string, as: unknown): Fault => ({ kind: 'garble', items, as });
const refusing = (items: string, code: number): Fault => ({ kind: 'refuse', items, status: code });

const carrying = (key: string): string => `"key":"${key}"`;

interface Kind {
  readonly ways: readonly string[];
  rule(target: Target, way: string): Rule;
}

const fault = (way: string): Fault => new Map<string, Fault>(Object.entries(WAYS)).get(way) ?? reset;

const PLACES = {
  issue: {
    ways: EVERY_WAY,
    rule: ({ key }, way) => ({ match: { ...BULK, body: carrying(key) }, fault: fault(way) }),
  },
  board: {
    ways: ['status 410', 'status 403', 'status 500', 'page 502', 'page 403'],
    rule: ({ board }, way) => ({ match: { path: `/boards/${board}/` }, fault: fault(way) }),
  },
  'upserts of a board': {
    ways: EVERY_WAY,
    rule: ({ board }, way) => ({
      match: { method: 'POST', path: `/boards/${board}/issues/bulk$` },
      fault: fault(way),
    }),
  },
  removals: {
    ways: EVERY_WAY,
    rule: (_target, way) => ({ match: { method: 'DELETE' }, fault: fault(way) }),
  },
  'several removals': {
    ways: EVERY_WAY,
    rule: (_target, way) => ({ match: { ...BULK, body: '"removed":true' }, fault: fault(way) }),
  },
  'feed of a board': {
    ways: EVERY_WAY,
    rule: ({ board }, way) => ({
      match: { method: 'GET', path: `/boards/${board}/issues$` },
      fault: fault(way),
    }),
  },
  text: {
    ways: EVERY_WAY,
    rule: (_target, way) => ({ match: { ...BULK, body: WORD }, fault: fault(way) }),
  },
  receipt: {
    ways: ['null', 'text'],
    rule: ({ key, externalId }, way) => ({
      match: { ...BULK, body: carrying(key) },
      fault: garbled(`"external_id":"${externalId}"`, way === 'null' ? null : 'no receipt'),
    }),
  },
  result: {
    ways: ['null', 'text'],
    rule: ({ key }, way) => ({
      match: { method: 'GET', path: '/issues$' },
      fault: garbled(carrying(key), way === 'null' ? null : 'no result'),
    }),
  },
  'refused item': {
    ways: ['422', '503'],
    rule: ({ key }, way) => ({
      match: { ...BULK, body: carrying(key) },
      fault: refusing(carrying(key), Number(way)),
    }),
  },
} as const satisfies Record<string, Kind>;

export type Place = keyof typeof PLACES;
const NAMES = Object.keys(PLACES).filter((name): name is Place => name in PLACES);

/** How the report calls a fault that struck. */
export const STICKING: readonly string[] = NAMES.map(tallyName);

export function tallyName(place: Place): string {
  return `sticks to: ${place}`;
}

/** As it is drawn. */
export interface Sticking {
  readonly place: Place;
  readonly way: string;
  readonly board: BoardId;
  /** Milliseconds; null: to the end of the history, and beyond. */
  readonly lastsMs: number | null;
}

const MINUTE = 60_000;

export const arbitrarySticking: fc.Arbitrary<Sticking> = fc.constantFrom(...NAMES).chain((place) =>
  fc.record({
    place: fc.constant(place),
    way: fc.constantFrom(...PLACES[place].ways),
    board: fc.constantFrom(...BOARDS),
    lastsMs: fc.option(fc.integer({ min: MINUTE, max: 90 * MINUTE })),
  }),
);

/** One that is set, with the times between which it strikes. */
export class Stuck {
  readonly rule: Rule;
  readonly #path: RegExp;
  readonly #body: RegExp;

  constructor(
    readonly drawn: Sticking,
    readonly target: Target,
    readonly since: number,
    /** Infinite: to the end. */
    readonly until: number,
  ) {
    this.rule = PLACES[drawn.place].rule(target, drawn.way);
    this.#path = new RegExp(this.rule.match?.path ?? '');
    this.#body = new RegExp(this.rule.match?.body ?? '');
  }

  /** As the stand-in decides it. */
  strikes({ method, path, body }: CallHead): boolean {
    const wanted = this.rule.match?.method ?? method;
    return wanted === method && this.#path.test(path) && this.#body.test(body);
  }

  /** Whether a call that is made then meets it. */
  strikesAt(time: number, call: CallHead): boolean {
    return this.isOn(time) && this.strikes(call);
  }

  isOn(time: number): boolean {
    return time >= this.since && time < this.until;
  }

  endingAt(time: number): Stuck {
    return new Stuck(this.drawn, this.target, this.since, time);
  }

  get isTimeOut(): boolean {
    return this.drawn.way === 'time-out';
  }

  /** Strikes single issues, and not whatever goes to a place: each removal is a task of its own. */
  get sticksToIssues(): boolean {
    return this.rule.match?.body !== undefined || this.drawn.place === 'removals';
  }

  /** Calls pass; what they carry of the issue does not. */
  get refusesItems(): boolean {
    return this.drawn.place === 'refused item';
  }

  /** After its end the issue waits for a person, or for its next change: Ducalis itself has refused it. */
  get waitsForPerson(): boolean {
    return this.drawn.place === 'refused item' && this.drawn.way === '422';
  }
}
