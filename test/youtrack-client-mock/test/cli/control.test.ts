/** `/mock`: what a test may do to a running emulator. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
  const others = youTrack.administer(admin, (tx) => [
    tx.create('IssueWorkItem', { issue: { ref: issue } }),
    tx.create('IssueAttachment', { issue: { ref: issue } }),
    tx.create('Article', { project: { ref: project } }),
    tx.create('BundleElement', { name: 'Open' }),
  ]);
  youTrack.write(admin, (tx) => {
    tx.set(issue, 'ext:hello:count', 3);
    tx.set(issue, 'ext:hello:gone', null);
    tx.set(issue, 'ext:other:self', { ref: issue });
    tx.set(project, 'ext:hello:note', 'a: b');
    for (const one of others) tx.set(one, 'ext:hello:mark', true);
  });
  const { body } = await mock('GET', 'storage');
  expect(body).toHaveLength(3 + others.length);
  expect(body).toEqual(
    expect.arrayContaining([
      { entity: issue, app: 'hello', property: 'count', value: 3 },
      { entity: issue, app: 'other', property: 'self', value: { ref: issue } },
      { entity: project, app: 'hello', property: 'note', value: 'a: b' },
      ...others.map((entity) => ({ entity, app: 'hello', property: 'mark', value: true })),
    ]),
  );
});

it.each([
  ['POST', 'settle'],
  ['POST', 'restart'],
  ['POST', 'users/admin/ban'],
  ['DELETE', 'users/admin/ban'],
  ['POST', 'issues/DEMO-1/restore'],
])('does not do %s %s with a body that nobody reads', async (method, path) => {
  expect(await mock(method, path, { advanceMs: 1 })).toEqual({
    status: 400,
    body: { error: 'The body: must be empty.' },
  });
});

it('does not answer a query as if nothing had been asked', async () => {
  expect(await mock('GET', 'logs?app=hello')).toEqual({
    status: 400,
    body: { error: 'The query ?app=hello: there are no parameters here.' },
  });
});

it.each([
  [{ member: 'Issue.isChangd', times: 1 }, /^No member Issue\.isChangd can fail: Issue has .*isChanged/],
  [{ member: 'http.fetch', times: 1 }, /^No member http\.fetch can fail: http has addHeader, .*postAsync/],
  [{ member: 'isChanged', times: 1 }, /: known are members of .*Issue, .*ctx, .*http/],
  [{ member: 'ctx.store', times: 0 }, /^times: /],
  [{ member: 'ctx.store' }, /^times: /],
])('does not order the failure %j', async (body, sentence) => {
  expect(await mock('POST', 'fail', body)).toEqual({
    status: 400,
    body: { error: expect.stringMatching(sentence) },
  });
});

it.each([
  'Issue.isChanged',
  'IssueComment.isChanged',
  'fields.becomes',
  'Set.add',
  'User.findByLogin',
  'http.postAsync',
  'ctx.store',
])('can make %s fail', async (member) => {
  const own = await createYouTrack();
  expect(() => own.youTrack.failNext(member, 1)).not.toThrow();
  await own.close();
});

describe('What people do in YouTrack’s pages', () => {
  let own: RunningServer;
  beforeEach(async () => {
    own = await createYouTrack();
  });
  afterEach(() => own.close());

  async function on(method: string, path: string, body?: unknown) {
    const response = await fetch(`${new URL(own.url).origin}/mock/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  async function rest(path: string, method = 'GET', body?: unknown) {
    const response = await fetch(`${own.url}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${own.users[0]?.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  it('restores a deleted issue', async () => {
    const { body } = await rest('issues/DEMO-1?fields=id');
    await rest('issues/DEMO-1', 'DELETE');
    expect((await rest('issues/DEMO-1')).status).toBe(404);
    expect(await on('POST', 'issues/DEMO-1/restore')).toEqual({
      status: 200,
      body: { id: body.id, idReadable: 'DEMO-1' },
    });
    expect((await rest('issues/DEMO-1')).status).toBe(200);
    expect((await on('POST', 'issues/DEMO-1/restore')).status).toBe(409);
  });

  it('copies an issue', async () => {
    const copied = await on('POST', 'issues/DEMO-1/copy', { project: 'DEMO', user: 'admin', rules: false });
    expect(copied).toMatchObject({ status: 200, body: { idReadable: expect.stringMatching(/^DEMO-\d+$/) } });
    const summary = async (id: string) => (await rest(`issues/${id}?fields=summary`)).body.summary;
    expect(await summary(copied.body.idReadable)).toBe(await summary('DEMO-1'));
    expect((await on('POST', 'issues/DEMO-99/copy', {})).status).toBe(404);
    expect((await on('POST', 'issues/DEMO-1/copy', { project: 'NONE' })).status).toBe(404);
  });

  it('lets two requests overlap, and answers the first when it is kept', async () => {
    expect(await on('POST', 'interleave', { replay: true })).toMatchObject({ body: { armed: true } });
    const first = rest('issues/DEMO-1?fields=summary', 'POST', { summary: 'of the first' });
    while (!(await on('GET', 'interleave')).body.held);
    expect((await rest('issues/DEMO-1?fields=summary')).body.summary).not.toBe('of the first');
    const second = await rest('issues/DEMO-1?fields=summary', 'POST', { summary: 'of the second' });
    expect(second.status).toBe(200);
    expect((await first).body.summary).toBe('of the first');
    expect((await on('GET', 'interleave')).body).toEqual({
      armed: false,
      held: false,
      overlaps: 1,
      conflicts: 1,
      refused: 0,
      notUnique: 0,
      keyConflicts: 0,
    });
    expect((await on('POST', 'interleave', { replay: 'yes' })).status).toBe(400);
  });

  it('gives the instance another address', async () => {
    expect(await on('POST', 'base-url', { url: 'https://clone.example.com/yt' })).toMatchObject({
      status: 200,
      body: { url: 'https://clone.example.com/yt' },
    });
    expect(own.youTrack.baseUrl).toBe('https://clone.example.com/yt');
    expect((await rest('config')).body).toMatchObject({ contextPath: '/yt' });
    for (const [url, sentence] of [
      ['nowhere', 'url: must be an address.'],
      ['javascript:alert(1)', 'url: must begin with http:// or https://.'],
      ['ftp://clone.example.com', 'url: must begin with http:// or https://.'],
      ['https://a:b@clone.example.com', 'url: must have neither credentials, nor a query, nor a fragment.'],
      ['https://clone.example.com?x=1', 'url: must have neither credentials, nor a query, nor a fragment.'],
      ['https://clone.example.com/', 'url: must not end with a slash.'],
    ]) {
      expect(await on('POST', 'base-url', { url })).toEqual({ status: 400, body: { error: sentence } });
    }
    expect(own.youTrack.baseUrl).toBe('https://clone.example.com/yt');
  });

  it('makes users', async () => {
    const { body } = await on('POST', 'users', {
      login: 'new',
      fullName: 'New One',
      roles: [{ role: 'Developer', project: 'DEMO' }],
    });
    const me = await fetch(`${own.url}/api/users/me?fields=login`, {
      headers: { authorization: `Bearer ${body.token}` },
    });
    expect(await me.json()).toMatchObject({ login: 'new' });
    expect((await on('POST', 'users', { login: 'new', fullName: 'Again' })).status).toBe(409);
  });
});
