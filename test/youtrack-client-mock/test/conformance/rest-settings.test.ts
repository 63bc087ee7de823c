/** Settings of apps over REST: two levels, merging, masks, and what must be set. */
import * as v from 'valibot';
import { expect } from 'vitest';
import { packageOf } from '../packed-app.ts';
import type { World } from '../rest/support/world.ts';
import { idOf, start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

const SETTINGS = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    url: { type: 'string', 'x-scope': 'GLOBAL' },
    key: { type: 'string', format: 'secret', minLength: 4, 'x-scope': 'GLOBAL' },
    owner: { type: 'object', 'x-entity': 'User', 'x-scope': 'GLOBAL' },
    colour: { type: 'string', enum: ['red', 'blue'] },
    limit: { type: 'integer', minimum: 1, default: 5, 'x-scope': 'PROJECT' },
  },
  required: ['limit'],
};
const APP = packageOf({
  'settings.json': SETTINGS,
  'show.js': `exports.httpHandler = { endpoints: [
    { method: 'GET', path: 'settings', scope: 'PROJECT',
      handle: (ctx) => ctx.response.json({ colour: ctx.settings.colour, limit: ctx.settings.limit, key: String(ctx.settings.key) }) },
  ] };`,
});
const GLOBAL = 'admin/apps/probe/globalConfig';
const ATTACHED = 'admin/projects/DEMO/appConfigurations';
const HANDLER = 'admin/projects/DEMO/extensionEndpoints/probe/show/settings';

async function world(): Promise<World> {
  return start({ apps: [APP] });
}

const ConfigSchema = v.union([
  v.pipe(
    v.object({ globalSettings: v.pipe(v.string(), v.parseJson()) }),
    v.transform(({ globalSettings }) => globalSettings),
  ),
  v.pipe(
    v.object({ projectSettings: v.pipe(v.string(), v.parseJson()) }),
    v.transform(({ projectSettings }) => projectSettings),
  ),
]);

/** Writes a text of settings, and reads what is stored then. */
async function setGlobally({ as }: World, settings: object | string) {
  const globalSettings = typeof settings === 'string' ? settings : JSON.stringify(settings);
  const { status } = await as('admin').post(GLOBAL, { globalSettings });
  const { body } = await as('admin').get(`${GLOBAL}?fields=globalSettings`);
  return { status, stored: v.parse(ConfigSchema, body) };
}

async function attach({ as }: World): Promise<string> {
  return idOf(await as('pat').post(ATTACHED, { app: { name: 'probe' } }));
}

statement('§6', 'S', 'Settings are the JSON text of an object inside JSON', {
  'read and written': async () => {
    expect(await setGlobally(await world(), { url: 'https://a.example' })).toEqual({
      status: 200,
      stored: { url: 'https://a.example' },
    });
  },
  'anything else is refused': async () => {
    for (const text of ['{', '[]', '5', 'null']) {
      expect(await setGlobally(await world(), text)).toEqual({ status: 400, stored: {} });
    }
  },
});

statement('§6', 'D', 'Keys that are sent are merged, those that are not stay', {
  'of global settings': async () => {
    const here = await world();
    await setGlobally(here, { url: 'https://a.example' });
    expect((await setGlobally(here, { colour: 'red' })).stored).toEqual({
      url: 'https://a.example',
      colour: 'red',
    });
    expect((await setGlobally(here, {})).stored).toMatchObject({ colour: 'red' });
  },
});

statement('§6', 'O', 'A secret reads as its mask, and a mask that comes back keeps it', {
  'whatever else is written': async () => {
    const here = await world();
    const { stored } = await setGlobally(here, { key: 'hush-hush' });
    expect(JSON.stringify(stored)).not.toContain('hush');
    await setGlobally(here, { ...Object(stored), colour: 'blue' });
    await attach(here);
    const { body } = await here.as('pat').post(`${ATTACHED}/${await attach(here)}`, {
      projectSettings: '{"limit": 3}',
    });
    expect(body).toMatchObject({ $type: 'AppProjectConfig' });
    expect((await here.as('dora').get(HANDLER)).body).toMatchObject({ key: Object(stored).key });
  },
});

