/**
 * `npm run mutants`: how many mistakes the fast tests notice. Breaks the sources in 200 places drawn by a seed, and in
 * every way of `known.ts`, one at a time. Fails when under 90 % are noticed, or when one that is not has no reason.
 *
 * `-- --seed 7` draws others; `-- src/domain` draws only from files whose paths contain that.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { draw } from './draw.ts';
import { Judge } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { type Judged, reportOf } from './report.ts';
import { allMutants, knownMutants, testsBySource } from './sources.ts';
import { SURVIVORS } from './survivors.ts';

const COUNT = 200;
const SEED = '1';
const BASELINE_MS = 300_000;
/** A mutant has this much more time than its tests took without it: a busy machine must not kill. */
const FACTOR = 4;
const SPARE_MS = 10_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: SEED } },
});
const isChosen = ({ file }: Mutant): boolean =>
  positionals.length === 0 || positionals.some((part) => file.includes(part));

const judges = Array.from({ length: Math.min(2, availableParallelism()) }, () => new Judge());
try {
  process.exitCode = (await isGoodEnough()) ? 0 : 1;
} finally {
  for (const judge of judges) await judge.end();
}

async function isGoodEnough(): Promise<boolean> {
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1_000);
  const all = allMutants().filter(isChosen);
  const drawn = draw(all, COUNT, values.seed);
  const known = knownMutants().filter(isChosen);
  console.log(
    `${drawn.length} of ${all.length} mutants, drawn with the seed ${values.seed}, and ${known.length} known`,
  );

  const [durations] = await Promise.all(judges.map(passing));
  const tests = testsBySource(Object.keys(durations ?? {}));
  const judged = new Map<Mutant, Judged>();
  const waiting = [...drawn, ...known];
  const work = async (judge: Judge): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const verdict = await verdictOn(mutant, judge);
      judged.set(mutant, { mutant, verdict });
      if (judged.size % 50 === 0) console.log(`${judged.size} judged after ${seconds()} s`);
    }
    // What a mutant left behind would kill those after it.
    await passing(judge);
  };
  const verdictOn = async (mutant: Mutant, judge: Judge): Promise<Judged['verdict']> => {
    const { file, start, end, replacement } = mutant;
    const chosen = tests.get(file) ?? [];
    if (chosen.length === 0) return 'untested';
    const usual = chosen.reduce((sum, test) => sum + (durations?.[test] ?? 0), 0);
    const edit = { file, start, end, replacement };
    const answer = await judge.run({ edit, tests: [...chosen] }, usual * FACTOR + SPARE_MS);
    if (answer === null) return 'endless';
    return answer.failed ? 'killed' : 'survived';
  };
  await Promise.all(judges.map(work));

  const of = (list: readonly Mutant[]): Judged[] => list.flatMap((mutant) => judged.get(mutant) ?? []);
  const { text, isGood } = reportOf(of(drawn), of(known), SURVIVORS);
  console.log(`\n${text}\nIn ${seconds()} s`);
  return isGood;
}

/**
 * Runs all tests on the sources as they are.
 * @returns how long each test file took, in milliseconds.
 * @throws Error when one fails.
 */
async function passing(judge: Judge): Promise<Readonly<Record<string, number>>> {
  const answer = await judge.run({}, BASELINE_MS);
  if (answer === null) throw new Error(`Without a mutant the tests take longer than ${BASELINE_MS} ms`);
  if (answer.failed) throw new Error(`Tests fail without a mutant:\n${answer.errors.join('\n')}`);
  return answer.durations;
}
