/**
 * `npm run test:soak`: many random histories against the built app and two baselines. SOAK_RUNS: how many (1,000);
 * SOAK_SEED: drawn when absent; SOAK_PATH: one that failed, again; SOAK_HARDER=1: in a YouTrack that takes the harder side
 * of everything that is not documented; SOAK_REPORT: a file for the report as JSON.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { buildApp } from '../../tools/build-app.ts';
import { type Findings, FindingsSchema, type Order } from './findings.ts';
import { type Damage, NO_DAMAGE, type Report, sum, table, tooSeldom } from './report.ts';
import { Tally } from './tally.ts';

const WORKERS = Math.min(2, availableParallelism());
/** Of 1,000 runs. */
const LEAST_PER_RUN = 0.1;

const runs = Number(process.env.SOAK_RUNS ?? 1_000);
const seed = Number(process.env.SOAK_SEED ?? randomInt(1, 1_000_000_000));
const path = process.env.SOAK_PATH ?? null;
const harder = process.env.SOAK_HARDER === '1';

const folder = await mkdtemp(join(tmpdir(), 'ducalis-soak-'));
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function soak(): Promise<boolean> {
  console.log(`Soak with SOAK_SEED=${seed}`);
  await buildApp(folder);
  const share = Math.ceil(runs / WORKERS);
  const orders: readonly Order[] =
    path !== null
      ? [{ app: folder, seed, runs: 1, path, harder }]
      : Array.from({ length: WORKERS }, (_, index) => ({
          app: folder,
          seed: seed + index,
          runs: share,
          path,
          harder,
        }));
  const findings = await Promise.all(orders.map(work));
  const failures = findings.flatMap(({ failure }) => failure ?? []);
  for (const failure of failures) console.log(`\n${failure}`);
  if (failures.length > 0 || path !== null) return failures.length === 0;

  const occurred = new Tally();
  const damage: Record<string, Damage> = { ducalis: NO_DAMAGE };
  for (const one of findings) {
    occurred.add(one.occurred);
    for (const [name, more] of Object.entries(one.damage))
      damage[name] = sum(damage[name] ?? NO_DAMAGE, more);
  }
  const report: Report = {
    runs: occurred.of('runs'),
    seeds: orders.map((order) => order.seed),
    occurred: occurred.toJSON(),
    damage,
  };
  console.log(`\n${table(report)}`);
  if (process.env.SOAK_REPORT !== undefined) {
    await writeFile(process.env.SOAK_REPORT, `${JSON.stringify(report, null, 2)}\n`);
  }
  const seldom = tooSeldom(report.occurred, Math.ceil(runs * LEAST_PER_RUN));
  if (seldom.length > 0) console.log(`\nHappened too seldom to count: ${seldom.join(', ')}`);
  return seldom.length === 0;
}

/** @throws Error when the process ends without a word. */
async function work(order: Order): Promise<Findings> {
  const script = fileURLToPath(new URL('worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`A process of the soak ended with ${code}`);
  return v.parse(v.pipe(v.string(), v.parseJson(), FindingsSchema), said);
}
