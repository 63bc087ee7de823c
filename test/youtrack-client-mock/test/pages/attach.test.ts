/** Attaching an app in the settings of a project, without a browser. */
import { expect, it } from 'vitest';
import { packageOf } from '../packed-app.ts';
import { start } from '../rest/support/world.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

it('is offered for what is not attached, and done by who administers the project', async () => {
  const { server } = await start({ apps: [packageOf({})] });
  const as = (login: string) => ({ cookie: `session=${login}`, ...FORM });
  const settings = `${server.url}/projects/DEMO/settings`;
  const page = async () => (await fetch(settings, { headers: as('pat') })).text();
  const id = server.youTrack.apps.find('probe')?.id ?? '';
  const attach = (login: string, app: string) =>
    fetch(`${settings}/apps`, { method: 'POST', headers: as(login), body: `app=${app}` });

  expect(await page()).toContain('Attach Probe');
  expect((await attach('dora', id)).status).toBe(404);
  expect((await attach('pat', 'nothing')).status).toBe(404);
  expect(server.youTrack.apps.usages({})).toEqual([]);

  expect((await attach('pat', id)).url).toBe(settings);
  expect(server.youTrack.apps.usages({})).toMatchObject([{ app: 'probe' }]);
  expect(await page()).not.toContain('Attach Probe');
});
