/** The emulator inside a test's own process, as the README shows it. */
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { CreateOptions, RunningServer } from '../../src/index.ts';
import { createYouTrack, ImportRejected, SeedError } from '../../src/index.ts';
import { smallApp, zip } from './small-app.ts';

let running: RunningServer | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function start(options: CreateOptions = {}): Promise<RunningServer> {
  running = await createYouTrack(options);
  return running;
}

const FIXTURE = fileURLToPath(new URL('../../../fixtures/seed.json', import.meta.url));

function call({ url, users }: RunningServer, login: string, path: string, init: RequestInit = {}) {
  const token = users.find((user) => user.login === login)?.token;
  return fetch(`${url}/api/${path}`, {
    ...init,
    headers: { ...(init.headers ?? {}), authorization: `Bearer ${token}` },
  });
}

describe('createYouTrack', () => {
  it('runs an app given as files or bytes', async () => {
    for (const app of [smallApp(), zip(smallApp())]) {
      const server = await start({ apps: [app] });
      const answer = await call(server, 'admin', 'extensionEndpoints/hello/backend/hello');
      expect(await answer.json()).toEqual({ hello: 'admin' });
      await server.close();
    }
    running = undefined;
  });

  it('has a virtual clock that tests move', async () => {
    const at = Date.parse('2026-01-01T00:00:00.000Z');
    const { youTrack } = await start({ startAt: at });
    expect(youTrack.now()).toBe(at);
    await youTrack.advance(60_000);
    expect(youTrack.now()).toBe(at + 60_000);
  });

  it('refuses what does not fit, and leaves no port open', async () => {
    await expect(start({ seed: { version: 1, users: [{ login: '', fullName: 'x' }] } })).rejects.toThrow(
      SeedError,
    );
    await expect(start({ apps: [new Map()] })).rejects.toThrow(ImportRejected);
  });
});

describe('over HTTP', () => {
  it('issues can be read, made and changed', async () => {
    const server = await start({ seed: FIXTURE });
    const json = { 'content-type': 'application/json' };
    const { id } = await (await call(server, 'admin', 'admin/projects/DEMO?fields=id')).json();
    const made = await call(
      server,
      'developer',
      'issues?fields=idReadable,customFields(name,value(name,login))',
      {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ project: { id }, summary: 'New' }),
      },
    );
    expect(await made.json()).toMatchObject({
      idReadable: 'DEMO-5',
      customFields: expect.arrayContaining([
        expect.objectContaining({ name: 'State', value: expect.objectContaining({ name: 'Open' }) }),
      ]),
    });
    const body = JSON.stringify({
      customFields: [
        { name: 'Assignee', $type: 'SingleUserIssueCustomField', value: { login: 'developer' } },
      ],
    });
    expect(
      (await call(server, 'developer', 'issues/DEMO-5', { method: 'POST', headers: json, body })).status,
    ).toBe(200);
    const found = await call(
      server,
      'reporter',
      `issues?query=${encodeURIComponent('project: DEMO Assignee: developer')}&fields=idReadable`,
    );
    expect((await found.json()).map(({ idReadable }: { idReadable: string }) => idReadable).sort()).toEqual([
      'DEMO-1',
      'DEMO-3',
      'DEMO-5',
    ]);
  });

  it('an upload of something that is no app is refused, and nothing is installed', async () => {
    const server = await start();
    const upload = async (bytes: Uint8Array) => {
      const form = new FormData();
      form.set('file', new File([Uint8Array.from(bytes)], 'app.zip'));
      return (await call(server, 'admin', 'admin/apps/import', { method: 'POST', body: form })).status;
    };
    expect(await upload(zip(new Map([['readme.txt', new TextEncoder().encode('Hi')]])))).toBe(400);
    expect(await (await call(server, 'admin', 'admin/apps')).json()).toEqual([]);
    expect(await upload(zip(smallApp()))).toBe(200);
    expect(await (await call(server, 'admin', 'admin/apps?fields=name')).json()).toMatchObject([
      { name: 'hello' },
    ]);
  });

  it('every place answers in its own way to what is not there', async () => {
    const { url } = await start();
    const { origin } = new URL(url);
    const first = await fetch(`${origin}/`, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([302, '/youtrack/']);
    const rest = await fetch(`${url}/api/nowhere`, { headers: { cookie: 'session=admin' } });
    expect([rest.status, await rest.json()]).toEqual([
      404,
      { error: 'Not Found', error_description: 'HTTP 404 Not Found' },
    ]);
    const hub = await fetch(`${url}/hub/api/rest/services`, { headers: { cookie: 'session=admin' } });
    expect(await hub.json()).toMatchObject({ services: [{ id: 'youtrack' }, { id: '0-0-0-0-0' }] });
    const mock = await fetch(`${origin}/mock/nowhere`);
    expect([mock.status, await mock.json()]).toEqual([404, { error: 'There is no GET /mock/nowhere.' }]);
  });
});
