/** Installing and configuring apps, JetBrains' command line calls, and the endpoints that apps serve. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { idOf, start } from './support/world.ts';

const handler = (scope: string, path: string, answer: string) => `exports.httpHandler = { endpoints: [
  { method: 'GET', path: '${path}', scope: '${scope}', handle: (ctx) => ctx.response.json(${answer}) },
] };`;
const FILES = {
  'manifest.json': JSON.stringify({ name: 'probe', title: 'Probe', version: '1.0.0' }),
  'settings.json': JSON.stringify({
    type: 'object',
    properties: {
      url: { type: 'string', 'x-scope': 'GLOBAL' },
      key: { type: 'string', format: 'secret', 'x-scope': 'GLOBAL' },
      limit: { type: 'integer', 'x-scope': 'PROJECT' },
    },
  }),
  'all.js': handler(
    'GLOBAL',
    'hello',
    '{ who: ctx.currentUser.login, fields: ctx.request.getParameter("fields") }',
  ),
  'project.js': handler('PROJECT', 'where', '{ project: ctx.project.shortName }'),
  'issue.js': handler('ISSUE', 'where', '{ issue: ctx.issue.id }'),
};
const encode = (text: string) => new TextEncoder().encode(text);
const APP = new Map(Object.entries(FILES).map(([path, text]) => [path, encode(text)]));
const ATTACHMENTS = 'admin/projects/DEMO/appConfigurations';

function form(bytes: Uint8Array): FormData {
  const data = new FormData();
  data.set('file', new Blob([Uint8Array.from(bytes)]), 'probe.zip');
  return data;
}

describe('apps', () => {
  it('are uploaded, listed and downloaded as JetBrains does it', async () => {
    const { as } = await start();
    const zip = zipSync(Object.fromEntries(APP));
    const id = idOf(await as('admin').upload('admin/apps/import', form(zip)));
    expect((await as('admin').get('admin/apps?fields=id%2Cname&%24top=-1')).body).toEqual([
      { $type: 'App', id, name: 'probe' },
    ]);
    const file = await as('admin').get('admin/apps/probe', { accept: 'application/zip' });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect((await as('admin').get(`admin/apps/${id}?fields=version`)).body).toMatchObject({
      version: '1.0.0',
    });
    expect((await as('admin').delete(`admin/apps/${id}`)).status).toBe(200);
    expect((await as('admin').get('admin/apps/probe')).status).toBe(404);
  });

  it.each([
    ['no ZIP', encode('nonsense')],
    ['no manifest', zipSync({ 'a.txt': encode('x') })],
    ['a broken script', zipSync({ ...Object.fromEntries(APP), 'bad.js': encode('throw new Error("x")') })],
  ])('with %s are refused clearly, and nothing is installed', async (_, bytes) => {
    const { as } = await start();
    expect(await as('admin').upload('admin/apps/import', form(bytes))).toMatchObject({
      status: 400,
      body: { error: 'bad_request', error_description: expect.stringMatching(/\w+/) },
    });
    expect((await as('admin').get('admin/apps')).body).toEqual([]);
    expect((await as('pat').upload('admin/apps/import', form(bytes))).status).toBe(403);
  });

  it('merge global settings, mask secrets and refuse what does not fit', async () => {
    const { as } = await start({ apps: [APP] });
    const set = (globalSettings: string) =>
      as('admin').post('admin/apps/probe/globalConfig?fields=globalSettings', { globalSettings });
    await set('{"url":"https://a.example"}');
    const both = '{"url":"https://a.example","key":"<***>"}';
    expect((await set('{"key":"hush"}')).body).toMatchObject({ globalSettings: both });
    expect((await set(both)).body).toMatchObject({ globalSettings: both });
    for (const bad of ['{', '[]', '{"url":5}', '{"nope":1}', '{"limit":1}']) {
      expect((await set(bad)).status).toBe(400);
    }
    expect((await as('pat').post('admin/apps/probe/globalConfig', { enabled: false })).status).toBe(403);
  });

  it('are attached to a project, set there and detached', async () => {
    const { as } = await start({ apps: [APP] });
    const app = { id: idOf(await as('pat').get('admin/apps/probe')) };
    const usage = idOf(await as('pat').post(ATTACHMENTS, { app }));
    expect(idOf(await as('pat').post(ATTACHMENTS, { app }))).toBe(usage);
    const path = `${ATTACHMENTS}/${usage}?fields=projectSettings,isActive`;
    expect((await as('pat').post(path, { projectSettings: '{"limit":3}' })).body).toMatchObject({
      projectSettings: '{"limit":3}',
      isActive: true,
    });
    expect((await as('pat').post(path, { enabled: false })).body).toMatchObject({ isActive: false });
    expect((await as('dora').post(ATTACHMENTS, { app })).status).toBe(403);
    expect((await as('pat').delete(`${ATTACHMENTS}/${usage}`)).status).toBe(200);
    expect((await as('pat').get(ATTACHMENTS)).body).toEqual([]);
  });
});

describe('extension endpoints', () => {
  it('of scope GLOBAL answer everybody, with parameters of their own', async () => {
    const { as } = await start({ apps: [APP] });
    const path = 'extensionEndpoints/probe/all/hello?fields=(';
    expect((await as('oscar').get(path)).body).toEqual({ who: 'oscar', fields: '(' });
    expect((await as(null).get(path)).body).toMatchObject({ who: 'guest' });
    expect((await as('dora').get('extensionEndpoints/probe/all/nope')).status).toBe(404);
  });

  it.each([
    ['admin/projects/DEMO/extensionEndpoints/probe/project/where', { project: 'DEMO' }],
    ['issues/DEMO-1/extensionEndpoints/probe/issue/where', { issue: 'DEMO-1' }],
  ])('%s is there only where the app is attached, and for who sees it', async (path, expected) => {
    const { as } = await start({ apps: [APP] });
    expect((await as('dora').get(path)).status).toBe(404);
    const usage = idOf(
      await as('pat').post(ATTACHMENTS, { app: { id: idOf(await as('pat').get('admin/apps/probe')) } }),
    );
    expect((await as('dora').get(path)).body).toEqual(expected);
    expect((await as('oscar').get(path)).status).toBe(404);
    await as('pat').post(`${ATTACHMENTS}/${usage}`, { enabled: false });
    expect((await as('dora').get(path)).status).toBe(404);
    expect((await as('dora').get('issues/DEMO-1/extensionEndpoints/probe/all/hello')).status).toBe(404);
  });
});
