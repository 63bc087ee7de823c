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

/**
 * Opens a select. On a busy machine a click can miss what is moving to its place, or Ring UI closes at once what it has
 * opened: then it is clicked again, as a person would.
 */
export async function openSelect(select: Locator): Promise<void> {
  const popup = widgetOn(select.page()).locator(named('ring-popup')).filter({ visible: true });
  for (let clicks = 1; ; clicks += 1) {
    await select.locator('button').first().click();
    try {
      return await popup.waitFor({ timeout: 5_000 });
    } catch (error) {
      if (clicks === 3) throw error;
    }
  }
}
