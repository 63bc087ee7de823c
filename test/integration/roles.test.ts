/**
 * Who may call which handler. Compared with `docs/security.md`: `vitest run test/integration/roles -u` writes it anew.
 * The same holds for a build whose handlers declare no permission to YouTrack: they check themselves.
 */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../tools/build-app.ts';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { ownFolder } from '../fixtures/folder.ts';
import { expectGenerated } from '../fixtures/generated.ts';
import { startWorld, type World } from '../fixtures/world.ts';

const ROLES = ['admin', 'project-admin', 'developer', 'reporter', 'guest'] as const;

const ADMIN = 'extensionEndpoints/ducalis/admin';
const PROJECT = 'admin/projects/DEMO/extensionEndpoints/ducalis/project';
const ISSUE = 'issues/DEMO-1/extensionEndpoints/ducalis/issue';

/** A body that no handler accepts: who may call is asked before it is looked at. */
const CALLS: readonly (readonly [method: 'GET' | 'POST', base: string, path: string])[] = [
  ['GET', ADMIN, 'overview'],
  ['GET', ADMIN, 'health'],
  ['GET', ADMIN, 'address?project=DEMO'],
  ['GET', ADMIN, 'issue-counts?projects=DEMO'],
  ['GET', ADMIN, 'project?project=DEMO'],
  ['POST', ADMIN, 'project'],
  ['POST', ADMIN, 'test-connection'],
  ['POST', ADMIN, 'integration'],
  ['POST', ADMIN, 'instance'],
  ['POST', ADMIN, 'allowed-boards'],
  ['POST', ADMIN, 'connect'],
  ['POST', ADMIN, 'disconnect'],
  ['POST', ADMIN, 'abandoned'],
  ['GET', ADMIN, 'abandoned-count?board=1&project=DEMO'],
  ['POST', ADMIN, 'abandoned-step'],
  ['GET', PROJECT, 'settings'],
  ['POST', PROJECT, 'settings'],
  ['GET', PROJECT, 'board?id=1'],
  ['POST', PROJECT, 'preview'],
  ['POST', PROJECT, 'count'],
  ['GET', PROJECT, 'import'],
  ['POST', PROJECT, 'import'],
  ['GET', PROJECT, 'people'],
  ['POST', PROJECT, 'people'],
  ['POST', PROJECT, 'invite'],
  ['GET', PROJECT, 'activity'],
  ['POST', PROJECT, 'retry'],
  ['POST', PROJECT, 'scores'],
  ['GET', ISSUE, 'panel'],
  ['POST', ISSUE, 'retry'],
];

let worlds: readonly World[];
beforeAll(async () => {
  const folder = await ownFolder('without-permissions');
  let replaced = 0;
  await buildApp(folder, {
    scriptPlugins: [
      {
        name: 'declare-no-permissions',
        enforce: 'pre',
        transform(code, id) {
          if (!id.endsWith('src/handlers/http-handler.ts')) return null;
          replaced += code.split('permissions: [permission]').length - 1;
          return code.replace('permissions: [permission]', 'permissions: []');
        },
      },
    ],
  });
  expect(replaced).toBe(1);
  worlds = [await startWorld(), await startWorld({ app: folder })];
});

async function mayCall(
  world: World,
  role: (typeof ROLES)[number],
  [method, base, path]: (typeof CALLS)[number],
): Promise<boolean> {
  const token = role === 'guest' ? undefined : world.standIns.tokens.get(role);
  const response = await fetch(`${world.standIns.youTrackUrl}/api/${base}/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(method === 'POST' ? { body: '[]' } : {}),
  });
  expect(response.status, `${role} ${method} ${base}/${path}`).toBeLessThan(503);
  return ![401, 403, 404].includes(response.status);
}

/** Method, script and path: `GET admin/overview`. */
function nameOf([method, base, path]: (typeof CALLS)[number]): string {
  return `${method} ${base.split('/').at(-1)}/${path.replace(/\?.*/, '')}`;
}

async function declaredHandlers(): Promise<readonly string[]> {
  const handlers = join(PROJECT_ROOT, 'src/handlers');
  const found: string[] = [];
  for (const file of await readdir(handlers)) {
    const text = await readFile(join(handlers, file), 'utf8');
    const script = file === 'administration.ts' ? 'admin' : file.replace('.ts', '');
    for (const [, method, path] of text.matchAll(/method: '(\w+)', path: '([\w-]+)'/g)) {
      found.push(`${method} ${script}/${path}`);
    }
  }
  return found;
}

async function table(world: World): Promise<string> {
  const lines: string[] = [];
  for (const call of CALLS) {
    const cells: string[] = [];
    for (const role of ROLES) cells.push((await mayCall(world, role, call)) ? 'yes' : 'no');
    lines.push(`| \`${nameOf(call)}\` | ${cells.join(' | ')} |`);
  }
  return [
    '| Handler | System admin | Project admin | Developer | Reporter | Guest |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

it('asks every handler there is', async () => {
  expect(CALLS.map(nameOf).sort()).toEqual([...(await declaredHandlers())].sort());
});

it('is what the documentation says', async () => {
  const [world] = worlds;
  if (world === undefined) throw new Error('No world was started');
  await expectGenerated('docs/security.md', 'handlers', await table(world));
});

it('does not depend on what YouTrack checks', async () => {
  const [one, other] = worlds;
  if (one === undefined || other === undefined) throw new Error('No world was started');
  expect(await table(other)).toBe(await table(one));
});
