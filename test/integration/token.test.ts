import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const CallsSchema = v.array(
  v.object({
    url: v.string(),
    headers: v.array(v.object({ name: v.string(), value: v.string() })),
    body: v.nullable(v.string()),
  }),
);

it('goes to Ducalis in the Authorization header and is nowhere else', async () => {
  const token = world.standIns.ducalisToken;
  const key = await world.createIssue('Where is the token?');
  await world.pass(3_000);
  await world.sandbox.vote(BOARD, key, { reach: 1, revenue: 1, effort: 1 });
  await world.pass(6 * 60_000);

  const calls = v.parse(CallsSchema, await world.mock.get('http'));
  expect(calls.length).toBeGreaterThan(2);
  for (const call of calls) {
    expect(call.url.startsWith('https://ducalis.io/')).toBe(true);
    const carrying = call.headers.filter(({ value }) => value.includes(token));
    expect(carrying.map(({ name, value }) => [name.toLowerCase(), value])).toEqual([
      ['authorization', `Bearer ${token}`],
    ]);
    expect(call.url).not.toContain(token);
    expect(call.body ?? '').not.toContain(token);
  }

  const admin = world.as('admin');
  const answers = await Promise.all([
    world.mock.get('logs'),
    admin.get('admin/apps/ducalis/globalConfig?fields=globalSettings,enabled'),
    admin.get('extensionEndpoints/ducalis/admin/overview'),
    admin.get(`extensionEndpoints/ducalis/admin/project?project=${PROJECT}`),
    world.panel(key),
    world.mock.get('storage'),
  ]);
  for (const answer of answers) expect(JSON.stringify(answer)).not.toContain(token);
});
