/** A first import in which one issue never passes, and issues whose texts are too long. */
import { expect, it } from 'vitest';
import { activity, BULK, bulkCalls, edit, fault, importOf, onBoard } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, startWorld } from '../fixtures/world.ts';

it.each([
  { kind: 'status', status: 500 },
  { kind: 'status', status: 403, html: true },
])('an import goes on without the issue that is always answered %j', async (how) => {
  const world = await startWorld({ connect: false });
  const count = 120;
  for (let number = 1; number <= count; number += 1) await world.createIssue(`Issue number ${number} of it`);
  await fault(world, { match: { ...BULK, body: 'number 3 of it' }, fault: how });
  await world.connect();
  await world.pass(6 * MINUTE);
  const held = new Set((await world.sandbox.issues(BOARD)).map(({ name }) => name));
  const names = Array.from({ length: count }, (_, at) => `Issue number ${at + 1} of it`);
  expect(names.filter((name) => !held.has(name))).toEqual(['Issue number 3 of it']);
  await world.pass(9 * MINUTE);
  expect((await activity(world)).needsAttention).toHaveLength(1);
  expect((await importOf(world)).state).toBe('done');
});

it('an issue whose texts are too long arrives, and so do its later changes', async () => {
  const world = await startWorld();
  const texts = ['x'.repeat(2_000_000), '\u0001'.repeat(300_000)];
  const keys: string[] = [];
  for (const [at, description] of texts.entries())
    keys.push(await world.createIssue(`Long ${at}`, { description }));
  const named = await world.createIssue(`n${'a'.repeat(1_499)}`);
  await world.pass(30_000);
  for (const at of texts.keys()) expect(await onBoard(world, `Long ${at}`)).toHaveLength(1);
  const [key = ''] = keys;
  await edit(world, key, { summary: 'Long no more' });
  await edit(world, named, { description: 'And this too' });
  await world.pass(10_000);
  expect(await onBoard(world, 'Long no more')).toHaveLength(1);
  expect((await world.panel(named)).status).toEqual({ state: 'synced' });
  expect((await activity(world)).needsAttention).toEqual([]);
  expect(await bulkCalls(world)).toBeLessThanOrEqual(8);
});
