/** What a permanent token is for limits it, whatever its owner may do. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Client, World } from './support/world.ts';
import { idOf, start } from './support/world.ts';

const TOKENS = '/hub/api/rest/users/me/permanenttokens';
const YOUTRACK = { id: 'youtrack' };
const ADMINISTRATION = { id: '0-0-0-0-0' };

async function tokenFor(world: World, scope: readonly { readonly id: string }[]): Promise<Client> {
  const { body } = await world.as('admin').post(TOKENS, { name: 'Scoped', scope });
  return world.withToken(v.parse(v.object({ token: v.string() }), body).token);
}

describe('a token for YouTrack alone', () => {
  it('reads, works on issues, and calls the handlers of apps', async () => {
    const world = await start();
    const client = await tokenFor(world, [YOUTRACK]);
    expect((await client.get('users/me')).status).toBe(200);
    expect((await client.get('admin/projects/DEMO/customFields')).status).toBe(200);
    expect((await client.post('issues/DEMO-1', { summary: 'Changed' })).status).toBe(200);
    // No such app, but not for want of a scope.
    const handler = 'admin/projects/DEMO/extensionEndpoints/app/project/scores';
    expect((await client.post(handler, {})).status).toBe(404);
  });

  it('administers nothing, though its owner may', async () => {
    const world = await start();
    const client = await tokenFor(world, [YOUTRACK]);
    const field = { name: 'Score', fieldType: { id: 'integer' } };
    for (const answer of [
      await client.post('admin/customFieldSettings/customFields', field),
      await client.post('admin/projects/DEMO', { description: 'x' }),
      await client.delete('admin/projects/DEMO'),
      await client.get('/hub/api/rest/users/me'),
    ]) {
      expect([answer.status, answer.body]).toMatchObject([
        403,
        {
          error: 'Forbidden',
          error_description: 'The scope of the token does not include YouTrack Administration',
        },
      ]);
    }
  });
});

it('a token for YouTrack Administration alone reads no YouTrack', async () => {
  const world = await start();
  const client = await tokenFor(world, [ADMINISTRATION]);
  expect((await client.get('users/me')).body).toMatchObject({
    error_description: 'The scope of the token does not include YouTrack',
  });
  expect((await client.get('/hub/api/rest/users/me')).body).toMatchObject({ login: 'admin' });
});

it('a token for both makes a custom field and puts it into a project', async () => {
  const world = await start();
  const client = await tokenFor(world, [YOUTRACK, ADMINISTRATION]);
  const made = await client.post('admin/customFieldSettings/customFields?fields=id,name', {
    name: 'Priority 🚀 Ducalis',
    fieldType: { id: 'string' },
  });
  expect(made.body).toMatchObject({ name: 'Priority 🚀 Ducalis' });
  const attached = await client.post('admin/projects/DEMO/customFields', {
    $type: 'SimpleProjectCustomField',
    field: { id: idOf(made) },
  });
  expect(attached.status).toBe(200);
  const written = await client.post('issues/DEMO-1', {
    customFields: [{ name: 'Priority 🚀 Ducalis', $type: 'SimpleIssueCustomField', value: '⭐ 1' }],
  });
  expect(written.status).toBe(200);
});

it('the scope does not widen what the owner may', async () => {
  const { as } = await start();
  const field = { name: 'Score', fieldType: { id: 'integer' } };
  expect((await as('dora').post('admin/customFieldSettings/customFields', field)).status).toBe(403);
});

it('a wrong path before /api is answered with a page', async () => {
  const { as, server } = await start();
  for (const path of ['/wrong/api/users/me', '/../api/users/me']) {
    const answer = await as('admin').get(path);
    expect([answer.status, answer.headers.get('content-type')]).toMatchObject([
      200,
      expect.stringContaining('text/html'),
    ]);
  }
  expect((await fetch(`${new URL(server.url).origin}/youtrack/nowhere`)).status).toBe(404);
});
