/** Settings of an app: scopes, required values, entities, and what an update keeps. */
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { packageOf } from '../engine/world.ts';
import { start } from '../rest/support/world.ts';
import { getX, handler, onChange, onSchedule, told, worldOf } from './probe.ts';
import { APP, TELL, tellAgain, withSettings } from './settings-probe.ts';
import { statement } from './statement.ts';

statement('§6', 'D', 'A setting without a scope has a global value that a project overrides', {
  'rules see the project’s value': () => {
    const w = withSettings({ a: { type: 'string' } });
    w.youTrack.apps.mergeSettings(APP, null, { a: 'global' });
    expect(tellAgain(w)).toEqual({ a: 'global' });
    w.youTrack.apps.mergeSettings(APP, w.demo, { a: 'project' });
    expect(tellAgain(w)).toEqual({ a: 'project' });
  },
});

statement('§6', 'D', 'A global setting cannot be set in a project, nor one of projects globally', {
  'either is refused': () => {
    const w = withSettings({
      g: { type: 'string', 'x-scope': 'GLOBAL' },
      p: { type: 'string', 'x-scope': 'PROJECT' },
    });
    expect(() => w.youTrack.apps.mergeSettings(APP, w.demo, { g: 'x' })).toThrow(ChangeRejected);
    expect(() => w.youTrack.apps.mergeSettings(APP, null, { p: 'x' })).toThrow(ChangeRejected);
  },
  'both are seen by rules of the project': () => {
    const w = withSettings({
      g: { type: 'string', 'x-scope': 'GLOBAL' },
      p: { type: 'string', 'x-scope': 'PROJECT' },
    });
    w.youTrack.apps.mergeSettings(APP, null, { g: 'G' });
    w.youTrack.apps.mergeSettings(APP, w.demo, { p: 'P' });
    expect(tellAgain(w)).toEqual({ g: 'G', p: 'P' });
  },
});

statement('§6', 'D', 'Global handlers see global values, handlers of a project the project’s', {
  'of the same setting': async () => {
    const tell = 'handle: (ctx) => ctx.response.json(ctx.settings)';
    const w = worldOf({
      'settings.json': { properties: { a: { type: 'string' } } },
      'global.js': handler(
        `method: 'GET', path: 'x', ${tell}`,
        `method: 'GET', path: 'x', scope: 'USER', ${tell}`,
      ),
      'project.js': handler(`method: 'GET', path: 'x', scope: 'PROJECT', ${tell}`),
    });
    w.youTrack.apps.mergeSettings(APP, null, { a: 'global' });
    w.youTrack.apps.mergeSettings(APP, w.demo, { a: 'project' });
    expect((await w.call({ handler: 'global', path: 'x' }))?.body).toBe('{"a":"global"}');
    expect((await w.call({ handler: 'global', path: 'x', scope: 'USER', entity: w.admin }))?.body).toBe(
      '{"a":"global"}',
    );
    expect((await w.call({ handler: 'project', path: 'x', scope: 'PROJECT', entity: w.demo }))?.body).toBe(
      '{"a":"project"}',
    );
  },
});

statement('§6', 'D', 'A default is a value, but does not satisfy `required`', {
  'what is required and only has a default keeps the app from working': () => {
    const w = withSettings({ a: { type: 'string', default: 'd' } }, ['a']);
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual([]);
    expect(w.youTrack.apps.usages({ project: w.demo })[0]?.missingRequiredSettings).toEqual(['a']);
    w.youTrack.apps.mergeSettings(APP, null, { a: 'set' });
    expect(tellAgain(w)).toEqual({ a: 'set' });
  },
  'what is not required reads its default until it is set': () => {
    const w = withSettings({ a: { type: 'string', default: 'd' } });
    expect(tellAgain(w)).toEqual({ a: 'd' });
  },
});

statement('§6', 'D', 'A missing required value blocks activation at its level', {
  'in one project only, when it is the project’s': () => {
    const w = withSettings({ p: { type: 'string', 'x-scope': 'PROJECT' } }, ['p']);
    w.youTrack.apps.attach(APP, w.other);
    w.youTrack.apps.mergeSettings(APP, w.demo, { p: 'x' });
    expect(tellAgain(w)).toEqual({ p: 'x' });
    w.youTrack.write(w.developer, (tx) =>
      tx.create('Issue', { project: { ref: w.other }, numberInProject: 1, summary: 'There', reported: true }),
    );
    expect(told(w)).toHaveLength(1);
  },
  'everywhere, when it is global: rules, schedules and handlers': async () => {
    const w = worldOf({
      'settings.json': { properties: { g: { type: 'string', 'x-scope': 'GLOBAL' } }, required: ['g'] },
      'a.js': onChange("console.log('ran');"),
      'b.js': onSchedule("console.log('ran');"),
      'handler.js': getX(''),
    });
    w.edit({ summary: 'Second' });
    await w.youTrack.advance(60_000);
    expect(told(w)).toEqual([]);
    expect(await w.call({ path: 'x' })).toBeUndefined();
  },
});

