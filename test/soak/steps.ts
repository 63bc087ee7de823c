/** What can happen in a history, as plain data: a history can be printed, shrunk and played again. */
import fc from 'fast-check';
import type { ConnectedKey, NamedField, ProjectKey } from './places.ts';
import { BOARDS, type BoardId, CONNECTED, PROJECTS, TAGS } from './places.ts';
import { arbitrarySticking, type Sticking } from './sticking.ts';
import { arbitraryTrouble, type Trouble } from './trouble.ts';
import type { Jump, WrongClock } from './wrong-clock.ts';

/** Which of the living (or, for a restore, deleted) issues: taken modulo their number. */
type Pick = number;

export type Change =
  | { readonly part: 'summary' | 'description'; readonly text: string }
  | { readonly part: 'named'; readonly field: NamedField; readonly value: number }
  | { readonly part: 'platforms'; readonly values: readonly number[] }
  | { readonly part: 'assignee'; readonly login: string | null }
  | { readonly part: 'customer'; readonly text: string | null }
  | { readonly part: 'points'; readonly number: number | null }
  | { readonly part: 'due'; readonly day: number | null };

export type Step =
  | {
      readonly do: 'create';
      readonly project: ProjectKey;
      readonly restricted: boolean;
      readonly tag: boolean;
    }
  | { readonly do: 'edit'; readonly issue: Pick; readonly change: Change }
  | { readonly do: 'same'; readonly issue: Pick }
  | { readonly do: 'thereAndBack'; readonly issue: Pick; readonly between: number }
  | {
      readonly do: 'bulk';
      readonly project: ProjectKey;
      readonly field: 'Type' | 'State';
      readonly value: number;
    }
  | {
      readonly do: 'editInFlight';
      readonly issue: Pick;
      readonly change: Change;
      readonly meanwhile: Meanwhile;
    }
  | { readonly do: 'delete' | 'restore' | 'copy' | 'retry' | 'vote'; readonly issue: Pick }
  | { readonly do: 'move'; readonly issue: Pick; readonly to: ProjectKey }
  | { readonly do: 'tag'; readonly issue: Pick; readonly tag: (typeof TAGS)[number]; readonly on: boolean }
  | { readonly do: 'restrict'; readonly issue: Pick; readonly on: boolean }
  | { readonly do: 'rename'; readonly field: NamedField; readonly value: number; readonly back: boolean }
  | {
      readonly do: 'interleave';
      readonly issue: Pick;
      /** Which transaction an edit overlaps with. */
      readonly first: 'edit' | 'drain' | 'answer';
      readonly replay: boolean;
    }
  | {
      readonly do: 'configure';
      readonly project: ConnectedKey;
      readonly mapping: number;
      readonly filter: number;
    }
  | { readonly do: 'board'; readonly project: ConnectedKey; readonly board: BoardId }
  | { readonly do: 'attached'; readonly project: ConnectedKey; readonly on: boolean }
  | { readonly do: 'enabled' | 'author' | 'token'; readonly on: boolean }
  | { readonly do: 'restartYouTrack' | 'restartDucalis' | 'nothing' }
  | { readonly do: 'pass'; readonly ms: number }
  /** The app is off for hours: whatever is remembered grows old meanwhile. */
  | { readonly do: 'sleep'; readonly ms: number }
  /** The app is deleted, uploaded again and connected. */
  | { readonly do: 'reinstall' }
  /** Goes by its own times, wherever it is in the history. */
  | { readonly do: 'clock'; readonly jump: Jump }
  /** From the beginning. */
  | { readonly do: 'nodes'; readonly apartMs: number }
  | LastingStep
  /** With the edit of an issue that meets it. */
  | {
      readonly do: 'trouble';
      readonly trouble: readonly Trouble[];
      readonly issue?: Pick;
      readonly open?: boolean;
    };

/** Only where faults last: there a change has to be known again when it arrives. */
export type LastingStep =
  /** A fault begins to stick, and the issue that it may stick to is changed. */
  | { readonly do: 'stick'; readonly issue: Pick; readonly sticking: Sticking }
  /** A change of the summary that is like no other. @property word whether a firewall would mind it. */
  | { readonly do: 'note'; readonly issue: Pick; readonly word: boolean }
  | { readonly do: 'voteFor'; readonly issue: Pick };

