/** `$type` in what REST is sent: it may be left out, but not be wrong. */
import { expect } from 'vitest';
import { packageOf } from '../engine/world.ts';
import { idOf, pluck, start } from '../rest/support/world.ts';
import { onChange } from './probe.ts';
import { statement } from './statement.ts';

const REFUSED = { status: 500, body: { error: 'server_error' } };

statement('§10', 'D', 'A wrong `$type` is a 500', {
  'of an issue, a comment, a project and a tag': async () => {
    const { as } = await start();
    for (const [path, right] of [
      ['issues/DEMO-1', 'Issue'],
      ['issues/DEMO-1/comments', 'IssueComment'],
      ['admin/projects/DEMO', 'Project'],
      ['tags', 'Tag'],
    ] as const) {
      const post = ($type: unknown) => as('admin').post(path, { $type, summary: 'x', text: 'x', name: 'x' });
      for (const wrong of ['Agile', 5]) {
        expect(await post(wrong)).toMatchObject(REFUSED);
      }
      expect((await post(right)).status).toBe(200);
    }
  },
  'of a bundle, its values, and what is linked': async () => {
    const { as, idAt } = await start();
    const bundles = 'admin/customFieldSettings/bundles/enum';
    const made = await as('admin').post(bundles, { name: 'Sizes', $type: 'EnumBundle' });
    const { id } = Object(made.body);
    const other = { id: await idAt('issues/DEMO-3') };
    const { body: links } = await as('admin').get('issues/DEMO-1/links?fields=id');
    const [link] = Object(links);
    for (const [path, body] of [
      [bundles, { name: 'More' }],
      [`${bundles}/${id}`, { name: 'Renamed' }],
      [`${bundles}/${id}/values`, { name: 'Small' }],
      [`issues/DEMO-1/links/${link.id}/issues`, other],
      ['admin/customFieldSettings/customFields', { name: 'Size', fieldType: { id: 'enum[1]' } }],
    ] as const) {
      const answer = await as('admin').post(path, { ...body, $type: 'StateBundle' });
      expect([path, answer.status, answer.body]).toMatchObject([path, 500, { error: 'server_error' }]);
      expect((await as('admin').post(path, body)).status).toBe(200);
    }
  },
  'of a custom field': async () => {
    const { as } = await start();
    const customFields = [{ name: 'Priority', $type: 'StateIssueCustomField', value: { name: 'Minor' } }];
    expect(await as('admin').post('issues/DEMO-1', { customFields })).toMatchObject(REFUSED);
  },
  'of a field that is put into a project': async () => {
    const { as, idAt } = await start();
    const [field] = [await idAt('admin/projects/DEMO/customFields/92-1')];
    expect(field).toMatch(/^92-/);
    const made = await as('admin').post('admin/customFieldSettings/customFields?fields=id', {
      name: 'Score',
      fieldType: { id: 'integer' },
    });
    const answer = await as('admin').post('admin/projects/DEMO/customFields', {
      field: made.body,
      $type: 'EnumProjectCustomField',
    });
    expect(answer.status).toBe(500);
  },
  'of an app where it is attached, of its settings and of its rules': async () => {
    const { as } = await start({ apps: [packageOf({ 'rule.js': onChange('') })] });
    const admin = as('admin');
    const configurations = 'admin/projects/DEMO/appConfigurations';
    const attach = { app: { name: 'demo-app' } };
    expect(await admin.post(configurations, { ...attach, $type: 'App' })).toMatchObject(REFUSED);
    expect((await admin.get(configurations)).body).toEqual([]);
    const usage = idOf(await admin.post(configurations, { ...attach, $type: 'AppProjectConfig' }));
    const rules = 'admin/projects/DEMO/pluggableObjectUsages';
    const [rule] = pluck(await admin.get(rules), 'id');
    for (const [path, $type] of [
      [`${configurations}/${usage}`, 'AppProjectConfig'],
      ['admin/apps/demo-app/globalConfig', 'AppGlobalConfig'],
      [`${rules}/${rule}`, 'PluggableObjectUsage'],
    ] as const) {
      expect(await admin.post(path, { enabled: false, $type: 'App' })).toMatchObject(REFUSED);
      const before = (await admin.get(`${path}?fields=id,enabled`)).body;
      expect(before).toMatchObject({ enabled: true, $type });
      expect((await admin.post(path, before)).status).toBe(200);
    }
    const bulk = (...$types: readonly string[]) =>
      admin.put(
        rules,
        $types.map(($type) => ({ id: rule, enabled: false, $type })),
      );
    expect(await bulk('PluggableObjectUsage', 'PluggableObject')).toMatchObject(REFUSED);
    expect((await admin.get(`${rules}/${rule}?fields=enabled`)).body).toMatchObject({ enabled: true });
    expect((await bulk('PluggableObjectUsage')).status).toBe(200);
  },
  'of the file of an article': async () => {
    const { as, idAt } = await start();
    const project = { id: await idAt('admin/projects/DEMO') };
    await as('admin').post('articles', { project, summary: 'Read me' });
    const file = { name: 'a.txt', base64Content: 'data:text/plain;base64,YQ==' };
    const files = 'articles/DEMO-A-1/attachments';
    expect(await as('admin').post(files, { ...file, $type: 'IssueAttachment' })).toMatchObject(REFUSED);
    const id = idOf(await as('admin').post(files, { ...file, $type: 'ArticleAttachment' }));
    const renamed = { name: 'b.txt', $type: 'Article' };
    expect(await as('admin').post(`${files}/${id}`, renamed)).toMatchObject(REFUSED);
  },
});
