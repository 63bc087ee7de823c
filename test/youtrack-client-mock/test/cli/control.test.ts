/** `/mock`: what a test may do to a running emulator. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from '../../src/index.ts';
import { createYouTrack } from '../../src/index.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await createYouTrack();
});
afterAll(() => server.close());

async function mock(method: string, path: string, body?: unknown) {
  const response = await fetch(`${new URL(server.url).origin}/mock/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

it('moves the clock, settles and restarts', async () => {
  const before = server.youTrack.now();
  expect(await mock('POST', 'clock', { advanceMs: 5_000 })).toEqual({
    status: 200,
    body: { now: before + 5_000 },
  });
  expect(await mock('POST', 'settle')).toEqual({ status: 200, body: { now: before + 5_000 } });
  expect(await mock('POST', 'restart')).toEqual({ status: 200, body: { now: before + 5_000 } });
});

it.each([{}, { advanceMs: -1 }, { advanceMs: 'long' }, { advanceMs: 1, more: true }])(
  'does not move the clock by %j',
  async (body) => {
    const before = server.youTrack.now();
    expect(await mock('POST', 'clock', body)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
    expect(server.youTrack.now()).toBe(before);
  },
);

it('bans a user and lets them in again', async () => {
  const [admin] = server.users;
  const me = async () =>
    (await fetch(`${server.url}/api/users/me`, { headers: { authorization: `Bearer ${admin?.token}` } }))
      .status;
  expect(await mock('POST', 'users/admin/ban')).toEqual({
    status: 200,
    body: { login: 'admin', banned: true },
  });
  expect(await me()).toBe(401);
  expect(await mock('DELETE', 'users/admin/ban')).toEqual({
    status: 200,
    body: { login: 'admin', banned: false },
  });
  expect(await me()).toBe(200);
  expect(await mock('POST', 'users/eve/ban')).toEqual({
    status: 404,
    body: { error: 'There is no user eve.' },
  });
});

it('shows logs, calls and metrics', async () => {
  for (const path of ['logs', 'http', 'metrics']) {
    expect(await mock('GET', path)).toEqual({ status: 200, body: [] });
  }
});

it('shows every extension property that has a value, whatever app it belongs to', async () => {
  const { youTrack } = server;
  const [issue = ''] = youTrack.read((tx) => [...tx.all('Issue')]);
  const [project = ''] = youTrack.read((tx) => [...tx.all('Project')]);
  expect(await mock('GET', 'storage')).toEqual({ status: 200, body: [] });
  const [admin = ''] = youTrack.read((tx) => [...tx.find('User', 'login', 'admin')]);
  youTrack.write(admin, (tx) => {
    tx.set(issue, 'ext:hello:count', 3);
    tx.set(issue, 'ext:hello:gone', null);
    tx.set(issue, 'ext:other:self', { ref: issue });
    tx.set(project, 'ext:hello:note', 'a: b');
  });
  const { body } = await mock('GET', 'storage');
  expect(body).toHaveLength(3);
  expect(body).toEqual(
    expect.arrayContaining([
      { entity: issue, app: 'hello', property: 'count', value: 3 },
      { entity: issue, app: 'other', property: 'self', value: { ref: issue } },
      { entity: project, app: 'hello', property: 'note', value: 'a: b' },
    ]),
  );
});
