import { beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ documentedOnly: true });
});

it('says that push is not supported by a Ducalis that knows only the documented calls', async () => {
  expect(await world.as('admin').get('extensionEndpoints/ducalis/admin/overview')).toMatchObject({
    connection: { state: 'connected', push: 'unsupported' },
  });
});

it('sends nothing there, and shows the results found in Sync Back fields', async () => {
  const key = await world.createIssue('Pulled by Ducalis', {
    customFields: [
      { name: 'Priority 🚀 Ducalis', $type: 'SimpleIssueCustomField', value: '⭐ 4' },
      { name: 'Alignment 🚀 Ducalis', $type: 'SimpleIssueCustomField', value: 81 },
    ],
  });
  await world.as('developer').post(`issues/${key}`, { summary: 'Edited' });
  await world.pass(10 * 60_000);

  const calls = (await world.sandbox.requests()).filter(({ method }) => method !== 'GET');
  expect(calls).toEqual([]);
  const panel = await world.panel(key);
  expect(panel.status).toEqual({ state: 'push-unsupported' });
  expect(panel.result).toMatchObject({
    priority: 4,
    isTopPriority: true,
    alignment: 81,
    source: 'sync-back',
  });
});

it('refuses matches that nobody could receive', async () => {
  const request = {
    project: 'DEMO',
    revision: 1,
    nonce: 'documented-only',
    configuration: {
      board: { id: '1', name: 'Product backlog', emoji: null },
      builtIn: { status: null, type: null, assignee: null },
      matches: [{ field: 'Customer', key: 'customer' }],
    },
  };
  await expect(
    world.as('admin').post('extensionEndpoints/ducalis/admin/project', request),
  ).rejects.toMatchObject({
    status: 422,
    body: { error: { code: 'push-unsupported' } },
  });
});
