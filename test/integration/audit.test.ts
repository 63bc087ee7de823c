import * as v from 'valibot';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { attach, BULK, createPushed, edit, enable, onBoard, whileHeld } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pass(10_000);
});

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a change that no rule has seen', () => {
  it('arrives when the app was disabled for a while', async () => {
    const key = await createPushed(world, 'Enabled');
    await enable(world, false);
    await edit(world, key, { summary: 'Edited while disabled' });
    await world.pass(10 * MINUTE);
    await enable(world, true);
    await world.pass(75 * MINUTE);
    expect(await onBoard(world, 'Edited while disabled')).toMatchObject([{ key }]);
  });

  it('arrives with the next sweep when the app was disabled for hours', async () => {
    await enable(world, false);
    const key = await world.createIssue('Created while disabled');
    await world.pass(3 * HOUR);
    await enable(world, true);
    await world.pass(10 * MINUTE);
    expect(await onBoard(world, 'Created while disabled')).toMatchObject([{ key }]);
  });

  it('arrives when the project was detached', async () => {
    const key = await createPushed(world, 'Attached');
    await attach(world, PROJECT, false);
    await edit(world, key, { summary: 'Edited while detached' });
    await world.pass(10 * MINUTE);
    await attach(world, PROJECT, true);
    await world.pass(75 * MINUTE);
    expect(await onBoard(world, 'Edited while detached')).toMatchObject([{ key }]);
  });

  it('arrives in a project in which issues are created all the time', async () => {
    const key = await createPushed(world, 'Busy project');
    for (let round = 0; round < 20; round += 1) {
      await world.createIssue(`Newcomer ${round}`);
      await world.pass(4 * MINUTE);
    }
    await enable(world, false);
    await edit(world, key, { summary: 'Edited in a busy project' });
    await enable(world, true);
    await world.pass(75 * MINUTE);
    expect(await onBoard(world, 'Edited in a busy project')).toMatchObject([{ key }]);
  });
});

describe('a change whose author was banned before it was sent', () => {
  it('arrives with the next sweep', async () => {
    const key = await createPushed(world, 'By somebody');
    await world.as('developer').post(`issues/${key}`, { summary: 'By a banned author' });
    await world.mock.post('users/developer/ban', {});
    await world.pass(10 * MINUTE);
    await world.mock.delete('users/developer/ban');
    expect(await onBoard(world, 'By a banned author')).toMatchObject([{ key }]);
  });
});

describe('a project that nobody edits', () => {
  it('is swept after weeks', async () => {
    const key = await createPushed(world, 'Untouched');
    await enable(world, false);
    await world.pass(21 * DAY);
    await enable(world, true);
    await world.pass(10 * MINUTE);
    await world.sandbox.vote(BOARD, key, { reach: 5, revenue: 5, effort: 1 });
    await world.pass(10 * MINUTE);
    expect((await world.panel(key)).result?.totalScore).not.toBeNull();
    expect((await world.panel(key)).result?.source).toBe('board');
  });
});

const InterleaveSchema = v.object({ held: v.boolean(), overlaps: v.number() });

describe('a mark whose place in the queue was lost to a transaction that overlapped', () => {
  it('is found by the audit', async () => {
    const key = await createPushed(world, 'Before the overlap');
    const state = async () => v.parse(InterleaveSchema, await world.mock.get('interleave'));
    const { overlaps } = await state();
    await edit(world, key, { summary: 'Sent' });
    let edited: Promise<unknown> = Promise.resolve();
    await whileHeld(world, BULK, 5_000, async () => {
      await world.mock.post('interleave', { replay: true });
      edited = edit(world, key, { summary: 'Edited during the answer' });
      await vi.waitFor(async () => expect((await state()).held).toBe(true), { timeout: 4_000, interval: 10 });
    });
    await edited;
    expect((await state()).overlaps).toBe(overlaps + 1);
    expect((await world.panel(key)).status.state).toBe('not-pushed');
    await world.pass(15 * MINUTE);
    expect(await onBoard(world, 'Edited during the answer')).toMatchObject([{ key }]);
    expect((await world.panel(key)).status.state).toBe('synced');
  });
});
