import { beforeAll, describe, expect, it } from 'vitest';
import { saveDucalisToken } from '../../tools/stand-ins/connect.ts';
import {
  BULK,
  bulkCalls,
  configure,
  connect,
  edit,
  fault,
  importOf,
  onBoard,
  PLAIN,
  refusedWith,
  sandboxControl,
  steerImport,
  whileHeld,
} from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const CREATED = 250;
/** The seed has three more that belong on the board, and a restricted one. */
const BELONGING = CREATED + 3;

let world: World;
const keys: string[] = [];
beforeAll(async () => {
  world = await startWorld({ connect: false });
  await saveDucalisToken(world.as('admin'), world.standIns.ducalisToken);
  for (let number = 1; number <= CREATED; number += 1) keys.push(await world.createIssue(`Old ${number}`));
});

const stored = async () => (await world.sandbox.issues(BOARD)).filter(({ source }) => source !== null);

/** Changes what every issue sends. */
async function sendAllAnew(type: 'Type' | null): Promise<void> {
  await configure(world, PROJECT, { ...PLAIN, builtIn: { ...PLAIN.builtIn, type } });
}

const keyOf = (number: number): string => keys[number - 1] ?? '';

describe('the first import', () => {
  it('sends every issue that belongs there, at most a hundred a call', async () => {
    await connect(world, PROJECT, CONFIGURATION);
    await world.pass(5_000);
    expect(await stored()).toHaveLength(BELONGING);
    expect(await bulkCalls(world)).toBe(Math.ceil(BELONGING / 100));
    expect(await importOf(world)).toMatchObject({
      state: 'done',
      checked: BELONGING + 1,
      total: BELONGING + 1,
      queued: 0,
      needsAttention: 0,
    });
  });

  it('costs no call when it is run again', async () => {
    const before = await bulkCalls(world);
    expect(await steerImport(world, 'start')).toMatchObject({ state: 'running', checked: 0 });
    await world.pass(10_000);
    expect(await importOf(world)).toMatchObject({ state: 'done', marked: 0 });
    expect(await bulkCalls(world)).toBe(before);
  });
});

describe('an import that is under way', () => {
  it('tells how far it is; a pause stops the walk, and what is queued is still sent', async () => {
    await sendAllAnew(null);
    await whileHeld(world, BULK, 10_000, async () => {
      const { state, checked, total } = await importOf(world);
      expect({ state, total }).toEqual({ state: 'running', total: BELONGING + 1 });
      expect(checked).toBeGreaterThanOrEqual(100);
      expect(checked).toBeLessThan(total);
      expect(await steerImport(world, 'pause')).toMatchObject({ state: 'paused' });
    });
    await world.pass(10 * MINUTE);
    const paused = await importOf(world);
    expect(paused).toMatchObject({ state: 'paused', queued: 0 });
    const sentAnew = (await stored()).filter(({ received }) => received > 1);
    expect(sentAnew).toHaveLength(paused.marked);

    expect(await steerImport(world, 'resume')).toMatchObject({ state: 'running' });
    await world.pass(10_000);
    expect(await importOf(world)).toMatchObject({ state: 'done', queued: 0 });
    expect((await stored()).filter(({ received }) => received === 2)).toHaveLength(BELONGING);
  });

  it('goes on after a restart of YouTrack', async () => {
    await sendAllAnew('Type');
    await whileHeld(world, BULK, 10_000, () => world.mock.post('restart', {}));
    await world.pass(20 * MINUTE);
    expect(await importOf(world)).toMatchObject({ state: 'done', queued: 0 });
    expect((await stored()).filter(({ type }) => type === null)).toEqual([]);
    expect(await stored()).toHaveLength(BELONGING);
  });

  it('takes edits of issues that were sent, are being sent and come later', async () => {
    await sendAllAnew(null);
    const edited = [keyOf(5), keyOf(60), keyOf(240)];
    await whileHeld(world, BULK, 10_000, async () => {
      for (const key of edited) await edit(world, key, { summary: `Edited ${key}` });
    });
    await world.pass(10 * MINUTE);
    for (const key of edited) expect(await onBoard(world, `Edited ${key}`)).toMatchObject([{ key }]);
    expect((await stored()).filter(({ type }) => type !== null)).toEqual([]);
  });

  it('goes on when Ducalis was in trouble', async () => {
    await sendAllAnew('Type');
    await fault(world, { match: BULK, times: 2, fault: { kind: 'status', status: 503 } });
    await world.pass(20 * MINUTE);
    await sandboxControl(world).delete('sandbox/faults');
    expect(await importOf(world)).toMatchObject({ state: 'done', queued: 0 });
    expect((await stored()).filter(({ type }) => type === null)).toEqual([]);
  });
});

describe('steering an import', () => {
  it('is for administrators of the project', async () => {
    expect(await importOf(world, 'project-admin')).toMatchObject({ state: 'done' });
    for (const login of ['developer', 'reporter']) {
      expect(await refusedWith(importOf(world, login))).toBe(403);
      expect(await refusedWith(steerImport(world, 'start', login))).toBe(403);
    }
    expect(await importOf(world)).toMatchObject({ state: 'done' });
  });
});