statement('§6', 'D', 'A value that does not fit the schema is refused and changes nothing', {
  'a wrong type, an unknown key, a value outside the list, a secret that is too short': async () => {
    for (const wrong of [{ url: 5 }, { nothing: 1 }, { colour: 'green' }, { key: 'abc' }]) {
      expect(await setGlobally(await world(), wrong)).toEqual({ status: 400, stored: {} });
    }
  },
});

statement('§6', 'D', 'A setting has its level: global, project, or global with an override in a project', {
  'a global one is not set in a project, nor the other way round': async () => {
    const here = await world();
    const usage = await attach(here);
    const inProject = await here.as('pat').post(`${ATTACHED}/${usage}`, { projectSettings: '{"url":"x"}' });
    expect(inProject.status).toBe(400);
    expect((await setGlobally(here, { limit: 3 })).status).toBe(400);
  },
  'a project may override, and handlers of the project see that': async () => {
    const here = await world();
    await setGlobally(here, { colour: 'red' });
    const usage = await attach(here);
    const set = (settings: object) =>
      here.as('pat').post(`${ATTACHED}/${usage}`, { projectSettings: JSON.stringify(settings) });
    await set({ limit: 3 });
    expect((await here.as('dora').get(HANDLER)).body).toMatchObject({ colour: 'red', limit: 3 });
    await set({ colour: 'blue' });
    expect((await here.as('dora').get(HANDLER)).body).toMatchObject({ colour: 'blue' });
  },
  'JetBrains writes the level in either case': async () => {
    const lower = packageOf({
      'settings.json': { properties: { limit: { type: 'integer', 'x-scope': 'project' } } },
    });
    const here = await start({ apps: [lower] });
    expect((await setGlobally(here, { limit: 3 })).status).toBe(400);
  },
});

statement('§6', 'D', 'A default does not stand in for a value that is required', {
  'the app stays inactive, and says what is missing': async () => {
    const here = await world();
    const usage = await attach(here);
    const config = `${ATTACHED}/${usage}?fields=isActive,missingRequiredSettings`;
    expect((await here.as('pat').get(config)).body).toMatchObject({
      isActive: false,
      missingRequiredSettings: true,
    });
    expect((await here.as('dora').get(HANDLER)).status).toBe(404);
    await here.as('pat').post(`${ATTACHED}/${usage}`, { projectSettings: '{"limit": 5}' });
    expect((await here.as('pat').get(config)).body).toMatchObject({
      isActive: true,
      missingRequiredSettings: false,
    });
    expect((await here.as('dora').get(HANDLER)).status).toBe(200);
  },
});

statement('§6', 'O', 'A setting that is an entity is an object with its id over REST', {
  'and kept as it was sent': async () => {
    const here = await world();
    const owner = { id: await here.idAt('users/dora'), name: 'Dora Developer' };
    expect((await setGlobally(here, { owner })).stored).toEqual({ owner });
  },
});

statement(
  '§6',
  'S',
  'Apps are listed, read, attached, switched off, detached and deleted by their addresses',
  {
    'list and one, by name and by id': async () => {
      const { as } = await world();
      const { body } = await as('admin').get('admin/apps?fields=id,name,version');
      expect(body).toMatchObject([{ name: 'probe', version: '1.0.0', $type: 'App' }]);
      const [{ id }] = Object(body);
      for (const name of [id, 'probe']) {
        expect((await as('admin').get(`admin/apps/${name}?fields=name`)).body).toMatchObject({
          name: 'probe',
        });
      }
    },
    'usages, both ways': async () => {
      const here = await world();
      const usage = await attach(here);
      for (const path of ['admin/apps/probe/usages', ATTACHED]) {
        expect(
          (await here.as('pat').get(`${path}?fields=id,app(name),project(shortName)`)).body,
        ).toMatchObject([{ id: usage, app: { name: 'probe' }, project: { shortName: 'DEMO' } }]);
      }
      expect((await here.as('pat').delete(`${ATTACHED}/${usage}`)).status).toBe(200);
      expect((await here.as('pat').get(ATTACHED)).body).toEqual([]);
    },
    'switched off, everywhere or in one project, it answers nothing': async () => {
      const here = await world();
      const usage = await attach(here);
      await here.as('pat').post(`${ATTACHED}/${usage}`, { projectSettings: '{"limit": 5}' });
      for (const path of [GLOBAL, `${ATTACHED}/${usage}`]) {
        await here.as('admin').post(path, { enabled: false });
        expect((await here.as('dora').get(HANDLER)).status).toBe(404);
        await here.as('admin').post(path, { enabled: true });
        expect((await here.as('dora').get(HANDLER)).status).toBe(200);
      }
    },
    'deleted, it is gone with what was set': async () => {
      const { as } = await world();
      expect((await as('admin').delete('admin/apps/probe')).status).toBe(200);
      expect((await as('admin').get(GLOBAL)).status).toBe(404);
    },
  },
);

