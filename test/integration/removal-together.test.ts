/** Many issues that leave their board at once, with a Ducalis that takes removals in a bulk call and one that does not. */
import { expect, it } from 'vitest';
import { bulkCalls, edit, fault, onBoard, RESTRICTED, requestsTo } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, startWorld, type World } from '../fixtures/world.ts';

const SECOND = 1_000;

/** Issues that are on the board, and then restricted while Ducalis is away. */
async function restrictedInTheDark(world: World, count: number): Promise<void> {
  const keys: string[] = [];
  for (let number = 1; number <= count; number += 1) keys.push(await world.createIssue(`Secret ${number}`));
  await world.pass(MINUTE);
  expect(await stillThere(world)).toBe(count);
  await fault(world, { fault: { kind: 'drop', when: 'before' } });
  for (const key of keys) await edit(world, key, RESTRICTED);
  await world.pass(2 * MINUTE);
  await fault(world);
}

async function stillThere(world: World): Promise<number> {
  const issues = await world.sandbox.issues(BOARD);
  return issues.filter(({ name }) => name.startsWith('Secret')).length;
}

it('leave it with a few calls', async () => {
  const world = await startWorld();
  await restrictedInTheDark(world, 150);
  const [before, deletes] = [await bulkCalls(world), await requestsTo(world, 'DELETE', '')];
  await world.pass(10 * MINUTE);
  expect(await stillThere(world)).toBe(0);
  // Alone: what was tried while Ducalis was away, and what shows that it is back.
  expect((await requestsTo(world, 'DELETE', '')) - deletes).toBeLessThanOrEqual(10);
  expect((await bulkCalls(world)) - before).toBeLessThanOrEqual(10);
});

it('leave it one by one where Ducalis does not confirm removals, and other issues arrive meanwhile', async () => {
  const world = await startWorld({ ignoresRemoved: true });
  await restrictedInTheDark(world, 20);
  await world.pass(5 * MINUTE);
  await world.createIssue('Meanwhile');
  await world.pass(5 * SECOND);
  expect(await onBoard(world, 'Meanwhile')).toHaveLength(1);
  await world.pass(15 * MINUTE);
  expect(await stillThere(world)).toBe(0);
  expect(await requestsTo(world, 'DELETE', '')).toBeGreaterThanOrEqual(20);
  const tried = await bulkCalls(world);
  await world.pass(30 * MINUTE);
  expect(await bulkCalls(world)).toBe(tried);
});
