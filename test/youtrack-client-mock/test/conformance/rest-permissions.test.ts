/** Who sees and does what over REST: roles per project, restricted issues, the guest, permanent tokens. */
import { expect } from 'vitest';
import type { SeedInput } from '../../src/index.ts';
import { packageOf, uploadOf, zipOf } from '../packed-app.ts';
import { idOf, pluck, start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

const NO_GUEST = {
  version: 1,
  users: [{ login: 'admin', fullName: 'Admin', roles: [{ role: 'System Admin' }] }],
  projects: [{ key: 'DEMO', name: 'Demo', leader: 'admin' }],
} satisfies SeedInput;

statement('§7', 'D', 'A request without Authorization is the guest, who is refused where there is none', {
  'the guest sees what they have a role for': async () => {
    const { as } = await start();
    expect((await as(null).get('users/me?fields=login')).body).toMatchObject({ login: 'guest' });
    expect((await as(null).get('issues?fields=id')).body).toEqual([]);
  },
  'a YouTrack without a guest answers 401': async () => {
    const { as } = await start({ seed: NO_GUEST });
    const answer = await as(null).get('users/me');
    expect([answer.status, answer.body]).toMatchObject([401, { error: 'Unauthorized' }]);
  },
  'so does one whose guest is banned': async () => {
    const { as, server } = await start();
    await fetch(new URL('/mock/users/guest/ban', server.url), { method: 'POST' });
    expect((await as(null).get('users/me')).status).toBe(401);
  },
});

statement('§6', 'D', 'A permanent token is `perm:` with login and name in base64, and acts as its owner', {
  'its form': async () => {
    const { as } = await start();
    const { body } = await as('dora').post('/hub/api/rest/users/me/permanenttokens?fields=id,name,token', {
      name: 'My token',
      scope: [{ id: 'youtrack' }, { id: '0-0-0-0-0' }],
    });
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const [, login, name] = /^perm:([^.]+)\.([^.]+)\.\w+$/.exec(String(Object(body).token)) ?? [];
    expect([login, name]).toEqual([base64('dora'), base64('My token')]);
  },
  'its owner': async () => {
    const { as, withToken } = await start();
    const { body } = await as('rita').post('/hub/api/rest/users/me/permanenttokens', {
      name: 'Mine',
      scope: [{ id: 'youtrack' }],
    });
    const client = withToken(Object(body).token);
    expect((await client.get('users/me?fields=login')).body).toMatchObject({ login: 'rita' });
    expect((await client.delete('issues/DEMO-3')).status).toBe(403);
  },
});

statement('§6', 'D', 'Tokens are made, listed and revoked in the profile, under Account Security', {
  'by the person themselves, and shown once': async () => {
    const { server, withToken } = await start();
    const headers = { cookie: 'session=rita', 'content-type': 'application/x-www-form-urlencoded' };
    const profile = `${server.url}/users/me`;
    const body = 'name=From%20the%20page&scope=youtrack';
    const made = await (await fetch(`${profile}/tokens`, { method: 'POST', headers, body })).text();
    const client = withToken(/perm:[\w=]+\.[\w=]+\.\w+/.exec(made)?.[0] ?? '');
    expect((await client.get('users/me?fields=login')).body).toMatchObject({ login: 'rita' });

    const listed = await (await fetch(`${profile}?tab=account-security`, { headers })).text();
    expect(listed).toContain('From the page');
    expect(listed).not.toContain('perm:');
    const actions = [...listed.matchAll(/action="([^"]+\/revoke)"/g)].map(([, action]) => String(action));
    for (const action of actions) await fetch(new URL(action, server.url), { method: 'POST', headers });
    expect((await client.get('users/me')).status).toBe(401);
  },
});

statement('§6', 'O', 'Tokens are made, listed and revoked at Hub, and shown once only', {
  'made for the services that Hub lists': async () => {
    const { as } = await start();
    const { body } = await as('dora').get('/hub/api/rest/services?fields=id,name');
    expect(Object(body).services).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: '0-0-0-0-0' })]),
    );
  },
  'listed without the token itself': async () => {
    const { as } = await start();
    const tokens = '/hub/api/rest/users/me/permanenttokens';
    await as('dora').post(tokens, { name: 'Listed', scope: [{ id: 'youtrack' }] });
    const { body } = await as('dora').get(tokens);
    const listed = Object(body).permanenttokens;
    expect(listed).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Listed' })]));
    expect(JSON.stringify(listed)).not.toContain('perm:');
  },
  'revoked by their owner': async () => {
    const { as, withToken } = await start();
    const tokens = '/hub/api/rest/users/me/permanenttokens';
    const made = await as('dora').post(tokens, { name: 'Short', scope: [{ id: 'youtrack' }] });
    const client = withToken(Object(made.body).token);
    expect((await client.get('users/me')).status).toBe(200);
    expect((await as('dora').delete(`${tokens}/${idOf(made)}`)).status).toBe(200);
    expect((await client.get('users/me')).status).toBe(401);
  },
  'not for somebody else, but by an administrator': async () => {
    const { as, idAt } = await start();
    const tokens = `/hub/api/rest/users/${await idAt('users/rita')}/permanenttokens`;
    const token = { name: 'For Rita', scope: [{ id: 'youtrack' }] };
    expect((await as('dora').post(tokens, token)).status).toBe(403);
    expect((await as('admin').post(tokens, token)).status).toBe(200);
  },
});

