/** The flags for what JetBrains does not tell, each of which has to arrive. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it, onTestFinished } from 'vitest';
import { packageOf, zipOf } from '../packed-app.ts';
import { start as startCommand } from './command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ENTITIES = "const entities = require('@jetbrains/youtrack-scripting-api/entities');";
const FILES = {
  'handler.js': `const http = require('@jetbrains/youtrack-scripting-api/http');
  exports.httpHandler = { asyncFunctions: { answered: () => {} }, endpoints: [
    { method: 'POST', path: 'call', handle: () => {
      new http.Connection('https://api.example.com').postAsync('/', [], 'x'.repeat(2000), 'answered');
    } },
    { method: 'POST', path: 'echo', handle: (ctx) => ctx.response.text(ctx.request.body) },
    { method: 'POST', path: 'long', handle: () => { for (;;); } },
    { method: 'POST', path: 'ratio', handle: (ctx) => { ctx.globalStorage.extensionProperties.ratio = 1; } },
  ] };`,
  'entity-extensions.json': {
    entityTypeExtensions: [{ entityType: 'AppGlobalStorage', properties: { ratio: { type: 'float' } } }],
  },
  'rule.js': `${ENTITIES} const workflow = require('@jetbrains/youtrack-scripting-api/workflow');
    exports.rule = entities.Issue.onChange({
      guard: (ctx) => ctx.issue.comments.added.isNotEmpty(),
      action: (ctx) => workflow.check(ctx.issue.id === 'DEMO-1', 'Not this one'),
    });`,
  'schedule.js': `${ENTITIES} exports.rule = entities.Issue.onSchedule({
    search: 'summary: {Look around}', cron: '0 0 11 * * ?', action: () => console.log('It is eleven'),
  });`,
};

/** A project in which the field Size is hidden. */
const HIDDEN = {
  version: 1,
  users: [{ login: 'admin', fullName: 'Admin', roles: [{ role: 'System Admin' }] }],
  fields: [
    { name: 'State', type: 'state[1]', values: ['Open', 'Fixed'] },
    { name: 'Size', type: 'integer' },
  ],
  projects: [
    {
      key: 'DEMO',
      name: 'Demo',
      leader: 'admin',
      fields: ['State', { name: 'Size', showWhen: { field: 'State', values: ['Fixed'] } }],
    },
  ],
  issues: [{ project: 'DEMO', summary: 'One', reporter: 'admin' }],
};

/** The command with an app in the project DEMO, at 9:59 UTC. */
async function start(...flags: readonly string[]) {
  const packed = join(await temporaryFolder(onTestFinished), 'app.zip');
  await writeFile(packed, zipOf(packageOf(FILES)));
  const { ready, as } = await startCommand(
    ...['--app', packed, '--clock', 'virtual', '--start-at', '2026-01-05T09:59:00Z', ...flags],
  );
  const post = async (path: string, body: object): Promise<number> => {
    const headers = { authorization: `Bearer ${ready.users[0]?.token}`, 'content-type': 'application/json' };
    const url = new URL(path, ready.url);
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
  await post('/youtrack/api/admin/projects/DEMO/appConfigurations', { app: { name: 'probe' } });
  return { ready, get: as('admin'), post };
}

const HANDLER = '/youtrack/api/extensionEndpoints/probe/handler';

it('limits what a handler takes, and how long it runs', async () => {
  const { post } = await start('--limit', 'handlerBodyBytes=10', '--limit', 'scriptMs=200');
  expect([await post(`${HANDLER}/echo`, {}), await post(`${HANDLER}/echo`, { more: 'than ten' })]).toEqual([
    200, 413,
  ]);
  expect(await post(`${HANDLER}/long`, {})).toBe(500);
});

it.each([
  ['one', 0],
  ['each', 1],
])('makes a command on several issues %s transaction', async (transactions, comments) => {
  const { get, post } = await start('--command-transactions', transactions);
  const [project] = v.parse(
    v.array(v.object({ id: v.string() })),
    (await get('admin/projects?fields=id')).body,
  );
  await post('/youtrack/api/issues', { project, summary: 'Second' });
  const issues = [{ idReadable: 'DEMO-1' }, { idReadable: 'DEMO-2' }];
  expect(await post('/youtrack/api/commands', { query: '', comment: 'Hello', issues })).toBe(400);
  expect((await get('issues/DEMO-1/comments')).body).toHaveLength(comments);
});

it('lets pages of an origin read what REST answers', async () => {
  const { ready } = await start('--allow-origin', 'https://tools.example.com/');
  const { headers } = await fetch(`${ready.url}/api/issues`, {
    headers: { origin: 'https://tools.example.com' },
  });
  expect(headers.get('access-control-allow-origin')).toBe('https://tools.example.com');
});

it.each([
  ['refuse', 400],
  ['drop', 200],
])('answers a command for a hidden field by %s', async (hidden, status) => {
  const seed = join(await temporaryFolder(onTestFinished), 'seed.json');
  await writeFile(seed, JSON.stringify(HIDDEN));
  const { post } = await start('--seed', seed, '--hidden-fields', hidden);
  const command = { query: 'Size 3', issues: [{ idReadable: 'DEMO-1' }] };
  expect(await post('/youtrack/api/commands', command)).toBe(status);
});

it.each([
  ['Europe/Berlin', ['It is eleven']],
  ['UTC', []],
])('goes by the time of %s', async (zone, lines) => {
  const { ready, post } = await start('--time-zone', zone);
  expect(await post('/mock/clock', { advanceMs: 120_000 })).toBe(200);
  const logs: unknown = await (await fetch(new URL('/mock/logs', ready.url))).json();
  expect(v.parse(v.array(v.object({ text: v.string() })), logs).map(({ text }) => text)).toEqual(lines);
});

it.each([
  [[], 200],
  [['--harder', 'dropped-calls', '--harder', 'strict-floats'], 500],
  [['--harder', 'all'], 500],
  [['--harder', 'dropped-calls'], 200],
])('takes the harder side of what %j names', async (flags, status) => {
  const { post } = await start(...flags);
  expect(await post(`${HANDLER}/ratio`, {})).toBe(status);
});

it('lets calls take their time and counts those in flight', async () => {
  const { ready, post } = await start(
    ...['callMs=500', 'callKilobyteMs=10', 'threads=3', 'callsInFlight=2'].flatMap((pace) => [
      '--pace',
      pace,
    ]),
  );
  const inFlight = async (): Promise<unknown> => (await fetch(new URL('/mock/in-flight', ready.url))).json();
  for (let call = 0; call < 3; call += 1) await post(`${HANDLER}/call`, {});
  await post('/mock/clock', { advanceMs: 519 });
  expect(await inFlight()).toEqual({ bound: 2, now: 3, most: 3, above: 1 });
  await post('/mock/clock', { advanceMs: 1 });
  expect(await inFlight()).toEqual({ bound: 2, now: 0, most: 3, above: 1 });
});
