/** Apps over REST: where they are attached, what their scripts logged, and their single rules. */
import { expect } from 'vitest';
import { packageOf } from '../packed-app.ts';
import { start } from '../rest/support/world.ts';
import { ATTACHED, attach, GLOBAL, HANDLER, world } from './rest-settings-world.ts';
import { statement } from './statement.ts';

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