statement('§6', 'D', 'Values must fit the schema', {
  'numbers in their bounds, values of an enum, items of an array': () => {
    const w = withSettings({
      n: { type: 'integer', minimum: 1, maximum: 5 },
      e: { type: 'string', enum: ['a', 'b'] },
      l: { type: 'array', items: { type: 'string' }, minItems: 1 },
    });
    for (const wrong of [{ n: 6 }, { n: 1.5 }, { e: 'c' }, { l: [] }, { l: [1] }, { n: 'x' }]) {
      expect(() => w.youTrack.apps.mergeSettings(APP, null, wrong)).toThrow(ChangeRejected);
    }
    w.youTrack.apps.mergeSettings(APP, null, { n: 5, e: 'b', l: ['x'] });
    expect(tellAgain(w)).toEqual({ n: 5, e: 'b', l: ['x'] });
  },
  'and be settings of the app': () => {
    const w = withSettings({ a: { type: 'string' } });
    expect(() => w.youTrack.apps.mergeSettings(APP, null, { b: 'x' })).toThrow('no setting b');
  },
});

statement('§6', 'D', 'Keys are merged: what is left out stays', {
  'one after the other': () => {
    const w = withSettings({ a: { type: 'string' }, b: { type: 'string' } });
    w.youTrack.apps.mergeSettings(APP, null, { a: '1' });
    w.youTrack.apps.mergeSettings(APP, null, { b: '2' });
    expect(tellAgain(w)).toEqual({ a: '1', b: '2' });
  },
  'so an empty object clears nothing here, where sources disagree': () => {
    const w = withSettings({ a: { type: 'string' } });
    w.youTrack.apps.mergeSettings(APP, null, { a: '1' });
    w.youTrack.apps.mergeSettings(APP, null, {});
    expect(tellAgain(w)).toEqual({ a: '1' });
  },
});

statement('§6', 'D', 'A setting that is gone or has another type loses its value', {
  'through an update, the others keep theirs': () => {
    const w = withSettings({ a: { type: 'string' }, b: { type: 'string' } });
    w.youTrack.apps.mergeSettings(APP, null, { a: '1', b: '2' });
    const properties = { a: { type: 'string' }, b: { type: 'integer' } };
    w.youTrack.apps.importFiles(packageOf({ 'settings.json': { properties }, 'rule.js': TELL }));
    expect(tellAgain(w)).toEqual({ a: '1' });
  },
});

statement('§6', 'O', 'A setting of entities arrives as an entity', {
  'where REST wrote an object with its id': () => {
    const rule = onChange('console.log(ctx.settings.who.login, ctx.settings.who === ctx.currentUser);');
    const w = withSettings({ who: { type: 'object', 'x-entity': 'User' } }, [], rule);
    w.youTrack.apps.mergeSettings(APP, null, { who: { id: w.developer, name: 'developer' } });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['developer true']);
  },
});

statement('§6', 'O', 'A setting that is a list of entities arrives as entities', {
  'those that are there': () => {
    const rule = onChange(
      'console.log(ctx.settings.who.map((one) => one.login).join(), ctx.settings.who.length);',
    );
    for (const who of [
      { type: 'array', items: { type: 'object', 'x-entity': 'User' } },
      { type: 'array', 'x-entity': 'User', items: { type: 'object' } },
    ]) {
      const w = withSettings({ who }, [], rule);
      w.youTrack.apps.mergeSettings(APP, null, {
        who: [{ id: w.developer }, { id: w.admin }, { id: '1-999' }],
      });
      w.edit({ summary: 'Second' });
      expect(told(w)).toEqual(['developer,admin 2']);
    }
  },
});

statement('§6', 'S', 'A setting that is a list of plain objects reaches no rule', {
  'but REST keeps it, and a list of plain values arrives': () => {
    const w = withSettings({
      rows: { type: 'array', items: { type: 'object' } },
      names: { type: 'array', items: { type: 'string' } },
    });
    const values = { rows: [{ a: 1 }], names: ['x'] };
    w.youTrack.apps.mergeSettings(APP, null, values);
    expect(w.youTrack.apps.settings(APP, null)).toEqual(values);
    expect(tellAgain(w)).toEqual({ names: ['x'] });
  },
});

statement(
  '§6',
  'O',
  'A `$schema` of settings.json that is not exactly that of draft-07 breaks the page of the settings',
  {
    'the app is installed, and its settings are not shown': async () => {
      for (const [$schema, isBroken] of [
        ['http://json-schema.org/draft-07/schema#', false],
        [undefined, false],
        ['https://json-schema.org/draft-07/schema#', true],
        ['http://json-schema.org/draft-07/schema', true],
        ['https://json-schema.org/draft/2020-12/schema', true],
      ] as const) {
        const file = { ...($schema && { $schema }), properties: { a: { type: 'string' } } };
        const { server } = await start({ apps: [packageOf({ 'settings.json': file })] });
        const [demo = ''] = server.youTrack.read((tx) => [...tx.find('Project', 'shortName', 'DEMO')]);
        server.youTrack.apps.attach(APP, demo);
        for (const path of [`admin/apps?selected=${APP}&tab=settings`, 'projects/DEMO/settings']) {
          const page = await fetch(`${server.url}/${path}`, { headers: { cookie: 'session=admin' } });
          expect([
            $schema,
            page.status,
            (await page.text()).includes('The settings can&#39;t be shown'),
          ]).toEqual([$schema, 200, isBroken]);
        }
        expect(server.youTrack.logs().map(({ level }) => level)).toEqual(isBroken ? ['warn'] : []);
      }
    },
  },
);

statement('§6', 'D', 'Values survive a restart and an update of the app', {
  'also secrets': () => {
    const w = withSettings({ token: { type: 'string', format: 'secret' } }, ['token']);
    w.youTrack.apps.mergeSettings(APP, null, { token: 'real' });
    w.youTrack.restart();
    expect(tellAgain(w)).toEqual({ token: '<***>' });
  },
});
