import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activity, importOf, ODD_NAME, refuseOddNames, steerImport } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { PROJECT_PAGE } from '../screens/steps.ts';
import { focusIn, leavesWidget, tabTo } from './keyboard.ts';
import { PAGE } from './settings-page.ts';
import { named, visit, widgetOn } from './visit.ts';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), openBrowser()]);
});

const part = (page: Page, name: string) => widgetOn(page).locator(named(name)).filter({ visible: true });

/** Goes there with Tab, and presses a key once it can be pressed. */
async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
  await widgetOn(page)
    .locator(`${named(name)}:enabled`)
    .first()
    .waitFor();
  expect(await tabTo(page, part(page, name).first())).toEqual([]);
  await page.keyboard.press(key);
}

/** The page in the project's settings, at one of its tabs. */
async function tabOf(key: string): Promise<Page> {
  const page = await visit(browser, world, PROJECT_PAGE, { login: 'project-admin' });
  await press(page, `tab-${key}`);
  await part(page, `content-${key}`).waitFor();
  return page;
}

describe('with the keyboard alone, and never without the focus', () => {
  it('an import is paused and resumed', async () => {
    await steerImport(world, 'start');
    const page = await tabOf('import');
    await press(page, 'import-pause');
    await part(page, 'import-resume').waitFor();
    expect(await importOf(world)).toMatchObject({ state: 'paused' });
    await expect.poll(() => focusIn(page)).toBe('import-resume');
    await page.keyboard.press('Space');
    await part(page, 'import-pause').waitFor();
    await expect.poll(() => focusIn(page)).toBe('import-pause');
    expect(await leavesWidget(page)).toBe(true);
    await world.pass(60_000);
    expect(await importOf(world)).toMatchObject({ state: 'done' });
  });

  it('a person is invited', async () => {
    const page = await tabOf('people');
    const first = part(page, 'member').and(widgetOn(page).locator('[data-access="unknown"]')).first();
    await first.waitFor();
    const login = await first.getAttribute('data-login');
    await press(page, 'invite');
    await widgetOn(page).locator(`[data-login="${login}"][data-access="pending"]`).waitFor();
    await expect.poll(() => focusIn(page)).toBe('invite');
    expect(await leavesWidget(page)).toBe(true);
  });

  it('an issue that needs attention is sent again, and so are all', async () => {
    await refuseOddNames(world);
    await world.createIssue(ODD_NAME);
    await world.createIssue(`${ODD_NAME} as well`);
    await world.pass(10_000);
    const page = await tabOf('activity');
    await part(page, 'waiting').nth(1).waitFor();
    await press(page, 'retry-issue');
    await expect.poll(async () => (await activity(world)).needsAttention).toHaveLength(1);
    await part(page, 'waiting').nth(1).waitFor({ state: 'detached' });
    await expect.poll(() => focusIn(page)).toBe('issue-link');
    await press(page, 'retry-all', 'Space');
    await expect.poll(async () => (await activity(world)).needsAttention).toEqual([]);
    await part(page, 'attention').waitFor({ state: 'detached' });
    await expect.poll(() => focusIn(page)).toBe('reload-journal');
    expect(await leavesWidget(page)).toBe(true);
  });

  it('a project is taken off its board, or not after all', async () => {
    const page = await visit(browser, world, PAGE);
    const dialog = part(page, 'disconnect-project');
    await press(page, 'project-disconnect');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focusIn(page)).toBe('project-disconnect');

    await page.keyboard.press('Space');
    await dialog.waitFor();
    expect(await tabTo(page, part(page, 'disconnect-cancel'))).toEqual([]);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focusIn(page)).toBe('project-disconnect');

    await page.keyboard.press('Enter');
    await dialog.waitFor();
    expect(await tabTo(page, part(page, 'disconnect-confirm'))).toEqual([]);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await widgetOn(page)
      .locator(`[data-project="${PROJECT}"] ${named('project-choose')}`)
      .waitFor();
    await expect.poll(() => focusIn(page)).toBe('project-choose');
    expect(await leavesWidget(page)).toBe(true);
  });

  it('Ducalis is disconnected, or not after all', async () => {
    const page = await visit(browser, world, PAGE);
    const dialog = part(page, 'ring-confirm');
    await press(page, 'step-account-toggle');
    await press(page, 'disconnect-account');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focusIn(page)).toBe('disconnect-account');
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    expect(await tabTo(page, part(page, 'confirm-ok-button'))).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Allow', exact: true }).press('Enter');
    await widgetOn(page)
      .locator(`${named('step-account')}[data-state="open"]`)
      .waitFor();
    await expect.poll(() => focusIn(page)).toBe('step-reading-toggle');
    expect(await leavesWidget(page)).toBe(true);
  });
});
