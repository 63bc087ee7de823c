/** Settings of apps over REST: two levels, merging, masks, and what must be set. */
import * as v from 'valibot';
import { expect } from 'vitest';
import { packageOf } from '../packed-app.ts';
import type { World } from '../rest/support/world.ts';
import { start } from '../rest/support/world.ts';
import { ATTACHED, attach, GLOBAL, HANDLER, world } from './rest-settings-world.ts';
import { statement } from './statement.ts';

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
