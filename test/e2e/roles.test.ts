/**
 * Who can use which screen. Compared with `docs/security.md`: `vitest run test/e2e/roles -u` writes it anew. A second
 * build whose widgets declare no permission to YouTrack shows that the screens do not depend on being hidden.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startBrowser } from '../../tools/stand-ins/browser.ts';
import { expectGenerated } from '../fixtures/generated.ts';
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

let folder: string;
let worlds: { readonly asShipped: World; readonly undeclared: World };
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undeclared-'));
  await cp(inject('appFolder'), folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = v.parse(ManifestSchema, JSON.parse(await readFile(path, 'utf8')));
  const widgets = manifest.widgets.map(({ permissions: _, ...widget }) => widget);
  await writeFile(path, JSON.stringify({ ...manifest, widgets }));
  browser = await startBrowser();
  worlds = { asShipped: await startWorld(), undeclared: await startWorld({ app: folder }) };
});
afterAll(async () => {
  await Promise.all([browser.close(), worlds.asShipped.stop(), worlds.undeclared.stop()]);
  await rm(folder, { recursive: true });
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
    await page.context().close();
  }
}

async function table(world: World): Promise<string[][]> {
  const rows: string[][] = [];
  for (const screen of SCREENS) {
    const row: string[] = [screen.name];
    for (const role of ROLES) row.push(await seen(world, role, screen));
    rows.push(row);
  }
  return rows;
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
