import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type {} from '../fixtures/build-app-zip.ts';
import { readApp } from './app-files.ts';
import { check, tell } from './check.ts';
import { Network } from './network.ts';
import { tooSeldom } from './report.ts';
import { ducalisApp } from './subject.ts';
import { Tally } from './tally.ts';

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.close());

it('at rest Ducalis holds exactly what the model says, after any history, and every kind of trouble occurred', {
  timeout: 600_000,
}, async () => {
  const tally = new Tally();
  const failure = await check(network, ducalisApp(await readApp(inject('appFolder'))), tally, {
    seed: 20_260_105,
    runs: 50,
    shrinkMs: 60_000,
  });
  expect(failure === null ? null : tell(failure)).toBeNull();
  expect(tooSeldom(tally.toJSON(), 1)).toEqual([]);
});
