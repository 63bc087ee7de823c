/** The settings of an app under Administration, without a browser. */
import { expect, it } from 'vitest';
import { packageOf } from '../packed-app.ts';
import { start } from '../rest/support/world.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

it('are shown to who may configure apps, secrets masked, and saved', async () => {
  const properties = { colour: { type: 'string' }, token: { type: 'string', format: 'secret' } };
  const { server } = await start({ apps: [packageOf({ 'settings.json': { properties } })] });
  const { apps } = server.youTrack;
  const page = async (login: string) =>
    (
      await fetch(`${server.url}/admin/apps?selected=probe&tab=settings`, {
        headers: { cookie: `session=${login}` },
      })
    ).text();
  const save = (login: string, values: string) =>
    fetch(`${server.url}/admin/apps/probe/settings`, {
      method: 'POST',
      headers: { cookie: `session=${login}`, ...FORM },
      body: new URLSearchParams({ values }),
    });

  apps.mergeSettings('probe', null, { token: 'secret-value' });
  expect(await page('admin')).toContain('<textarea name="values"');
  expect(await page('admin')).not.toContain('secret-value');
  expect(await page('dora')).not.toContain('<textarea');

  expect((await save('dora', '{"colour":"red"}')).status).toBe(404);
  for (const [values, reason] of [
    ['{', 'no JSON'],
    ['[]', 'must be the JSON text of an object'],
    ['{"colour":1}', 'colour must be string'],
    ['{"size":1}', 'no setting size'],
  ] as const) {
    const refused = await save('admin', values);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(reason)]);
  }
  expect(apps.settings('probe', null)).toEqual({ token: '<***>' });

  const saved = await save('admin', '{"colour":"red","token":"<***>"}');
  expect([saved.status, new URL(saved.url).search]).toEqual([
    200,
    `?selected=${apps.find('probe')?.id}&tab=settings`,
  ]);
  expect(apps.settings('probe', null)).toEqual({ colour: 'red', token: '<***>' });
});
