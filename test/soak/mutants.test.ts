import { beforeAll, expect, it } from 'vitest';
import { check } from './check.ts';
import { MUTANTS, type MutantName, mutantOf, SCOPE_MUTANTS, type ScopeMutantName } from './mutants.ts';
import type { Network } from './network.ts';
import { ownNetwork } from './play-histories.ts';
import { lastingHistories } from './steps.ts';
import { ducalisApp } from './subject.ts';
import { Tally } from './tally.ts';

let network: Network;
beforeAll(async () => {
  network = await ownNetwork();
});

const NAMES: readonly MutantName[] = [
  'acknowledging without comparing tokens',
  'taking the revision when marking instead of when sending',
  'no claim before sending',
  'no audit',
  'orphan deletion without source',
  'hashing rendered HTML',
];

it('there are six mutants', () => {
  expect([...NAMES].sort()).toEqual(Object.keys(MUTANTS).sort());
});

it.each(NAMES)('the histories notice: %s', { timeout: 180_000 }, async (name) => {
  const failure = await check(network, ducalisApp(await mutantOf(name), false), new Tally(), {
    seed: 1,
    runs: 20,
    shrinkMs: 0,
  });
  expect(failure?.reason).toMatch(/^Violation: (At rest|An edit has not arrived)/);
});

const SCOPES: readonly ScopeMutantName[] = [
  'nothing is under suspicion: a failed batch is always sent whole',
  "a lane's failure is charged to the connection",
  'what cannot be read is passed silently',
];

it('there are three mutants in which one thing stops another', () => {
  expect([...SCOPES].sort()).toEqual(Object.keys(SCOPE_MUTANTS).sort());
});

it.each(SCOPES)('the histories in which faults last notice: %s', { timeout: 600_000 }, async (name) => {
  const failure = await check(network, ducalisApp(await mutantOf(name), false), new Tally(), {
    seed: 1,
    runs: 40,
    shrinkMs: 0,
    drawn: lastingHistories,
  });
  expect(failure?.reason).toMatch(/^Violation: (Late|At rest)/);
});
