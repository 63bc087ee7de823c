/** `npm run pictures`: takes the pictures of the README and the guide from the running demo. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import sharp from 'sharp';
import { PROJECT_ROOT } from '../project.ts';
import { startBrowser } from '../stand-ins/browser.ts';
import { DEMO_PROJECT } from './demo-project.ts';
import { fillBoard, setUpDemo } from './set-up.ts';

const FOLDER = join(PROJECT_ROOT, 'docs/pictures');

interface Picture {
  readonly name: string;
  readonly theme: 'light' | 'dark';
  /** Below `/youtrack`. */
  readonly path: string;
  /** Opened before the picture is taken. */
  readonly tab?: string;
  /** What the page shows once it is complete. */
  readonly complete: (widget: FrameLocator) => Locator;
}

const part = (name: string) => `[data-test~="${name}"]`;
const PROJECT_PAGE = `/projects/${DEMO_PROJECT}/settings?tab=${encodeURIComponent('ducalis/project')}`;

function tab(name: string, shows: string): Picture {
  const complete = (widget: FrameLocator) => widget.locator(shows).filter({ visible: true }).first();
  return { name: `project-${name}`, theme: 'light', path: PROJECT_PAGE, tab: name, complete };
}

function inBothThemes(picture: Omit<Picture, 'theme'>): readonly Picture[] {
  const { name } = picture;
  return (['light', 'dark'] as const).map((theme) => ({ ...picture, theme, name: `${name}-${theme}` }));
}

/** @param issue the one with the highest score. */
function pictures(issue: string): readonly Picture[] {
  return [
    ...inBothThemes({
      name: 'issue',
      path: `/issue/${issue}`,
      complete: (widget) => widget.locator(part('issue-total-score')),
    }),
    ...inBothThemes({
      name: 'settings',
      path: '/admin/app/ducalis/settings',
      complete: (widget) =>
        widget
          .locator(`[data-project="${DEMO_PROJECT}"] ${part('project-issues')}`)
          .filter({ hasText: 'issue' }),
    }),
    ...inBothThemes({
      name: 'project',
      path: PROJECT_PAGE,
      tab: 'fields',
      complete: (widget) => widget.locator(`${part('map-values')}:enabled`).last(),
    }),
    tab('board', part('board-select')),
    tab('results', part('result')),
    tab('issues', part('unresolved-only')),
    tab('people', part('member')),
    tab('import', part('import-state')),
    tab('activity', part('entry')),
  ];
}

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 1_080 } });
  await context.addCookies([
    { name: 'session', value: 'admin', url },
    { name: 'theme', value: picture.theme, url },
  ]);
  const page = await context.newPage();
  await page.goto(`${url}${picture.path}`);
  const widget = page.frameLocator('iframe');
  // Ring UI measures tabs with hidden copies of them.
  if (picture.tab !== undefined)
    await widget
      .locator(part(`tab-${picture.tab}`))
      .filter({ visible: true })
      .click();
  await picture.complete(widget).waitFor({ timeout: 60_000 });
  const png = await page.screenshot({ animations: 'disabled' });
  await sharp(png)
    .png({ palette: true, effort: 10 })
    .toFile(join(FOLDER, `${picture.name}.png`));
  await context.close();
}

const demo = await setUpDemo({ youTrack: 0, ducalis: 0 });
try {
  await fillBoard(demo);
  await mkdir(FOLDER, { recursive: true });
  const list = pictures(demo.issues[0] ?? '');
  const browser = await startBrowser();
  try {
    for (const picture of list) await take(browser, demo.standIns.youTrackUrl, picture);
  } finally {
    await browser.close();
  }
  const kept = new Set(list.map(({ name }) => `${name}.png`));
  for (const file of await readdir(FOLDER)) if (!kept.has(file)) await rm(join(FOLDER, file));
} finally {
  await demo.standIns.stop();
}
