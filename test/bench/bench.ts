/**
 * `npm run bench`: the figures this project must reach, as a table. `--json`: the last line has them as JSON;
 * `--write`: into docs/performance.md; `--emulator`: only what the emulator itself costs, in 30 s;
 * `--throughput`: only what is counted in virtual time. SOAK_REPORT: the report of a soak; BENCH_LARGEST: issues of the largest project.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { buildApp } from '../../tools/build-app.ts';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { readApp } from '../soak/app-files.ts';
import { baseline, ducalisApp } from '../soak/subject.ts';
import { costAtRest } from './at-rest.ts';
import { costOfEdits, requestsOfABurst } from './edits.ts';
import { costsOfTheEmulator } from './emulator.ts';
import { closeImport, type Import, type Imported, requestsOfAnImport, timedImport } from './imports.ts';
import { growthTable, performancePage, withEmulator, withThroughput } from './page.ts';
import { type Figure, figure, figureTable, median, rounded } from './report.ts';
import { throughput } from './throughput/rows.ts';

const SMALL = 1_000;
const MIDDLE = 10_000;
/** 100,000 issues take about 2 GB. */
const ENOUGH_BYTES = 4 * 1024 ** 3;
const LARGE = Number(process.env.BENCH_LARGEST ?? (freemem() > ENOUGH_BYTES ? 100_000 : MIDDLE));
const ROUNDS = 3;

const DamageSchema = v.object({ lost: v.number(), doubled: v.number(), stale: v.number() });
const SoakSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ runs: v.number(), damage: v.record(v.string(), DamageSchema) }),
);

const PAGE = join(PROJECT_ROOT, 'docs/performance.md');

const folder = await mkdtemp(join(tmpdir(), 'ducalis-bench-'));
try {
  if (process.argv.includes('--emulator')) await benchEmulator();
  else if (process.argv.includes('--throughput')) await benchThroughput();
  else await bench();
} finally {
  await rm(folder, { recursive: true });
}

/** Leaves the other figures on the page as they are. */
async function benchEmulator(): Promise<void> {
  const figures = await costsOfTheEmulator();
  console.log(figureTable(figures));
  if (process.argv.includes('--write')) {
    await writeFile(PAGE, withEmulator(await readFile(PAGE, 'utf8'), figures));
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify({ figures }));
}

/** The same for what is counted in virtual time. */
async function benchThroughput(): Promise<void> {
  await buildApp(folder);
  const figures = await throughput(ducalisApp(await readApp(folder), false), tell);
  console.log(figureTable(figures));
  if (process.argv.includes('--write')) {
    await writeFile(PAGE, withThroughput(await readFile(PAGE, 'utf8'), figures));
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify({ figures }));
}

/** A bench takes minutes: what is known already is told, apart from the report. */
function tell({ name, value, met }: Figure): void {
  console.error(`${name}: ${value ?? (met === null ? 'not measured' : 'given up')}`);
}

async function bench(): Promise<void> {
  // First: the largest worlds leave a heap that slows whatever comes after them.
  const emulator = await costsOfTheEmulator();
  await buildApp(folder);
  const app = ducalisApp(await readApp(folder), false);
  const subjects = { app, sync: await baseline('sync-post'), async: await baseline('async-post') };
  const figures: Figure[] = [];
  const add = (...more: readonly Figure[]): void => {
    figures.push(...more);
    for (const one of more) tell(one);
  };
  add(...(await costOfEdits(subjects)));
  add(await requestsOfABurst(subjects));
  for (const manner of ['page open', 'page closed'] as const) {
    const requests = await requestsOfAnImport(app, MIDDLE, manner);
    add(figure(`requests for a first import of 10,000 issues, ${manner}`, requests, '', '–', 110));
  }
  const growth: Import[] = [];
  const kept = await imports(app, growth);
  add(ratioOf(growth, MIDDLE, SMALL));
  if (LARGE > MIDDLE) add(ratioOf(growth, LARGE, MIDDLE));
  const atRest = await costAtRest(kept.map(({ world }) => world));
  for (const one of kept) await closeImport(one);
  const [few = 0, many = 0] = atRest;
  const name = `a sweep and an audit over ${LARGE} synced, unchanged issues ÷ over 1,000`;
  add(figure(name, rounded(many / few), '', `${rounded(many)} ms ÷ ${rounded(few)} ms`, 1.2));
  add(await soak());
  const timed = await throughput(app, tell);

  const tables = [figureTable(figures), growthTable(growth), figureTable(timed), figureTable(emulator)];
  console.log(tables.join('\n\n'));
  if (process.argv.includes('--write')) {
    await writeFile(PAGE, withEmulator(withThroughput(performancePage(figures, growth), timed), emulator));
  }
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ figures: [...figures, ...timed, ...emulator] }));
  }
}

/** Fills `growth`. @returns the smallest and the largest, still open. */
async function imports(app: ReturnType<typeof ducalisApp>, growth: Import[]): Promise<readonly Imported[]> {
  await closeImport(await timedImport(app, SMALL));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const size of [SMALL, MIDDLE]) {
      const done = await timedImport(app, size);
      growth.push(done.measured);
      await closeImport(done);
    }
  }
  const small = await timedImport(app, SMALL);
  const large = await timedImport(app, LARGE);
  if (LARGE > MIDDLE) growth.push(large.measured);
  return [small, large];
}

function ratioOf(growth: readonly Import[], many: number, few: number): Figure {
  const cost = (size: number): number =>
    median(growth.filter(({ issues }) => issues === size).map(({ cpuMs }) => cpuMs));
  const [above, below] = [cost(many), cost(few)];
  return figure(
    `import time per issue, ${many} issues ÷ ${few}`,
    rounded(above / below),
    '',
    `${rounded(above)} ms ÷ ${rounded(below)} ms`,
    1.2,
  );
}

async function soak(): Promise<Figure> {
  const file = process.env.SOAK_REPORT;
  const name = 'issues lost, doubled or stale at rest, in 1,000 random runs';
  if (file === undefined) return figure(name, null, '', 'npm run test:soak', 0);
  const { runs, damage } = v.parse(SoakSchema, await readFile(file, 'utf8'));
  const wrong = Object.entries(damage).map(
    ([who, { lost, doubled, stale }]) => [who, lost + doubled + stale] as const,
  );
  const others = wrong.filter(([who]) => who !== 'ducalis').map(([who, count]) => `${who}: ${count}`);
  const own = wrong.find(([who]) => who === 'ducalis')?.[1] ?? null;
  return figure(name, own, '', [`${runs} runs`, ...others].join(', '), 0);
}