/** What happens while a call is on its way, after the edit. */
type Meanwhile = 'answer' | 'restartYouTrack' | 'restartDucalis';

const TEXTS = ['alpha', 'beta', 'gamma', 'A "quoted" <b>name</b> & more', 'סיכום 🚀 {braces}', 'ümläut'];
const WORDS = ['', 'plain words', '**bold** words', 'one\n\ntwo ![shot](shot.png)'];

const pick = fc.nat({ max: 30 });
const value = fc.nat({ max: 2 });
const text = fc.constantFrom(...TEXTS);
const project = fc.constantFrom(...PROJECTS);
const connected = fc.constantFrom(...CONNECTED);
const on = fc.boolean();

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ part: fc.constant('summary'), text }),
  fc.record({ part: fc.constant('description'), text: fc.constantFrom(...WORDS) }),
  fc.record({ part: fc.constant('named'), field: fc.constantFrom('Type', 'State', 'Component'), value }),
  fc.record({ part: fc.constant('platforms'), values: fc.uniqueArray(value, { maxLength: 3 }) }),
  fc.record({ part: fc.constant('assignee'), login: fc.constantFrom(null, 'admin', 'developer', 'visitor') }),
  fc.record({ part: fc.constant('customer'), text: fc.option(text) }),
  fc.record({ part: fc.constant('points'), number: fc.option(fc.nat({ max: 8 })) }),
  fc.record({ part: fc.constant('due'), day: fc.option(fc.nat({ max: 20 })) }),
);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const passing = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 3 * SECOND }), weight: 4 },
  { arbitrary: fc.integer({ min: 3 * SECOND, max: 5 * MINUTE }), weight: 4 },
  { arbitrary: fc.integer({ min: 5 * MINUTE, max: 90 * MINUTE }), weight: 1 },
);

const clocks: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({
      do: fc.constant('clock'),
      jump: fc.record({
        fromMs: fc.integer({ min: MINUTE, max: 40 * MINUTE }),
        forMs: fc.integer({ min: 10 * SECOND, max: 20 * MINUTE }),
        aheadMs: fc.constantFrom(20 * 60 * MINUTE, 90 * MINUTE, 2 * MINUTE, -2 * MINUTE, -6 * 60 * MINUTE),
      }),
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ do: fc.constant('nodes'), apartMs: apart() }), weight: 1 },
);

function apart(): fc.Arbitrary<number> {
  return fc.constantFrom(-8 * SECOND, -3 * SECOND, 3 * SECOND, 8 * SECOND);
}

const sleep: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('sleep'),
  ms: fc.integer({ min: 2, max: 30 }).map((hours) => hours * 60 * MINUTE),
});

