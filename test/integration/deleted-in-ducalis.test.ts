/** Somebody deletes an issue in Ducalis: the app notices within a day, says so, and leaves it to people. */
import { beforeAll, expect, it } from 'vitest';
import { activity, createPushed, ducalis, edit, onBoard, steerImport } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, startWorld, type World } from '../fixtures/world.ts';

const HOUR = 60 * MINUTE;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pass(10_000);
});

async function deletedThere(name: string): Promise<string> {
  const key = await createPushed(world, name);
  const [issue] = await onBoard(world, name);
  await ducalis(world).delete(
    `boards/${BOARD}/issues/${issue?.external_id}?revision=${(issue?.revision ?? 0) + 1}`,
  );
  expect(await onBoard(world, name)).toEqual([]);
  return key;
}

async function waiting(): Promise<readonly string[]> {
  const { needsAttention } = await activity(world);
  return needsAttention.flatMap(({ issue, reason }) => (reason === 'removed-in-ducalis' ? [issue] : []));
}

it('is shown by the panel and listed, and is not sent again by itself', async () => {
  const other = await createPushed(world, 'Nobody deletes this');
  const key = await deletedThere('Deleted there');
  await world.pass(4 * HOUR);
  expect((await world.panel(key)).status).toMatchObject({ state: 'failed', reason: 'removed-in-ducalis' });
  expect(await waiting()).toEqual([key]);
  expect((await world.panel(other)).status.state).toBe('synced');
  await world.pass(6 * HOUR);
  expect(await onBoard(world, 'Deleted there')).toEqual([]);
  expect(await waiting()).toEqual([key]);
});

it('is sent again by a person', async () => {
  const key = await deletedThere('Sent again');
  await world.pass(4 * HOUR);
  await world.as('admin').post(`issues/${key}/extensionEndpoints/ducalis/issue/retry`, {});
  await world.pass(10_000);
  expect(await onBoard(world, 'Sent again')).toMatchObject([{ key }]);
  expect((await world.panel(key)).status.state).toBe('synced');
  expect(await waiting()).not.toContain(key);
});

it('is sent again at once by a person who knows before the app does', async () => {
  const key = await deletedThere('Known at once');
  await world.as('admin').post(`issues/${key}/extensionEndpoints/ducalis/issue/retry`, {});
  await world.pass(10_000);
  expect(await onBoard(world, 'Known at once')).toMatchObject([{ key }]);
});

it('is sent again by its next change', async () => {
  const key = await deletedThere('Changed later');
  await world.pass(4 * HOUR);
  await edit(world, key, { description: 'Changed' });
  await world.pass(10_000);
  expect(await onBoard(world, 'Changed later')).toMatchObject([{ key }]);
});

it('is sent again by an import', async () => {
  const key = await deletedThere('Imported');
  await world.pass(4 * HOUR);
  await steerImport(world, 'start');
  await world.pass(2 * MINUTE);
  expect(await onBoard(world, 'Imported')).toMatchObject([{ key }]);
});
