import { beforeAll, describe, expect, it } from 'vitest';
import {
  attach,
  BULK,
  copy,
  createPushed,
  ducalis,
  edit,
  enable,
  fault,
  idOf,
  onBoard,
  whileHeld,
} from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pass(10_000);
});

/** @returns ids for REST and for `restore`. */
async function pushedWithId(name: string): Promise<{ readonly key: string; readonly id: string }> {
  const key = await createPushed(world, name);
  return { key, id: await idOf(world, `issues/${key}`) };
}

const remove = (key: string) => world.as('admin').delete(`issues/${key}`);
const restore = (id: string) => world.mock.post(`issues/${id}/restore`, {});

describe('a deleted issue', () => {
  it('leaves the board at once', async () => {
    const key = await createPushed(world, 'Deleted');
    await remove(key);
    await world.pass(1_000);
    expect(await onBoard(world, 'Deleted')).toEqual([]);
  });

  it('that is a copy which nobody has marked leaves the original on the board', async () => {
    const key = await createPushed(world, 'Original of a deleted copy');
    await remove(await copy(world, key, { rules: false }));
    await world.pass(2_000);
    expect(await onBoard(world, 'Original of a deleted copy')).toHaveLength(1);
  });

  it('leaves the board when Ducalis is back', async () => {
    const key = await createPushed(world, 'Deleted in the dark');
    await fault(world, { times: 1, match: { method: 'DELETE' }, fault: { kind: 'drop', when: 'before' } });
    await remove(key);
    await world.pass(2_000);
    expect(await onBoard(world, 'Deleted in the dark')).toHaveLength(1);
    await world.pass(15 * MINUTE);
    expect(await onBoard(world, 'Deleted in the dark')).toEqual([]);
  });

  it('whose call is under way does not stay on the board', async () => {
    const key = await createPushed(world, 'Deleted in flight');
    await edit(world, key, { description: 'Something to send' });
    await whileHeld(world, BULK, 5_000, () => remove(key));
    await world.pass(15 * MINUTE);
    expect(await onBoard(world, 'Deleted in flight')).toEqual([]);
  });

  it('is found by the search for orphans when the app was disabled', async () => {
    const key = await createPushed(world, 'Deleted unseen');
    await enable(world, false);
    await remove(key);
    await enable(world, true);
    await world.pass(15 * MINUTE);
    expect(await onBoard(world, 'Deleted unseen')).toEqual([]);
  });

  it('is found by the search for orphans when the app was detached', async () => {
    const key = await createPushed(world, 'Deleted detached');
    await attach(world, PROJECT, false);
    await remove(key);
    await attach(world, PROJECT, true);
    await world.pass(15 * MINUTE);
    expect(await onBoard(world, 'Deleted detached')).toEqual([]);
  });

  it('that was never sent causes no call', async () => {
    const key = await world.createIssue('Never sent');
    await remove(key);
    const before = (await world.sandbox.requests()).filter(({ method }) => method === 'DELETE').length;
    await world.pass(5_000);
    expect((await world.sandbox.requests()).filter(({ method }) => method === 'DELETE')).toHaveLength(before);
    expect(await onBoard(world, 'Never sent')).toEqual([]);
  });
});

describe('an issue of somebody else', () => {
  it('is never removed, whether it has another source or none', async () => {
    await ducalis(world).put(
      `boards/${BOARD}/issues/foreign-1`,
      {
        source: 'another-youtrack',
        base_url: 'https://other.example/youtrack',
        external_id: 'foreign-1',
        key: 'OTHER-1',
        url: 'https://other.example/youtrack/issue/OTHER-1',
        revision: 1,
        name: 'Foreign',
      },
      { 'Idempotency-Key': 'foreign-1:1' },
    );
    await world.sandbox.post('sandbox/pull', {
      board: Number(BOARD),
      base_url: 'https://other.example/youtrack',
      key: 'OTHER-2',
      name: 'Pulled',
    });
    await world.pass(60 * MINUTE);
    expect(await onBoard(world, 'Foreign')).toHaveLength(1);
    expect(await onBoard(world, 'Pulled')).toHaveLength(1);
  });
});

describe('a restored issue', () => {
  it('comes back with its values', async () => {
    const { key, id } = await pushedWithId('Restored');
    await edit(world, key, {
      customFields: [{ name: 'Story points', $type: 'SimpleIssueCustomField', value: 5 }],
    });
    await world.pass(5_000);
    await remove(key);
    await world.pass(5_000);
    expect(await onBoard(world, 'Restored')).toEqual([]);
    await restore(id);
    await world.pass(10 * MINUTE);
    expect(await onBoard(world, 'Restored')).toMatchObject([{ key, fields: { story_points: 5 } }]);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('that the search for orphans had removed comes back within the slow check', async () => {
    const { key, id } = await pushedWithId('Restored orphan');
    await enable(world, false);
    await remove(key);
    await enable(world, true);
    await world.pass(15 * MINUTE);
    expect(await onBoard(world, 'Restored orphan')).toEqual([]);
    await restore(id);
    await world.pass(75 * MINUTE);
    expect(await onBoard(world, 'Restored orphan')).toMatchObject([{ key }]);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('stays on the board although it has many copies that no rule has seen', async () => {
    const { key, id } = await pushedWithId('Original of many copies');
    for (let copies = 0; copies < 12; copies += 1) await copy(world, key, { rules: false });
    await remove(key);
    await restore(id);
    await world.pass(3 * 60 * MINUTE);
    const found = await onBoard(world, 'Original of many copies');
    expect(found).toHaveLength(13);
    expect(found.map((issue) => issue.key)).toContain(key);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('before its removal was carried out stays on the board', async () => {
    const { key, id } = await pushedWithId('Restored at once');
    await remove(key);
    await restore(id);
    await world.pass(15 * MINUTE);
    expect(await onBoard(world, 'Restored at once')).toMatchObject([{ key }]);
    expect((await world.panel(key)).status.state).toBe('synced');
  });
});