statement('§6', 'S', 'What scripts log is read over REST, by app and by script', {
  'the latest first, and as many as asked for': async () => {
    const app = packageOf({
      'talk.js': `exports.httpHandler = { endpoints: [
        { method: 'GET', path: 'say', handle: (ctx) => { console.warn(ctx.request.getParameter('text')); } },
      ] };`,
    });
    const { as } = await start({ apps: [app] });
    for (const text of ['one', 'two']) {
      await as('dora').get(`extensionEndpoints/probe/talk/say?text=${text}`);
    }
    const { body } = await as('admin').get('admin/apps/probe/logs?$top=1&fields=level,message,script');
    expect(body).toMatchObject([{ level: 'WARN', message: 'two', script: 'talk' }]);
    const { body: shown } = await as('admin').get('admin/apps/probe?fields=id,pluggableObjects(id)');
    const { id, pluggableObjects } = Object(shown);
    const path = `admin/workflows/${id}/rules/${pluggableObjects[0].id}/logs?fields=message`;
    expect((await as('admin').get(path)).body).toMatchObject([{ message: 'two' }, { message: 'one' }]);
  },
});

statement('§6', 'S', 'A rule can be switched off in one project, and has a priority there', {
  'without the app being switched off': async () => {
    const app = packageOf({
      'mark.js': `
        const entities = require('@jetbrains/youtrack-scripting-api/entities');
        exports.rule = entities.Issue.onChange({
          title: 'Marks issues',
          guard: (ctx) => ctx.issue.isChanged('summary'),
          action: (ctx) => { ctx.issue.description = 'Marked ' + ctx.issue.summary; },
        });`,
    });
    const { as } = await start({ apps: [app] });
    await as('pat').post(ATTACHED, { app: { name: 'probe' } });
    const usages = 'admin/projects/DEMO/pluggableObjectUsages';
    const { body } = await as('pat').get(
      `${usages}?fields=id,enabled,priority,pluggableObject(name),configuration(isActive)`,
    );
    expect(body).toMatchObject([
      { enabled: true, priority: 0, pluggableObject: { name: 'mark' }, configuration: { isActive: true } },
    ]);
    const [{ id }] = Object(body);
    const edit = async (summary: string) =>
      (await as('dora').post('issues/DEMO-1?fields=description', { summary })).body;
    await as('pat').post(`${usages}/${id}`, { enabled: false, priority: 5 });
    expect(await edit('one')).toMatchObject({ description: 'With **text**' });
    await as('pat').post(`${usages}/${id}`, { enabled: true });
    expect(await edit('two')).toMatchObject({ description: 'Marked two' });
    expect((await as('pat').get(`${usages}/${id}?fields=priority`)).body).toMatchObject({ priority: 5 });
    expect((await as('dora').get(usages)).status).toBe(403);
    expect(
      (
        await as('pat').put(usages, [
          { id, priority: 7 },
          { id: 'none', priority: 1 },
        ])
      ).status,
    ).toBe(404);
    expect((await as('pat').put(`${usages}?fields=priority`, [{ id, priority: 9 }])).body).toMatchObject([
      { priority: 9 },
    ]);
  },
});
