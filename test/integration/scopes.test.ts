/** One thing stops one thing, with the packed app in the emulator and a real server: faults that last. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  activity,
  BULK,
  configure,
  connect,
  createIn,
  edit,
  fault,
  move,
  ON_OTHER_BOARD,
  OTHER_BOARD,
  onBoard,
  RESTRICTED,
  requestsTo,
  retry,
} from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';

const HOUR = 60 * MINUTE;

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.pass(10_000);
});

/** Everything that carries the issue of that name fails so, for good. */
const blocked = (name: string, how: object) => fault(world, { match: { ...BULK, body: name }, fault: how });

const WAYS = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 403, html: true },
  { kind: 'drop', when: 'before' },
] as const;

describe('an issue that never passes', () => {
  it.each(WAYS)('(%j) is listed and keeps no other waiting; it arrives when it may', async (how) => {
    const names = Array.from({ length: 12 }, (_, at) => `Issue ${at}`);
    for (const name of names) await world.createIssue(name);
    const bad = await world.createIssue('Blocked');
    await world.pass(5_000);
    await blocked('Blocked again', how);
    await edit(world, bad, { summary: 'Blocked again' });
    await world.createIssue('In the same call');
    await world.pass(3 * MINUTE);
    expect(await onBoard(world, 'In the same call')).toHaveLength(1);
    await world.pass(10 * MINUTE);
    const listed = (await activity(world)).needsAttention.find(({ issue }) => issue === bad);
    expect(listed).toMatchObject({ reason: expect.stringMatching(/^issue-(failing|blocked|unanswered)$/) });
    expect(listed?.since).toEqual(expect.any(Number));
    expect(listed?.retryAt).toEqual(expect.any(Number));
    await world.createIssue('Much later');
    await world.pass(5_000);
    expect(await onBoard(world, 'Much later')).toHaveLength(1);
    await fault(world);
    await retry(world, bad);
    await world.pass(5_000);
    expect(await onBoard(world, 'Blocked again')).toHaveLength(1);
    expect((await activity(world)).needsAttention).toEqual([]);
  });
});

describe('something in between', () => {
  it.each([400, 404, 413])('that answers %i with a page for half an hour loses nothing', async (status) => {
    await fault(world, { match: BULK, fault: { kind: 'status', status, html: true } });
    for (let at = 0; at < 5; at += 1) {
      await world.createIssue(`Edit ${at}`);
      await world.pass(6 * MINUTE);
      expect((await activity(world)).needsAttention).toEqual([]);
    }
    await fault(world);
    await world.pass(70 * MINUTE);
    for (let at = 0; at < 5; at += 1) expect(await onBoard(world, `Edit ${at}`)).toHaveLength(1);
  });
});

describe('a board that is dead', () => {
  const DEAD = { path: '/boards/1/' };

  it.each([410, 403, 400, 500])('with %i does not keep a project from another one', async (status) => {
    for (let at = 0; at < 3; at += 1) await world.createIssue(`Moves ${at}`);
    await world.pass(5_000);
    await fault(world, { match: DEAD, fault: { kind: 'status', status } });
    await configure(world, PROJECT, ON_OTHER_BOARD);
    await world.pass(20_000);
    for (let at = 0; at < 3; at += 1)
      expect(await onBoard(world, `Moves ${at}`, OTHER_BOARD)).toHaveLength(1);
    await world.pass(2 * HOUR);
    await world.createIssue('Still goes');
    await world.pass(5_000);
    expect(await onBoard(world, 'Still goes', OTHER_BOARD)).toHaveLength(1);
  });

  it('to the token stops its own projects, until it lets them in again', async () => {
    await connect(world, 'OPS', ON_OTHER_BOARD);
    await world.pass(5_000);
    await fault(world, { match: { path: '/boards/2/' }, fault: { kind: 'status', status: 403 } });
    await createIn(world, 'OPS', 'Waits');
    await world.pass(MINUTE);
    await world.createIssue('Goes');
    await world.pass(5_000);
    expect(await onBoard(world, 'Goes')).toHaveLength(1);
    await fault(world);
    await world.pass(6 * MINUTE);
    expect(await onBoard(world, 'Waits', OTHER_BOARD)).toHaveLength(1);
  });
});

it('a removal that never passes delays no edit', async () => {
  const leaves = await world.createIssue('Leaves');
  await world.pass(5_000);
  await fault(world, { match: { method: 'DELETE' }, fault: { kind: 'status', status: 500 } });
  await edit(world, leaves, RESTRICTED);
  for (let at = 0; at < 10; at += 1) {
    await world.pass(MINUTE);
    await world.createIssue(`Edit ${at}`);
    await world.pass(5_000);
    expect(await onBoard(world, `Edit ${at}`)).toHaveLength(1);
  }
  expect(await requestsTo(world, 'DELETE', '')).toBeLessThanOrEqual(12);
  await fault(world);
  await world.pass(HOUR);
  expect(await onBoard(world, 'Leaves')).toEqual([]);
});

it('an issue that moves off a dead board arrives on the other at once', async () => {
  await connect(world, 'OPS', ON_OTHER_BOARD);
  const key = await world.createIssue('Across');
  await world.pass(5_000);
  await fault(world, { match: { path: '/boards/1/' }, fault: { kind: 'drop', when: 'before' } });
  await move(world, key, 'OPS');
  await world.pass(5_000);
  expect(await onBoard(world, 'Across', OTHER_BOARD)).toHaveLength(1);
});
