/** A rule that runs on a schedule asks about its own project only: what another one has must not stop it. */
import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { HealthSchema } from '../../src/shared/administration.ts';
import { OverviewSchema } from '../../src/shared/api.ts';
import { connect, createIn, ON_OTHER_BOARD } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.createIssue('Edited lately');
  await world.pass(10_000);
});

async function sweptAt(project: string): Promise<number> {
  const overview = await world.as('admin').get('extensionEndpoints/ducalis/admin/overview');
  const { projects } = v.parse(OverviewSchema, overview);
  return projects.find(({ key }) => key === project)?.sweptAt ?? 0;
}

/** Whether the administration page may miss a sweep of it. */
async function rulesRun(project: string): Promise<boolean | undefined> {
  const health = await world.as('admin').get('extensionEndpoints/ducalis/admin/health');
  return v.parse(HealthSchema, health).projects.find(({ key }) => key === project)?.rulesRun;
}

it('an archived project is not looked for until it is restored', async () => {
  const archive = (archived: boolean) => world.as('admin').post('admin/projects/OPS', { archived });
  await createIn(world, 'OPS', 'Archived');
  await connect(world, 'OPS', ON_OTHER_BOARD);
  await world.pass(10 * MINUTE);
  expect(await rulesRun('OPS')).toBe(true);
  await archive(true);
  expect(await rulesRun('OPS')).toBe(false);
  const before = { archived: await sweptAt('OPS'), other: await sweptAt(PROJECT) };
  await world.pass(30 * MINUTE);
  expect(await sweptAt('OPS')).toBe(before.archived);
  expect(await sweptAt(PROJECT)).toBeGreaterThan(before.other);
  await archive(false);
  await world.pass(10 * MINUTE);
  expect(await sweptAt('OPS')).toBeGreaterThan(before.archived);
});
