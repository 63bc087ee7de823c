/** No rule runs for a project without issues: others sweep its board, and lose nothing by it. */
import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { HealthSchema } from '../../src/shared/administration.ts';
import { type Configuration, OverviewSchema } from '../../src/shared/api.ts';
import { connect, newProject, PLAIN } from '../fixtures/life.ts';
import { MINUTE, timeOf } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';

/** More than one project with issues sweeps in an hour. */
const EMPTY = Array.from({ length: 14 }, (_, index) => `EMPTY${index}`);

const BARE: Configuration = { ...PLAIN, builtIn: { status: null, type: null, assignee: null } };

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.createIssue('The only issue');
  for (const key of EMPTY) {
    await newProject(world, key);
    await connect(world, key, BARE);
  }
});

async function minutesSinceSweep(): Promise<ReadonlyMap<string, number>> {
  const overview = await world.as('admin').get('extensionEndpoints/ducalis/admin/overview');
  const { projects } = v.parse(OverviewSchema, overview);
  const now = await timeOf(world);
  return new Map(projects.map(({ key, sweptAt }) => [key, (now - (sweptAt ?? 0)) / MINUTE]));
}

it('all of them are swept, and the one that sweeps them as well', async () => {
  await world.pass(60 * MINUTE);
  expect((await minutesSinceSweep()).get(PROJECT)).toBeLessThanOrEqual(10);
  await world.pass(120 * MINUTE);
  const since = await minutesSinceSweep();
  expect(since.get(PROJECT)).toBeLessThanOrEqual(10);
  expect(Math.max(...EMPTY.map((key) => since.get(key) ?? Number.NaN))).toBeLessThanOrEqual(180);
});

it('none of them is missed by the administration page', async () => {
  const health = await world.as('admin').get('extensionEndpoints/ducalis/admin/health');
  const ruled = v.parse(HealthSchema, health).projects.filter(({ rulesRun }) => rulesRun);
  expect(ruled.map(({ key }) => key)).toEqual([PROJECT]);
});
