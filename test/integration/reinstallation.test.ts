/**
 * The app is deleted, uploaded again and connected: YouTrack has deleted all that it kept, Ducalis has not. What a former
 * installation has sent goes on as what it is on the board.
 */
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { saveDucalisToken } from '../../tools/stand-ins/connect.ts';
import { importZip } from '../../tools/stand-ins/upload.ts';
import { appZipBytes } from '../fixtures/app-zip.ts';
import {
  bulkCalls,
  connect,
  createIn,
  ducalis,
  edit,
  fault,
  importOf,
  ON_OTHER_BOARD,
  OTHER_BOARD,
  onBoard,
  requestsTo,
  sandboxControl,
  sentTo,
} from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin';
const VOTES = { reach: 8, revenue: 6, effort: 2 };
const LISTING = { method: 'GET', path: '/boards/1/issues$' };

let world: World;
const keys: string[] = [];
beforeEach(async () => {
  keys.length = 0;
  world = await startWorld();
  for (let number = 1; number <= 20; number += 1) keys.push(await world.createIssue(`Issue ${number}`));
  await world.pass(10_000);
});

const sent = (board = BOARD) => sentTo(world, board);

const keysOnBoard = async (board = BOARD) => (await sent(board)).map(({ key }) => key);

/** Deletes the app, with all that it kept, and uploads it again. */
async function installAgain(): Promise<void> {
  const admin = world.as('admin');
  await admin.delete('admin/apps/ducalis');
  await importZip(appZipBytes(), world.standIns.youTrackUrl, world.standIns.tokens.get('admin') ?? '');
  await saveDucalisToken(admin, world.standIns.ducalisToken);
}

const overview = () => world.as('admin').get(`${ADMIN}/overview`);
const answer = (given: 'moved' | 'copy') => world.as('admin').post(`${ADMIN}/instance`, { answer: given });

describe('an app that is installed again', () => {
  it('finds each issue on the board, with its evaluations, and doubles none', async () => {
    const voted = keys.slice(0, 5);
    for (const key of voted) await world.sandbox.vote(BOARD, key, VOTES);
    const before = await sent();
    expect(before).toHaveLength(23);

    await installAgain();
    await edit(world, keys[3] ?? '', { summary: 'Edited in between' });
    await connect(world, PROJECT, CONFIGURATION);
    await world.pass(10_000);
    expect(await importOf(world)).toMatchObject({ state: 'done', queued: 0, needsAttention: 0 });
    const expected = before.map((issue) =>
      issue.key === keys[3] ? { ...issue, name: 'Edited in between' } : issue,
    );
    expect(await sent()).toEqual(expected);

    await edit(world, keys[7] ?? '', { summary: 'Edited after it' });
    await world.pass(5_000);
    expect(await onBoard(world, 'Edited after it')).toMatchObject([{ key: keys[7] }]);
    const key = await world.createIssue('New after it');
    await world.pass(2 * 60 * MINUTE);
    // Several searches for orphans later everything is there as before.
    expect(await keysOnBoard()).toEqual([...before.map((issue) => issue.key), key].sort());
    expect(new Set((await sent()).map(({ source }) => source)).size).toBe(1);
    expect(await requestsTo(world, 'DELETE', '')).toBe(0);
    for (const one of voted) {
      const { result, status } = await world.panel(one);
      expect(result?.totalScore).toBeGreaterThan(0);
      expect(status.state).toBe('synced');
    }

    // It is this installation's now: what is deleted leaves the board.
    await world.as('admin').delete(`issues/${keys[0]}`);
    await world.pass(10_000);
    expect(await keysOnBoard()).not.toContain(keys[0]);
  });

  it('sends nothing before the board can be read, and holds up no other board', async () => {
    const before = await sent();
    await installAgain();
    const calls = await bulkCalls(world);
    await fault(world, { match: LISTING, fault: { kind: 'status', status: 502, html: true } });
    await connect(world, PROJECT, CONFIGURATION);
    await connect(world, 'OPS', ON_OTHER_BOARD);
    await createIn(world, 'OPS', 'On the other board');
    await edit(world, keys[3] ?? '', { summary: 'Edited while it waits' });
    await world.pass(20_000);
    expect(await onBoard(world, 'On the other board', OTHER_BOARD)).toHaveLength(1);
    expect(await bulkCalls(world)).toBe(calls + 1);
    expect(await world.as('admin').get(`${ADMIN}/health`)).toMatchObject({
      lanes: [{ kind: 'feed', board: { id: BOARD }, speaker: 'between', status: 502 }],
      projects: [
        { key: PROJECT, isUnread: true },
        { key: 'OPS', isUnread: false },
      ],
    });
    await sandboxControl(world).delete('sandbox/faults');
    await world.pass(5 * MINUTE);
    // What the other board was sent, was sent under a source of its own.
    expect(await overview()).toMatchObject({ connection: { asksAbout: 'items' } });
    await answer('moved');
    await world.pass(10 * MINUTE);
    expect(await onBoard(world, 'Edited while it waits')).toMatchObject([{ key: keys[3] }]);
    expect(await keysOnBoard()).toEqual(before.map(({ key }) => key));
  });
});

describe('an app whose former installations do not agree', () => {
  /** DEMO-1 and so on under the source of one installation, and three of them under another one's as well. */
  async function twoSources() {
    const before = await sent();
    const base_url = v.parse(v.object({ baseUrl: v.string() }), await addressOf()).baseUrl;
    for (const key of keys.slice(0, 3)) {
      const external_id = `formerly-${key}`;
      await ducalis(world).put(`boards/${BOARD}/issues/${external_id}`, {
        source: 'formerly in this YouTrack',
        base_url,
        external_id,
        key,
        revision: 5,
        name: `Former ${key}`,
      });
      await sandboxControl(world).post('sandbox/vote', { board: Number(BOARD), external_id, votes: VOTES });
    }
    return { before, all: await sent() };
  }
  const addressOf = () => world.as('admin').get(`${ADMIN}/address?project=${PROJECT}`);

  it('sends nothing until an administrator says that they are of this YouTrack, and then doubles nothing', async () => {
    const { all } = await twoSources();
    await installAgain();
    const calls = await bulkCalls(world);
    await connect(world, PROJECT, CONFIGURATION);
    await world.pass(30 * MINUTE);
    expect(await overview()).toMatchObject({
      connection: { state: 'suspended', reason: 'instance-changed', asksAbout: 'items' },
    });
    expect(await bulkCalls(world)).toBe(calls);

    await answer('moved');
    await world.pass(60 * MINUTE);
    expect(await overview()).toMatchObject({ connection: { state: 'connected', asksAbout: null } });
    const after = await sent();
    expect(after.map(({ external_id }) => external_id)).toEqual(all.map(({ external_id }) => external_id));
    // Of two items for one issue the one that people have evaluated goes on.
    await edit(world, keys[0] ?? '', { summary: 'Edited' });
    await world.pass(5_000);
    expect(await onBoard(world, 'Edited')).toMatchObject([{ external_id: `formerly-${keys[0]}` }]);
    expect(await requestsTo(world, 'DELETE', '')).toBe(0);
  });
});
