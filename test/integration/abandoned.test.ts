/** Issues on a board whose project was deleted or detached: reported, and removed when an administrator says so. */
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { AbandonedCountSchema } from '../../src/shared/administration.ts';
import { type Overview, OverviewSchema } from '../../src/shared/api.ts';
import {
  attach,
  connect,
  createIn,
  newProject,
  ON_OTHER_BOARD,
  OTHER_BOARD,
  refusedWith,
} from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin';
const BARE = { ...ON_OTHER_BOARD, builtIn: { status: null, type: null, assignee: null }, matches: [] };

const abandoned = async (world: World): Promise<Overview['abandoned']> =>
  v.parse(OverviewSchema, await world.as('admin').get(`${ADMIN}/overview`)).abandoned;
const decide = (world: World, project: string, board: string, answer: 'remove' | 'leave') =>
  world.as('admin').post(`${ADMIN}/abandoned`, { project, board, answer });
const step = async (world: World) => {
  await world.as('admin').post(`${ADMIN}/abandoned-step`, {});
  await world.pass(5_000);
};

/** DEMO is on one board, LEFT with so many issues alone on the other. */
async function twoBoards(count: number): Promise<World> {
  const world = await startWorld();
  await world.pass(10_000);
  await newProject(world, 'LEFT');
  await connect(world, 'LEFT', BARE);
  for (let at = 1; at <= count; at += 1) await createIn(world, 'LEFT', `Left ${at}`);
  await world.pass(6 * MINUTE);
  expect(await world.sandbox.issues(OTHER_BOARD)).toHaveLength(count);
  return world;
}

it('a deleted project is reported, and its issues are removed by the rounds of another', async () => {
  const world = await twoBoards(6);
  await world.as('admin').delete('admin/projects/LEFT');
  await world.pass(60 * MINUTE);
  expect(await abandoned(world)).toMatchObject([
    { project: 'LEFT', name: null, why: 'deleted', state: 'waiting', board: { id: OTHER_BOARD } },
  ]);
  expect(await world.sandbox.issues(OTHER_BOARD)).toHaveLength(6);
  const counted = await world.as('admin').get(`${ADMIN}/abandoned-count?board=${OTHER_BOARD}&project=LEFT`);
  expect(v.parse(AbandonedCountSchema, counted)).toEqual({ issues: 6, isWhole: true });
  await decide(world, 'LEFT', OTHER_BOARD, 'remove');
  await world.pass(30 * MINUTE);
  expect(await world.sandbox.issues(OTHER_BOARD)).toEqual([]);
  expect(await abandoned(world)).toEqual([]);
  expect(await world.sandbox.issues(BOARD)).not.toEqual([]);
});

it('the only project: while the page is open', async () => {
  const world = await startWorld();
  for (let at = 1; at <= 5; at += 1) await world.createIssue(`Left ${at}`);
  await world.pass(6 * MINUTE);
  const { length } = await world.sandbox.issues(BOARD);
  await world.as('admin').delete(`admin/projects/${PROJECT}`);
  expect(await abandoned(world)).toMatchObject([{ project: PROJECT, why: 'deleted', goesOnAlone: false }]);
  await decide(world, PROJECT, BOARD, 'remove');
  await world.pass(60 * MINUTE);
  expect(await world.sandbox.issues(BOARD)).toHaveLength(length);
  for (let at = 0; at < 6; at += 1) await step(world);
  expect(await world.sandbox.issues(BOARD)).toEqual([]);
  expect(await abandoned(world)).toEqual([]);
});

it('a detached project is reported, and its issues are removed in the turns of another', async () => {
  const world = await twoBoards(3);
  await attach(world, 'LEFT', false);
  await world.pass(70 * MINUTE);
  expect(await abandoned(world)).toMatchObject([
    { project: 'LEFT', name: 'LEFT', why: 'detached', state: 'waiting', issues: 3 },
  ]);
  await decide(world, 'LEFT', OTHER_BOARD, 'remove');
  await world.pass(180 * MINUTE);
  expect(await world.sandbox.issues(OTHER_BOARD)).toEqual([]);
  expect(await abandoned(world)).toEqual([]);
});

it('issues that are left stay, and nobody is asked again', async () => {
  const world = await twoBoards(2);
  await world.as('admin').delete('admin/projects/LEFT');
  await decide(world, 'LEFT', OTHER_BOARD, 'leave');
  await world.pass(60 * MINUTE);
  expect(await world.sandbox.issues(OTHER_BOARD)).toHaveLength(2);
  expect(await abandoned(world)).toEqual([]);
});

it('only an administrator of the app decides', async () => {
  const world = await twoBoards(1);
  await world.as('admin').delete('admin/projects/LEFT');
  const asked = { project: 'LEFT', board: OTHER_BOARD, answer: 'remove' };
  const status = await refusedWith(world.as('project-admin').post(`${ADMIN}/abandoned`, asked));
  expect(status).toBe(403);
  expect(await world.sandbox.issues(OTHER_BOARD)).toHaveLength(1);
});