/** The first one is what every other shrinks to. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.record({ do: fc.constant('nothing') }), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant('create'), project, restricted: rarely(), tag: rarely() }),
    weight: 14,
  },
  { arbitrary: fc.record({ do: fc.constant('edit'), issue: pick, change }), weight: 20 },
  { arbitrary: fc.record({ do: fc.constant('same'), issue: pick }), weight: 2 },
  {
    arbitrary: fc.record({
      do: fc.constant('thereAndBack'),
      issue: pick,
      between: fc.constantFrom(0, 1_000, 4_000),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('bulk'),
      project,
      field: fc.constantFrom('Type', 'State'),
      value,
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('editInFlight'),
      issue: pick,
      change,
      meanwhile: fc.constantFrom('answer', 'answer', 'restartYouTrack', 'restartDucalis'),
    }),
    weight: 8,
  },
  { arbitrary: fc.record({ do: fc.constantFrom('delete', 'restore', 'copy'), issue: pick }), weight: 9 },
  { arbitrary: fc.record({ do: fc.constantFrom('retry', 'vote'), issue: pick }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant('move'), issue: pick, to: project }), weight: 5 },
  {
    arbitrary: fc.record({ do: fc.constant('tag'), issue: pick, tag: fc.constantFrom(...TAGS), on }),
    weight: 4,
  },
  { arbitrary: fc.record({ do: fc.constant('restrict'), issue: pick, on }), weight: 4 },
  {
    arbitrary: fc.record({
      do: fc.constant('rename'),
      field: fc.constantFrom('Type', 'State', 'Component', 'Platforms'),
      value,
      back: on,
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('interleave'),
      issue: pick,
      first: fc.constantFrom('edit', 'drain', 'answer'),
      replay: on,
    }),
    weight: 8,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('configure'),
      project: connected,
      mapping: value,
      filter: fc.nat({ max: 6 }),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({ do: fc.constant('board'), project: connected, board: fc.constantFrom(...BOARDS) }),
    weight: 1,
  },
  { arbitrary: fc.record({ do: fc.constant('attached'), project: connected, on }), weight: 3 },
  {
    arbitrary: fc.record({
      do: fc.constantFrom('enabled', 'author', 'token'),
      on: fc.constantFrom(true, true, false),
    }),
    weight: 7,
  },
  {
    arbitrary: fc.record({ do: fc.constantFrom('restartYouTrack', 'restartDucalis') }),
    weight: 4,
  },
  { arbitrary: fc.record({ do: fc.constant('pass'), ms: passing }), weight: 22 },
  { arbitrary: sleep, weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('reinstall') }), weight: 1 },
  { arbitrary: clocks, weight: 2 },
  {
    arbitrary: fc.record({
      do: fc.constant('trouble'),
      trouble: fc.array(arbitraryTrouble, { minLength: 1, maxLength: 4 }),
      issue: pick,
      open: on,
    }),
    weight: 14,
  },
);

/** Calm, but for what sticks: only then a delay has one reason. */
const lastingStep: fc.Arbitrary<Step> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.record({ do: fc.constant('nothing') }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('note'), issue: pick, word: rarely() }), weight: 40 },
  {
    arbitrary: fc.record({
      do: fc.constant('create'),
      project,
      restricted: fc.constant(false),
      tag: fc.constant(false),
    }),
    weight: 10,
  },
  { arbitrary: fc.record({ do: fc.constant('stick'), issue: pick, sticking: arbitrarySticking }), weight: 7 },
  {
    arbitrary: fc.record({
      do: fc.constant('bulk'),
      project,
      field: fc.constantFrom('Type', 'State'),
      value,
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ do: fc.constant('delete'), issue: pick }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('restrict'), issue: pick, on: fc.constant(true) }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('move'), issue: pick, to: project }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('voteFor'), issue: pick }), weight: 5 },
  {
    arbitrary: fc.record({ do: fc.constant('board'), project: connected, board: fc.constantFrom(...BOARDS) }),
    weight: 1,
  },
  { arbitrary: fc.record({ do: fc.constant('nodes'), apartMs: apart() }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('pass'), ms: passing }), weight: 30 },
  { arbitrary: sleep, weight: 1 },
);

function rarely(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 4 }).map((number) => number === 4);
}

export type History = readonly Step[];

/** As the brief of the soak test wants it. */
const SHORTEST = 40;
const LONGEST = 60;

/** Histories of at least {@link SHORTEST} steps, which yet shrink to as few as still fail. */
class Histories extends fc.Arbitrary<History> {
  readonly #whole: fc.Arbitrary<Step[]>;
  readonly #any: fc.Arbitrary<Step[]>;

  constructor(one: fc.Arbitrary<Step>) {
    super();
    this.#whole = fc.array(one, { minLength: SHORTEST, maxLength: LONGEST, size: 'max' });
    this.#any = fc.array(one, { maxLength: LONGEST, size: 'max' });
  }

  generate(random: fc.Random, bias: number | undefined): fc.Value<History> {
    const { value: history, context } = this.#whole.generate(random, bias);
    return new fc.Value(history, context);
  }

  canShrinkWithoutContext(_value: unknown): _value is History {
    return false;
  }

  shrink(history: History, context: unknown): fc.Stream<fc.Value<History>> {
    return this.#any.shrink([...history], context);
  }
}

/** One half is full of troubles that pass; in the other some stick. */
export const histories: fc.Arbitrary<History> = fc.oneof(
  { arbitrary: new Histories(step), weight: 1 },
  { arbitrary: new Histories(lastingStep), weight: 1 },
);

export const lastingHistories: fc.Arbitrary<History> = new Histories(lastingStep);

export function isLasting(history: History): boolean {
  return history.some((one) => one.do === 'stick');
}

export function clockOf(history: History): WrongClock {
  return {
    jumps: history.flatMap((one) => (one.do === 'clock' ? [one.jump] : [])),
    apartMs: history.find((one) => one.do === 'nodes')?.apartMs ?? 0,
  };
}
