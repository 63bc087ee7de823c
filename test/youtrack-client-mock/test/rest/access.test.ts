/** Who is let in, by token or as the guest, and what each role may do. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SEED } from './support/seed.ts';
import type { Client } from './support/world.ts';
import { idOf, pluck, start } from './support/world.ts';

const TOKENS = '/hub/api/rest/users/me/permanenttokens';

describe('who asks', () => {
  it('is whose token it is, as Me', async () => {
    const { as } = await start();
    expect((await as('dora').get('users/me?fields=login,fullName,email,guest')).body).toEqual({
      $type: 'Me',
      login: 'dora',
      fullName: 'Dora Developer',
      email: 'dora@example.org',
      guest: false,
    });
  });

  it('is the guest without a token', async () => {
    const { as } = await start();
    expect((await as(null).get('users/me?fields=login,guest')).body).toMatchObject({
      login: 'guest',
      guest: true,
    });
  });

  it.each([
    ['banned', SEED.users.map((user) => (user.login === 'guest' ? { ...user, banned: true } : user))],
    ['absent', SEED.users.filter(({ login }) => login !== 'guest')],
  ])('must have a token where the guest is %s', async (_, users) => {
    const { as } = await start({ seed: { ...SEED, users } });
    for (const path of ['users/me', 'issues', 'admin/projects', 'no/such/place']) {
      const answer = await as(null).get(path);
      expect([answer.status, answer.body]).toMatchObject([401, { error: 'Unauthorized' }]);
    }
  });

  it('is nobody with an unknown token, with that of a banned user, or with another scheme', async () => {
    const { as, withToken, server } = await start();
    expect((await withToken('perm:unknown').get('users/me')).status).toBe(401);
    expect((await as('barry').get('users/me')).status).toBe(401);
    expect((await as(null).get('users/me', { authorization: 'Basic eDp5' })).status).toBe(401);
    expect(server.users.map(({ login }) => login)).not.toContain('guest');
  });
});

describe('a permanent token', () => {
  const TokenSchema = v.object({ id: v.string(), token: v.string() });
  const mint = async (client: Client) =>
    v.parse(TokenSchema, (await client.post(TOKENS, { name: 'Mine', scope: [{ id: 'youtrack' }] })).body);

  it('lets its owner in until it is revoked', async () => {
    const { as, withToken } = await start();
    const { id, token } = await mint(as('dora'));
    expect(token).toMatch(/^perm:/);
    expect((await withToken(token).get('users/me?fields=login')).body).toMatchObject({ login: 'dora' });
    expect((await as('dora').delete(`${TOKENS}/${id}`)).status).toBe(200);
    expect((await withToken(token).get('users/me')).status).toBe(401);
    expect((await as('dora').delete(`${TOKENS}/${id}`)).status).toBe(404);
  });

  it('is shown once only, and to nobody else', async () => {
    const { as } = await start();
    const { token } = await mint(as('dora'));
    expect(JSON.stringify((await as('dora').get(TOKENS)).body)).not.toContain(token);
    const theirs = TOKENS.replace('me', 'dora');
    expect((await as('rita').get(theirs)).status).toBe(403);
    expect((await as('rita').post(theirs, { name: 'x', scope: [{ id: 'youtrack' }] })).status).toBe(403);
  });

  it('is not made without a name or a scope', async () => {
    const { as } = await start();
    expect((await as('dora').post(TOKENS, { scope: [{ id: 'youtrack' }] })).status).toBe(400);
    expect((await as('dora').post(TOKENS, { name: 'x' })).status).toBe(400);
    expect((await as('dora').post(TOKENS, { name: 'x', scope: [{ id: 'nonsense' }] })).status).toBe(404);
  });
});

describe('may', () => {
  const PEOPLE = ['rita', 'dora', 'pat', 'oscar', null] as const;
  it.each([
    ['read an issue', 'GET', 'issues/DEMO-3', [200, 200, 200, 404, 404]],
    ['change the issue of another', 'POST', 'issues/DEMO-3', [403, 200, 200, 404, 404]],
    ['change an issue, as its reporter', 'POST', 'issues/DEMO-1', [200, 200, 200, 404, 404]],
    ['comment', 'POST', 'issues/DEMO-3/comments', [200, 200, 200, 404, 404]],
    ['delete an issue', 'DELETE', 'issues/DEMO-3', [403, 403, 200, 404, 404]],
    ['see a project', 'GET', 'admin/projects/DEMO', [200, 200, 200, 404, 404]],
    ['change a project', 'POST', 'admin/projects/DEMO', [403, 403, 200, 404, 404]],
    ['make a project', 'POST', 'admin/projects', [403, 403, 403, 403, 403]],
    ['see users', 'GET', 'users', [200, 200, 200, 403, 403]],
    ['see apps', 'GET', 'admin/apps', [403, 403, 200, 403, 403]],
    ['see apps of a project', 'GET', 'admin/projects/DEMO/appConfigurations', [403, 403, 200, 404, 404]],
  ])('%s', async (_, method, path, statuses) => {
    const { as } = await start();
    const answers = PEOPLE.map((login) => {
      const client = as(login);
      if (method === 'GET') return client.get(path);
      if (method === 'DELETE') return client.delete(path);
      return client.post(path, { description: 'x', text: 'x' });
    });
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(statuses);
  });

  it('create issues only with the permission in that project', async () => {
    const world = await start();
    const create = async (login: string | null, key: string) => {
      const project = { id: await world.idAt(`admin/projects/${key}`) };
      return (await world.as(login).post('issues', { project, summary: 'x' })).status;
    };
    expect(await create('rita', 'DEMO')).toBe(200);
    expect(await create('rita', 'OTHER')).toBe(404);
    expect(await create('oscar', 'DEMO')).toBe(404);
    expect(await create(null, 'DEMO')).toBe(404);
  });

  it('see only the projects and e-mail addresses that are theirs to see', async () => {
    const { as } = await start();
    const path = 'admin/projects?fields=shortName';
    expect(pluck(await as('dora').get(path), 'shortName')).toEqual(['DEMO', 'OTHER']);
    expect(pluck(await as('oscar').get(path), 'shortName')).toEqual([]);
    expect((await as('rita').get('users/dora?fields=email')).body).toMatchObject({ email: null });
    expect((await as('pat').get('users/dora?fields=email')).body).toMatchObject({
      email: 'dora@example.org',
    });
    expect(idOf(await as('pat').get('users/dora'))).toMatch(/^1-\d+$/);
  });
});
