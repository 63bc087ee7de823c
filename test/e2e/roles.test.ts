/**
 * Who can use which screen. Compared with `docs/security.md`: `vitest run test/e2e/roles -u` writes it anew. A second
 * build whose widgets declare no permission to YouTrack shows that the screens do not depend on being hidden.
 */

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { beforeAll, expect, inject, it } from 'vitest';
import { ownFolder } from '../fixtures/folder.ts';
import { expectGenerated } from '../fixtures/generated.ts';
import { leavePage, openBrowser } from '../fixtures/pages.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { named, visit, widgetOn } from './visit.ts';

const ROLES = ['admin', 'project-admin', 'developer', 'reporter', 'guest'] as const;
type Role = (typeof ROLES)[number];

/** `works`: what the screen shows to somebody who may use it. */
const SCREENS = [
  { name: 'Administration page', path: '/admin/app/ducalis/settings', works: 'step-account' },
  {
    name: 'Tab in the settings of a project',
    path: `/projects/${PROJECT}/settings?tab=${encodeURIComponent('ducalis/project')}`,
    works: 'tabs',
  },
  { name: 'Panel of an issue', path: '/issue/DEMO-1', works: 'issue-board' },
] as const;

const ManifestSchema = v.looseObject({ widgets: v.array(v.looseObject({ permissions: v.unknown() })) });

let worlds: { readonly asShipped: World; readonly undeclared: World };
let browser: Browser;
beforeAll(async () => {
  const folder = await ownFolder('undeclared');
  await cp(inject('appFolder'), folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = v.parse(ManifestSchema, JSON.parse(await readFile(path, 'utf8')));
  const widgets = manifest.widgets.map(({ permissions: _, ...widget }) => widget);
  await writeFile(path, JSON.stringify({ ...manifest, widgets }));
  browser = await openBrowser();
  worlds = { asShipped: await startWorld(), undeclared: await startWorld({ app: folder }) };
});

async function seen(world: World, role: Role, { path, works }: (typeof SCREENS)[number]): Promise<string> {
  const page = await visit(browser, world, path, { login: role });
  try {
    if (new URL(page.url()).pathname.endsWith('/login')) return 'asked to log in';
    // What YouTrack offers is in the page from the start; its frame is put in later.
    if ((await page.locator('[data-widget]').count()) === 0) return 'not offered';
    const widget = widgetOn(page);
    const [good, refused] = [widget.locator(named(works)), widget.locator(named('error-panel'))];
    await good.or(refused).filter({ visible: true }).first().waitFor();
    return (await refused.count()) > 0 ? 'refused' : 'works';
  } finally {
    await leavePage(page);
  }
}

async function table(world: World): Promise<string[][]> {
  return Promise.all(
    SCREENS.map(async (screen) => [
      screen.name,
      ...(await Promise.all(ROLES.map((role) => seen(world, role, screen)))),
    ]),
  );
}

it('is what the documentation says, and no screen depends on being hidden', async () => {
  const shipped = await table(worlds.asShipped);
  await expectGenerated(
    'docs/security.md',
    'screens',
    [
      '| Screen | System admin | Project admin | Developer | Reporter | Guest |',
      '|---|---|---|---|---|---|',
      ...shipped.map((row) => `| ${row.join(' | ')} |`),
    ].join('\n'),
  );
  const works = (rows: string[][]) => rows.map((row) => row.map((cell) => cell === 'works'));
  const undeclared = await table(worlds.undeclared);
  expect(works(undeclared)).toEqual(works(shipped));
  expect(undeclared.flat()).toContain('refused');
});
