/** A handler completes or leaves nothing behind: a fault after its first write takes back everything it wrote. */
import { beforeAll, expect, it } from 'vitest';
import { ON_OTHER_BOARD, onBoard, refusedWith } from '../fixtures/life.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin';
const SETTINGS = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/settings`;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.createIssue('Stays where it is');
  await world.pass(60_000);
});

/** All that the app keeps in YouTrack, on projects, issues and for itself. */
const kept = () => world.mock.get('storage');

it.each<[string, string, object]>([
  [
    'disconnecting and removing',
    `${ADMIN}/disconnect`,
    { project: PROJECT, board: BOARD, onBoard: 'remove' },
  ],
  ['saving another board', SETTINGS, { revision: 1, nonce: 'of-this-test', configuration: ON_OTHER_BOARD }],
  ['connecting', `${ADMIN}/connect`, { projects: ['OPS'], board: BOARD }],
])('%s changes nothing when YouTrack takes no later call', async (_what, path, body) => {
  const before = await kept();
  await world.mock.post('fail', { member: 'ctx.invokeAsync', times: 1 });
  expect(await refusedWith(world.as('admin').post(path, body))).toBe(500);
  expect(await kept()).toEqual(before);
  await world.pass(30_000);
  expect(await onBoard(world, 'Stays where it is')).toHaveLength(1);
});

it('saving works when it is tried again', async () => {
  const saved = await world
    .as('admin')
    .post(SETTINGS, { revision: 1, nonce: 'of-this-test', configuration: ON_OTHER_BOARD });
  expect(saved).toMatchObject({ project: { revision: 2, configuration: ON_OTHER_BOARD } });
});

it('a fault before the first write is answered with a reference', async () => {
  await world.mock.post('fail', { member: 'User.hasPermission', times: 1 });
  const failed = world.as('admin').post(`${ADMIN}/disconnect`, {});
  await expect(failed).rejects.toMatchObject({
    status: 500,
    body: { error: { code: 'unexpected', reference: expect.stringMatching(/^\w{8}$/) } },
  });
});