statement('§10', 'I', 'What a role does not hold is refused with 403 and changes nothing', {
  'a reporter neither changes nor deletes what others reported': async () => {
    const { as } = await start();
    expect((await as('rita').post('issues/DEMO-3', { summary: 'x' })).status).toBe(403);
    expect((await as('rita').delete('issues/DEMO-3')).status).toBe(403);
    expect((await as('rita').get('issues/DEMO-3?fields=summary')).body).toMatchObject({
      summary: 'By the administrator',
    });
  },
  'a role holds in its project only': async () => {
    const { as, idAt } = await start();
    const other = { id: await idAt('admin/projects/OTHER') };
    expect((await as('pat').post('admin/projects/DEMO', { description: 'Mine' })).status).toBe(200);
    expect((await as('dora').post('issues', { project: other, summary: 'x' })).status).toBe(200);
    expect((await as('rita').post('issues', { project: other, summary: 'x' })).status).toBe(404);
  },
  'a developer administers neither project nor apps': async () => {
    const { as } = await start();
    expect((await as('dora').post('admin/projects/DEMO', { description: 'x' })).status).toBe(403);
    expect((await as('dora').get('admin/apps')).status).toBe(403);
  },
  'who is banned is not let in': async () => {
    const { as } = await start();
    expect((await as('barry').get('users/me')).status).toBe(401);
  },
});

statement('§10', 'I', 'An issue that is visible to some is not there for anybody else', {
  'by its address': async () => {
    const { as } = await start();
    expect((await as('pat').get('issues/DEMO-2')).status).toBe(200);
    expect((await as('dora').get('issues/DEMO-2')).status).toBe(200);
    for (const login of ['admin', 'rita', null]) {
      expect((await as(login).get('issues/DEMO-2')).status).toBe(404);
    }
  },
  'in lists and searches': async () => {
    const { as } = await start();
    const found = async (login: string) =>
      pluck(await as(login).get('issues?query=project:%20DEMO&fields=idReadable'), 'idReadable');
    expect(await found('pat')).toContain('DEMO-2');
    expect(await found('rita')).not.toContain('DEMO-2');
  },
  'for writing, commenting and commands': async () => {
    const { as } = await start();
    expect((await as('admin').post('issues/DEMO-2', { summary: 'x' })).status).toBe(404);
    expect((await as('admin').post('issues/DEMO-2/comments', { text: 'x' })).status).toBe(404);
    const command = { query: 'State Fixed', issues: [{ idReadable: 'DEMO-2' }] };
    expect((await as('admin').post('commands', command)).status).toBe(404);
  },
  'until it is opened to a group they are in': async () => {
    const { as } = await start();
    const visibility = { $type: 'LimitedVisibility', permittedGroups: [{ name: 'Testers' }] };
    await as('dora').post('issues/DEMO-2', { visibility });
    expect((await as('rita').get('issues/DEMO-2')).status).toBe(200);
    expect((await as('pat').get('issues/DEMO-2')).status).toBe(404);
  },
});

statement('§10', 'I', 'A project one has no role in is not there', {
  'in the list and by its key': async () => {
    const { as } = await start();
    expect(pluck(await as('rita').get('admin/projects?fields=shortName'), 'shortName')).toEqual(['DEMO']);
    expect((await as('rita').get('admin/projects/HIDDEN')).status).toBe(404);
  },
});

const upload = () => uploadOf(zipOf(packageOf({})));

statement('§6', 'D', 'Importing an app needs Update Project everywhere or Low-level Admin Write', {
  'an administrator of one project may not': async () => {
    const { as } = await start();
    expect((await as('pat').upload('admin/apps/import', upload())).status).toBe(403);
    expect((await as('admin').upload('admin/apps/import', upload())).status).toBe(200);
  },
});

statement('§6', 'D', 'Attaching an app needs Update Project, its global settings Low-level Admin Write', {
  attaching: async () => {
    const { as } = await start();
    await as('admin').upload('admin/apps/import', upload());
    const attach = (login: string, project: string) =>
      as(login).post(`admin/projects/${project}/appConfigurations`, { app: { name: 'probe' } });
    expect((await attach('dora', 'DEMO')).status).toBe(403);
    expect((await attach('pat', 'DEMO')).status).toBe(200);
  },
  'global settings': async () => {
    const { as } = await start();
    await as('admin').upload('admin/apps/import', upload());
    expect((await as('pat').post('admin/apps/probe/globalConfig', { enabled: false })).status).toBe(403);
    expect((await as('admin').post('admin/apps/probe/globalConfig', { enabled: false })).status).toBe(200);
  },
});

const PAGE = { key: 'page', name: 'Page', indexPath: 'page/index.html', extensionPoint: 'MAIN_MENU_ITEM' };
const WITH_PAGE = packageOf(
  { 'widgets/page/index.html': '<p>' },
  { name: 'page', version: '1.0.0', widgets: [PAGE] },
);

statement('§6', 'D', 'An app with global modules from a project administrator is off until it is enabled', {
  'its pages with it': async () => {
    const lea = { login: 'lea', fullName: 'Lea', roles: [{ role: 'Project Admin' as const }] };
    const { as } = await start({ seed: { ...NO_GUEST, users: [...NO_GUEST.users, lea] } });
    const enabled = async () => (await as('admin').get('admin/apps/page?fields=enabled')).body;
    const uploadPage = (login: string) => as(login).upload('admin/apps/import', uploadOf(zipOf(WITH_PAGE)));
    expect((await uploadPage('lea')).status).toBe(200);
    expect(await enabled()).toMatchObject({ enabled: false });
    await as('admin').post('admin/apps/page/globalConfig', { enabled: true });
    expect((await uploadPage('admin')).status).toBe(200);
    expect(await enabled()).toMatchObject({ enabled: true });
  },
});
