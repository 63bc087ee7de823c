/** Takes the README's pictures from the running demo: the issue with its panel, the administration page and a project's tab, in both themes. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { PROJECT_ROOT } from '../project.ts';
import { startBrowser } from '../stand-ins/browser.ts';
import { DEMO_PROJECT } from './demo-project.ts';
import { type Demo, fillBoard, setUpDemo } from './set-up.ts';

const FOLDER = join(PROJECT_ROOT, 'docs/pictures');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const demo = await setUpDemo({ youTrack: 0, ducalis: 0 });
try {
  await fillBoard(demo);
  await mkdir(FOLDER, { recursive: true });
  const browser = await startBrowser();
  try {
    for (const theme of THEMES) {
      await takeIssue(browser, demo, theme);
      await takeSettings(browser, demo, theme);
      await takeProject(browser, demo, theme);
    }
  } finally {
    await browser.close();
  }
} finally {
  await demo.standIns.stop();
}

async function takeIssue(browser: Browser, { standIns, issues }: Demo, theme: Theme): Promise<void> {
  const page = await open(browser, standIns.youTrackUrl, `/issue/${issues[0] ?? ''}`, theme);
  const widget = page.frameLocator('iframe');
  await widget.locator('[data-test~="issue-total-score"]').waitFor({ timeout: 60_000 });
  await page.screenshot({ path: join(FOLDER, `issue-${theme}.png`), animations: 'disabled' });
  await page.context().close();
}

async function takeSettings(browser: Browser, { standIns }: Demo, theme: Theme): Promise<void> {
  const page = await open(browser, standIns.youTrackUrl, '/admin/app/ducalis/settings', theme);
  const widget = page.frameLocator('iframe');
  await widget
    .locator(`[data-project="${DEMO_PROJECT}"] [data-test~="project-issues"]`)
    .getByText('issue')
    .waitFor();
  await page.screenshot({ path: join(FOLDER, `settings-${theme}.png`), animations: 'disabled' });
  await page.context().close();
}

async function takeProject(browser: Browser, { standIns }: Demo, theme: Theme): Promise<void> {
  const path = `/projects/${DEMO_PROJECT}/settings?tab=${encodeURIComponent('ducalis/project')}`;
  const page = await open(browser, standIns.youTrackUrl, path, theme);
  const widget = page.frameLocator('iframe');
  // Ring UI measures tabs with hidden copies of them.
  await widget.locator('[data-test~="tab-fields"]').filter({ visible: true }).click();
  await widget.locator('[data-test~="match-key"]').first().getByText('·').waitFor();
  await widget.locator('[data-test~="map-values"]:enabled').last().waitFor();
  await page.screenshot({ path: join(FOLDER, `project-${theme}.png`), animations: 'disabled' });
  await page.context().close();
}

async function open(browser: Browser, url: string, path: string, theme: Theme) {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 1_080 } });
  await context.addCookies([
    { name: 'session', value: 'admin', url },
    { name: 'theme', value: theme, url },
  ]);
  const page = await context.newPage();
  await page.goto(`${url}${path}`);
  return page;
}
