/** What anyone sees who starts the command. */
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runToEnd, start } from './command.ts';
import { smallApp, zip } from './small-app.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SEED = fileURLToPath(new URL('../../../fixtures/seed.json', import.meta.url));

describe('the command', () => {
  it('starts with nothing but itself, says so on one line, and serves REST, pages and control', async () => {
    const { ready, as, end } = await start();
    expect(ready).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/youtrack$/),
      users: [{ login: 'admin', token: expect.stringMatching(/^perm:/), roles: [{ role: 'System Admin' }] }],
    });
    expect(await as('admin')('users/me?fields=login')).toMatchObject({
      status: 200,
      body: { login: 'admin' },
    });
    expect(await as('admin')('issues/DEMO-1?fields=summary')).toMatchObject({
      body: { summary: 'Look around' },
    });
    const { origin } = new URL(ready.url);
    const page = await fetch(origin, { headers: { cookie: 'session=admin' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html')]);
    expect(await (await fetch(`${origin}/mock/http`)).json()).toEqual([]);
    expect(await end('SIGTERM')).toEqual([0, null]);
  });

  it('knows the users, projects and issues of a seed', async () => {
    const { ready, as, end } = await start('--seed', SEED, '--clock', 'virtual');
    expect(ready.users.map(({ login }) => login)).toEqual([
      'admin',
      'project-admin',
      'developer',
      'reporter',
    ]);
    expect(ready.users[2]?.roles).toEqual([{ role: 'Developer', project: 'DEMO' }]);
    for (const { login } of ready.users) {
      const { status, body } = await as(login)(
        'issues/DEMO-1?fields=idReadable,customFields(name,value(name))',
      );
      expect([login, status]).toEqual([login, 200]);
      expect(body).toMatchObject({
        idReadable: 'DEMO-1',
        customFields: expect.arrayContaining([
          expect.objectContaining({ name: 'State', value: expect.objectContaining({ name: 'Open' }) }),
        ]),
      });
    }
    expect((await as('nobody')('users/me')).status).toBe(401);
    expect((await as('developer')('issues/OPS-1')).status).toBe(404);
    expect(await end('SIGINT')).toEqual([0, null]);
  });

  it('installs apps from ZIPs and folders, and runs them', async () => {
    const folder = await temporaryFolder(onTestFinished);
    const packed = join(folder, 'hello.zip');
    await writeFile(packed, zip(smallApp()));
    const unpacked = join(folder, 'unpacked');
    await mkdir(join(unpacked, 'node_modules'), { recursive: true });
    for (const [path, content] of smallApp()) {
      const text = Buffer.from(content).toString('utf8').replace('"hello"', '"other"');
      await writeFile(join(unpacked, path), text);
    }
    await writeFile(join(unpacked, 'node_modules', 'broken.js'), 'throw new Error("not part of the app");');
    const { as, end } = await start('--app', packed, '--app', unpacked);
    const { body } = await as('admin')('admin/apps?fields=name');
    const names = v.parse(v.array(v.object({ name: v.string() })), body).map(({ name }) => name);
    expect(names.sort()).toEqual(['hello', 'other']);
    for (const app of names) {
      expect((await as('admin')(`extensionEndpoints/${app}/backend/hello`)).body).toEqual({ hello: 'admin' });
    }
    await end('SIGTERM');
  });

  it('ends at once although somebody is still connected', async () => {
    const { ready, as, end } = await start();
    await as('admin')('users/me');
    const { port } = new URL(ready.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /youtrack/api/users/me HTTP/1.1\r\n');
    socket.on('error', () => socket.destroy());
    // Nobody closes the connection: waiting for that would take as long as a test may.
    expect(await end('SIGTERM')).toEqual([0, null]);
  });

  it('begins at a time of its own', async () => {
    const { ready, end } = await start('--clock', 'virtual', '--start-at', '2026-01-05T09:00:00Z');
    const settled = await fetch(`${new URL(ready.url).origin}/mock/settle`, { method: 'POST' });
    expect(await settled.json()).toEqual({ now: Date.UTC(2026, 0, 5, 9) });
    expect(await end('SIGTERM')).toEqual([0, null]);
  });

  it('explains itself', async () => {
    const { code, stdout } = await runToEnd('--help');
    expect(code).toBe(0);
    for (const flag of [
      '--app',
      '--port',
      '--seed',
      '--host-map',
      '--allow-origin',
      '--clock',
      '--start-at',
      '--header-secrets',
      '--time-zone',
      '--command-transactions',
      '--own-key',
      '--hidden-fields',
      '--harder',
      '--limit',
      '--pace',
    ]) {
      expect(stdout).toContain(flag);
    }
  });
});

describe('what can not be done', () => {
  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
    [['--port', '70000'], /--port must be a number from 0 to 65535/],
    [['--nonsense'], /--nonsense/],
    [['stray'], /stray/],
    [['--allow-origin', 'example.com'], /--allow-origin must be \* or like https:/],
    [['--clock', 'broken'], /--clock must be real or virtual/],
    [['--start-at', '2026-01-05T09:00:00Z'], /--start-at needs --clock virtual/],
    [['--clock', 'virtual', '--start-at', 'soon'], /--start-at must be a time, not soon/],
    [['--header-secrets', 'none'], /--header-secrets must be real or literal/],
    [['--time-zone', 'Berlin'], /--time-zone must be a time zone such as Europe\/Berlin, not Berlin/],
    [['--command-transactions', 'many'], /--command-transactions must be one or each/],
    [['--own-key', 'none'], /--own-key must be free or cancels/],
    [['--pace', 'callMs'], /--pace must be like callMs=500, with one of callMs, .*, not callMs/],
    [['--pace', 'threads=0'], /--pace must be like callMs=500, .*, not threads=0/],
    [['--harder', 'easier'], /--harder must be dropped-calls or .* or all/],
    [['--hidden-fields', 'show'], /--hidden-fields must be refuse or drop/],
    [
      ['--limit', 'patience=5'],
      /--limit must be like scriptMs=5000, with one of scriptMs, .*, not patience=5/,
    ],
    [['--limit', 'scriptMs'], /--limit must be like/],
    [['--limit', 'scriptMs=0'], /--limit must be like/],
    [['--limit', 'scriptMs=-1'], /--limit must be like/],
    [['--host-map', 'https://ducalis.io'], /--host-map must be like/],
    [['--host-map', 'ducalis.io=http://127.0.0.1:1'], /--host-map must be like/],
    [['--seed', '/nowhere/seed.json'], /\/nowhere\/seed\.json: The seed can't be read/],
    [['--app', '/nowhere/app.zip'], /\/nowhere\/app\.zip/],
  ];

  it.each(WRONG)('%j is refused with one sentence and exit code 1', async (args, sentence) => {
    const { code, stdout, stderr } = await runToEnd(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('a seed that does not fit is refused with the path in it', async () => {
    const file = join(await temporaryFolder(onTestFinished), 'seed.json');
    await writeFile(file, '{"version":1,"users":[],"tags":[{"name":"x","owner":"eve"}]}');
    const { code, stderr } = await runToEnd('--seed', file);
    expect(code).toBe(1);
    expect(stderr).toBe('youtrack-client-mock: tags.0.owner: There is no user "eve"\n');
  });

  it.each([
    ['without a manifest', zip(new Map([['readme.txt', new TextEncoder().encode('Hi')]]))],
    ['that is no ZIP', new TextEncoder().encode('PK nothing')],
  ])('a ZIP %s is refused, and nothing is served', async (_what, bytes) => {
    const file = join(await temporaryFolder(onTestFinished), 'app.zip');
    await writeFile(file, bytes);
    const { code, stdout, stderr } = await runToEnd('--app', file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`youtrack-client-mock: ${file}: `)).toBe(true);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('a port in use is told as such', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = v.parse(v.object({ port: v.number() }), server.address());
    const { code, stderr } = await runToEnd('--port', String(port));
    expect(code).toBe(1);
    expect(stderr).toMatch(/address already in use/);
  });
});
