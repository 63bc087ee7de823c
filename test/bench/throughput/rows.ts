/** The figures in virtual time: each row by default, and again with the harder sides that concern sending. */
import type { HarderSide } from 'youtrack-client-mock';
import type { Subject } from '../../soak/subject.ts';
import { type Figure, figure, givenUp, rounded } from '../report.ts';
import { PROJECT } from '../world.ts';
import { ratesAtRest } from './at-rest.ts';
import { timesOfDepartures } from './departures.ts';
import { type Split, timesOfEdits } from './edits.ts';
import { timeOfImport } from './imports.ts';
import { timeOfMove } from './moves.ts';
import { timeOfResults } from './results.ts';
import type { Minutes } from './waiting.ts';
import { type Situation, type Tally, USUAL_TIME } from './world.ts';

/** Names as the table has them; U1 and U7 of youtrack-platform §15. */
const SIDES: readonly { readonly suffix: string; readonly harder: readonly HarderSide[] }[] = [
  { suffix: '', harder: [] },
  { suffix: ', U1, U7', harder: ['dropped-calls', 'key-conflicts'] },
];

const SPLITS: readonly Split[] = ['one transaction', 'transactions of 100', 'a transaction each'];
const MANY = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`P${index + 1}`, 1]));

type Row = (situation: Situation, add: (one: Figure) => void, suffix: string) => Promise<void>;

function minutes(name: string, value: Minutes, baseline: string, target: number | null): Figure {
  if (value === null) return givenUp(name, 'min', baseline, target);
  return figure(name, rounded(value), 'min', baseline, target);
}

const edits: Row = async (situation, add, suffix) => {
  const measured = await timesOfEdits(situation, 5_000, SPLITS);
  for (const [split, { time }] of measured) {
    add(minutes(`5,000 issues edited by one command, ${split}${suffix}`, time, '0.1: 55 min', 8));
  }
  const most = Math.max(...[...measured.values()].map(({ searches }) => searches));
  add(figure(`searches caused by 5,000 edits${suffix}`, most, '', '–', 5_500));
};

const imports: Row = async (situation, add, suffix) => {
  const time = await timeOfImport(situation, 10_000);
  add(minutes(`first import of 10,000 issues${suffix}`, time, '0.1: ~65 min', 15));
};

/** By whether a bulk call knows `removed: true`: the longest time, and what follows. */
const REMOVALS = [
  { ignoresRemoved: false, target: 10, with: '' },
  { ignoresRemoved: true, target: 120, with: ', without `removed: true`' },
];

const departures: Row = async (situation, add, suffix) => {
  for (const { ignoresRemoved, target, with: how } of REMOVALS) {
    const times = await timesOfDepartures({ ...situation, ignoresRemoved }, 10_000, 1_000);
    const restricted = `1,000 issues restricted during an import of 10,000, until all are off the board${how}`;
    add(minutes(`${restricted}${suffix}`, times.restricted, '0.1: ~14 h', target));
    const deleted = `1,000 issues deleted, until all are off the board${how}`;
    add(minutes(`${deleted}${suffix}`, times.deleted, '0.1: ~14 h', target));
  }
};

const MOVES = {
  moved: '1,000 issues moved to a project on another board',
  put: 'a project of 1,000 issues put on another board',
};

const moves: Row = async (situation, add, suffix) => {
  for (const way of ['moved', 'put'] as const) {
    for (const isDead of [false, true]) {
      const time = await timeOfMove(situation, 1_000, { way, isDead });
      const board = isDead ? ', the former one dead' : '';
      add(minutes(`${MOVES[way]}${board}${suffix}`, time, '0.1: ~22 h', 10));
    }
  }
};

const results: Row = async (situation, add, suffix) => {
  const time = await timeOfResults(situation, 6_000);
  add(minutes(`6,000 results changed, until all are on the issues${suffix}`, time, '0.1: 50 min', 13));
};

/** The readers' marks. */
const MARKS_AN_HOUR = 12;

const atRest: Row = async (situation, add, suffix) => {
  const one = await ratesAtRest({ ...situation, projects: { [PROJECT]: 1_000 } }, 15);
  const requests = 'requests an hour at rest';
  add(anHour(`${requests}, one project of 1,000 issues${suffix}`, one?.requests, '0.1: ~30', 15));
  const many = await ratesAtRest({ ...situation, projects: MANY }, 60);
  const where = `200 projects of one issue on one board${suffix}`;
  add(anHour(`${requests}, ${where}`, many?.requests, '0.1: 5,600', 60));
  const perTick = many === null ? undefined : many.searches / many.ticks;
  const told = many === null ? '–' : `0.1: ~12,000 an hour; now ${rounded(many.searches)} an hour`;
  add(anHour(`searches of YouTrack at rest, a project and tick, ${where}`, perTick, told, 1));
  const writes = 'writes of properties an hour at rest';
  add(anHour(`${writes}, ${where}`, many?.writes, '–', MARKS_AN_HOUR));
};

function anHour(name: string, value: number | undefined, baseline: string, target: number): Figure {
  if (value === undefined) return givenUp(name, '', baseline, target);
  return figure(name, rounded(value), '', baseline, target);
}

/** What is told without a target: other sizes of issues, other times of calls. */
const OTHERS: readonly { readonly what: string; readonly how: Partial<Situation> }[] = [
  { what: 'issues of 30 kB', how: { bytes: 30_000 } },
  { what: 'calls of 0.2 s', how: { time: { ...USUAL_TIME, callMs: 200 } } },
  { what: 'calls of 2 s', how: { time: { ...USUAL_TIME, callMs: 2_000 } } },
];

const others: Row = async (situation, add) => {
  for (const { what, how } of OTHERS) {
    const there = { ...situation, ...how };
    add(minutes(`first import of 10,000 issues, ${what}`, await timeOfImport(there, 10_000), '–', null));
    for (const [split, { time }] of await timesOfEdits(there, 5_000, ['one transaction'])) {
      add(minutes(`5,000 issues edited by one command, ${split}, ${what}`, time, '–', null));
    }
  }
};

const ROWS: readonly Row[] = [edits, imports, departures, moves, results, atRest];

/** @param tell is called with each figure as soon as it is known. */
export async function throughput(app: Subject, tell: (one: Figure) => void): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const add = (one: Figure): void => {
    figures.push(one);
    tell(one);
  };
  const tally: Tally = { inFlight: 0, refused: 0 };
  for (const { suffix, harder } of SIDES) {
    for (const row of ROWS) await row({ app, harder, tally }, add, suffix);
  }
  await others({ app, harder: [], tally }, add, '');
  add(figure('calls in flight, at most, in all rows', tally.inFlight, '', '–', 2));
  add(figure('calls answered with 429, in all rows', tally.refused, '', '–', null));
  return figures;
}
