/** Opens a page of the emulator as a user, in one theme, and reaches into its widgets. */
import type { Browser, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import type { World } from '../fixtures/world.ts';

export type Theme = 'light' | 'dark';
export const THEMES: readonly Theme[] = ['light', 'dark'];

/** @param path below `/youtrack`, with a leading slash. */
export async function visit(
  browser: Browser,
  world: World,
  path: string,
  options: { readonly login?: string; readonly theme?: Theme } = {},
): Promise<Page> {
  const { login = 'admin', theme = 'light' } = options;
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 } });
  const url = world.standIns.youTrackUrl;
  await context.addCookies([
    { name: 'session', value: login, url },
    { name: 'theme', value: theme, url },
  ]);
  const page = await context.newPage();
  await page.goto(`${url}${path}`);
  return page;
}

export function widgetOn(page: Page): FrameLocator {
  return page.frameLocator('iframe');
}

/** @throws Error when no widget is on the page yet. */
export function frameOf(page: Page): Frame {
  const frame = page.frames().find((candidate) => candidate.parentFrame() !== null);
  if (frame === undefined) throw new Error('There is no widget on the page');
  return frame;
}

/** Ring UI adds words of its own to `data-test`. */
export function named(name: string): string {
  return `[data-test~="${name}"]`;
}

/** Opens a select, whose choices are then to be seen. */
export function openSelect(select: Locator): Promise<void> {
  const choices = widgetOn(select.page()).locator(named('ring-popup')).filter({ visible: true });
  return clickUntil(select.locator('button').first(), choices);
}

/** Ticks a box, or chooses one of several, with the mouse: on its label, because Ring UI hides the box itself. */
export function tick(box: Locator): Promise<void> {
  return box.locator('xpath=ancestor::label').click();
}

/** Opens a tab of the page in a project's settings. Ring UI measures tabs with hidden copies of them. */
export function openTab(page: Page, key: string): Promise<void> {
  const widget = widgetOn(page);
  return clickUntil(
    widget.locator(named(`tab-${key}`)).filter({ visible: true }),
    widget.locator(named(`content-${key}`)),
  );
}

/**
 * On a busy machine a click can miss what is moving to its place, or Ring UI closes at once what it has opened: then it
 * is clicked again, as a person would.
 */
async function clickUntil(target: Locator, shown: Locator): Promise<void> {
  for (let clicks = 1; ; clicks += 1) {
    await target.click();
    try {
      return await shown.waitFor({ timeout: 5_000 });
    } catch (error) {
      if (clicks === 3) throw error;
    }
  }
}
