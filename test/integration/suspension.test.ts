import { beforeAll, describe, expect, it } from 'vitest';
import {
  bulkCalls,
  connect,
  createIn,
  edit,
  ON_OTHER_BOARD,
  OTHER_BOARD,
  onBoard,
  sandboxControl,
} from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await connect(world, 'OPS', ON_OTHER_BOARD);
  await world.pass(10_000);
});

const overview = () => world.as('admin').get(`${ADMIN}/overview`);
const saveToken = (ducalisToken: string | null) =>
  world.as('admin').post('admin/apps/ducalis/globalConfig', {
    globalSettings: JSON.stringify({ ducalisToken }),
  });

describe('a revoked token', () => {
  it('stops sending and says so; sending goes on by itself when the token is valid again', async () => {
    await world.sandbox.post('sandbox/tokens', { revoke: world.standIns.ducalisToken });
    const key = await world.createIssue('Revoked');
    await world.pass(5_000);
    expect((await world.panel(key)).status).toEqual({ state: 'suspended', reason: 'token-rejected' });
    expect(await overview()).toMatchObject({ connection: { state: 'suspended', reason: 'token-rejected' } });
    const calls = await bulkCalls(world);
    await edit(world, key, { summary: 'Still revoked' });
    await world.pass(30 * MINUTE);
    expect(await bulkCalls(world)).toBe(calls);

    await world.sandbox.post('sandbox/tokens', { add: world.standIns.ducalisToken });
    await world.pass(10 * MINUTE);
    expect(await overview()).toMatchObject({ connection: { state: 'connected', reason: null } });
    expect(await onBoard(world, 'Still revoked')).toMatchObject([{ key }]);
    expect((await world.panel(key)).status.state).toBe('synced');
  });
});

describe('a board that is deleted in Ducalis', () => {
  it('suspends its project alone, which resumes when the board is back', async () => {
    await createIn(world, 'OPS', 'With its board');
    await world.pass(10_000);
    await sandboxControl(world).delete(`sandbox/boards/${OTHER_BOARD}`);
    const lost = await createIn(world, 'OPS', 'Without its board');
    const other = await world.createIssue('On the other board');
    await world.pass(10_000);
    expect((await world.panel(lost)).status).toEqual({ state: 'suspended', reason: 'board-not-found' });
    expect((await world.panel(other)).status.state).toBe('synced');
    expect(await overview()).toMatchObject({
      connection: { state: 'connected' },
      projects: expect.arrayContaining([
        expect.objectContaining({ key: 'OPS', suspendedReason: 'board-not-found' }),
        expect.objectContaining({ key: PROJECT, suspendedReason: null }),
      ]),
    });
    await world.sandbox.post('sandbox/boards', { id: Number(OTHER_BOARD), name: 'Platform' });
    await world.pass(10 * MINUTE);
    expect(await onBoard(world, 'Without its board', OTHER_BOARD)).toHaveLength(1);
    // The board came back empty: what stood on it before is there again, too.
    expect(await onBoard(world, 'With its board', OTHER_BOARD)).toHaveLength(1);
    expect((await world.panel(lost)).status.state).toBe('synced');
  });
});

describe('a token that is cleared', () => {
  it('stops sending and says so; what changed meanwhile arrives with the next token', async () => {
    await saveToken(null);
    const key = await world.createIssue('Without a token');
    await world.pass(10 * MINUTE);
    expect((await world.panel(key)).status).toEqual({ state: 'suspended', reason: 'token-missing' });
    expect(await overview()).toMatchObject({ connection: { state: 'no-token' } });
    expect(await onBoard(world, 'Without a token')).toEqual([]);
    await saveToken(world.standIns.ducalisToken);
    await world.pass(10 * MINUTE);
    expect(await onBoard(world, 'Without a token')).toHaveLength(1);
  });
});

describe('a YouTrack that has another address', () => {
  it('sends nothing until an administrator says that it was moved; then everything carries the new address', async () => {
    const before = await world.createIssue('Before the move');
    await world.as('admin').post(`${ADMIN}/integration`, { how: 'by-hand' });
    await world.pass(5_000);
    await world.mock.post('base-url', { url: 'https://moved.example/youtrack' });
    const calls = (await world.sandbox.requests()).length;
    const key = await world.createIssue('After the move');
    await world.pass(30 * MINUTE);
    expect((await world.panel(key)).status).toEqual({ state: 'suspended', reason: 'instance-changed' });
    expect(await overview()).toMatchObject({
      connection: { state: 'suspended', reason: 'instance-changed' },
    });
    expect((await world.sandbox.requests()).length).toBe(calls);
    expect(await world.as('admin').post(`${ADMIN}/test-connection`, {})).toMatchObject({
      connection: { state: 'suspended', reason: 'instance-changed' },
    });

    // Ducalis was told the old address: what it can read there says nothing about this one.
    expect(await world.as('admin').post(`${ADMIN}/instance`, { answer: 'moved' })).toMatchObject({
      integration: { state: 'unknown' },
    });
    await world.pass(10 * MINUTE);
    expect(await onBoard(world, 'Before the move')).toMatchObject([
      { key: before, url: `https://moved.example/youtrack/issue/${before}` },
    ]);
    expect(await onBoard(world, 'After the move')).toMatchObject([
      { key, url: `https://moved.example/youtrack/issue/${key}` },
    ]);
  });

  it('as a copy gives up its boards, and later connects under ids of its own', async () => {
    const tab = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project`;
    await world.as('admin').post(`${tab}/people`, { keepsInStep: true });
    await world.as('admin').post(`${ADMIN}/integration`, { how: 'by-hand' });
    const original = await world.sandbox.issues(BOARD);
    await world.mock.post('base-url', { url: 'https://copy.example/youtrack' });
    const key = await world.createIssue('In the copy');
    await world.pass(10_000);
    await world.as('admin').post(`${ADMIN}/instance`, { answer: 'copy' });
    expect(await overview()).toMatchObject({
      connection: { state: 'connected' },
      projects: [],
      integration: { state: 'unknown' },
    });
    await world.pass(30 * MINUTE);
    expect((await world.panel(key)).status).toEqual({ state: 'not-connected' });
    expect(await world.sandbox.issues(BOARD)).toEqual(original);

    await connect(world, PROJECT, CONFIGURATION);
    expect(await world.as('admin').get(`${tab}/people`)).toMatchObject({ keepsInStep: false });
    await world.pass(30 * MINUTE);
    const all = await world.sandbox.issues(BOARD);
    expect(all).toEqual(expect.arrayContaining([...original]));
    const [own] = await onBoard(world, 'In the copy');
    expect(own).toMatchObject({ key, url: `https://copy.example/youtrack/issue/${key}` });
    expect(original.map(({ source }) => source)).not.toContain(own?.source);
    const copied = all.filter(({ source }) => source === own?.source).map((issue) => issue.external_id);
    expect(copied).toHaveLength(original.length + 1);
    expect(original.filter((issue) => copied.includes(issue.external_id))).toEqual([]);
  });
});
