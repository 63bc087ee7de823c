/** One process of a soak: plays its share of the histories and says in one line of JSON what it found. */
import * as v from 'valibot';
import { readApp } from './app-files.ts';
import { check, tell } from './check.ts';
import { type Findings, OrderSchema } from './findings.ts';
import { Network } from './network.ts';
import { damage } from './play.ts';
import { damageOf, NO_DAMAGE, sum } from './report.ts';
import { isLasting } from './steps.ts';
import { baseline, ducalisApp } from './subject.ts';
import { Tally } from './tally.ts';

const SHRINK_MS = 120_000;

const { app, seed, runs, path, harder } = v.parse(
  v.pipe(v.string(), v.parseJson(), OrderSchema),
  process.argv[2],
);
const network = await Network.start();
const tally = new Tally();
const baselines = await Promise.all([baseline('sync-post'), baseline('async-post')]);
const found = new Map(baselines.map((one) => [one.app, NO_DAMAGE]));
const failure = await check(network, ducalisApp(await readApp(app), harder), tally, {
  seed,
  runs,
  shrinkMs: SHRINK_MS,
  ...(path === null ? {} : { path }),
  async played(history) {
    // Where faults last, a call per change loses whatever meets them: that needs no counting.
    if (isLasting(history)) return;
    for (const one of baselines) {
      const wrong = damageOf(await damage(network, one, history, new Tally()));
      found.set(one.app, sum(found.get(one.app) ?? NO_DAMAGE, wrong));
    }
  },
});
await network.close();
const findings: Findings = {
  occurred: tally.toJSON(),
  damage: Object.fromEntries(found),
  failure: failure === null ? null : tell(failure),
};
process.stdout.write(`${JSON.stringify(findings)}\n`);
