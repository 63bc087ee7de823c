/** Opens a page of the emulator as a user, in one theme, and reaches into its widgets. */
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
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
