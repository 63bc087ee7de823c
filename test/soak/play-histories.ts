/** Plays random histories against the built app, as the tests do: few at every change, many before a release. */
import { expect, inject } from 'vitest';
import type {} from '../fixtures/build-app-zip.ts';
import { own } from '../fixtures/owner.ts';
import { readApp } from './app-files.ts';
import { check, tell } from './check.ts';
import { Network } from './network.ts';
import { ducalisApp } from './subject.ts';
import { Tally } from './tally.ts';

/** @param runs besides the known examples. @returns how often each kind of trouble occurred. */
export async function playHistories(runs: number): Promise<Tally> {
  const network = await ownNetwork();
  const tally = new Tally();
  const failure = await check(
    network,
    ducalisApp(await readApp(inject('appFolder')), inject('harder')),
    tally,
    {
      seed: 20_260_105,
      runs,
      shrinkMs: 60_000,
    },
  );
  expect(failure === null ? null : tell(failure)).toBeNull();
  return tally;
}

/** Closed with the test or the file that asks for it. */
export async function ownNetwork(): Promise<Network> {
  const network = await Network.start();
  own('the network', () => network.close());
  return network;
}
