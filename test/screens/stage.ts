/** Opens the screens of a scene one after the other, each in a fresh page, and dresses them in either theme. */
import { fileURLToPath } from 'node:url';
import type { Browser, Frame, Page } from 'playwright-core';
import { frameOf, named, type Theme, widgetOn } from '../e2e/visit.ts';
import { leavePage } from '../fixtures/pages.ts';
import { timeOf } from '../fixtures/results.ts';
import { startWorld, type World } from '../fixtures/world.ts';
import type { Scene, Screen, Stage } from './screen.ts';

/** A Monday morning. */
const START = '2026-03-02T09:30:00Z';
const SEED = fileURLToPath(new URL('../../tools/demo/seed.json', import.meta.url));

/** Wide enough for everything a page has; its height follows the content. */
export const WIDTH = 1_024;
const HEIGHT = 900;

/** @param app folder of another build of the app. */
export async function startScene(scene: Scene, app?: string): Promise<World> {
  const world = await startWorld({
    connect: false,
    seed: SEED,
    startAt: START,
    documentedOnly: scene.documentedOnly ?? false,
    harder: false,
    ...(app === undefined ? {} : { app }),
  });
  await scene.prepare(world);
  return world;
}

/**
 * Brings a screen about, shows it to `look`, and puts right what it has changed.
 *
 * @param browser of `openBrowser`.
 * @throws Error when the screen does not appear.
 */
export async function show(
  browser: Browser,
  world: World,
  scene: Scene,
  screen: Screen,
  look: (page: Page, frame: Frame) => Promise<unknown>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: HEIGHT },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  const url = world.standIns.youTrackUrl;
  await context.addCookies([{ name: 'session', value: screen.login ?? scene.login, url }]);
  const stage = stageOn(await context.newPage(), world);
  const { page } = stage;
  try {
    await scene.dress?.(stage);
    const path = await screen.open(stage);
    await stopClock(page, await timeOf(world));
    await page.goto(`${url}${path}`);
    await screen.act?.(stage);
    await appears(stage, screen);
    await page.mouse.move(0, 0);
    await look(page, frameOf(page));
  } finally {
    await leavePage(page);
    await screen.after?.(stage);
  }
}

/**
 * The widget's clock stands at a time in ms. By a script of its own page: what is put into a frame from outside may
 * come after the widget has looked at the clock.
 */
export async function stopClock(page: Page, now: number): Promise<void> {
  const stopped = `globalThis.Date = class extends Date {
    constructor(...given) { if (given.length === 0) super(${now}); else super(...given); }
    static now() { return ${now}; }
  };`;
  await page.route(
    (url) => url.pathname.endsWith('/index.html'),
    async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      await route.fulfill({ response, body: html.replace('<head>', `<head><script>${stopped}</script>`) });
    },
  );
}

export function stageOn(page: Page, world: World): Stage {
  const widget = widgetOn(page);
  return { world, page, widget, part: (name) => widget.locator(named(name)) };
}

async function appears({ widget }: Stage, { key, shows }: Screen): Promise<void> {
  try {
    await widget.locator(shows).filter({ visible: true }).first().waitFor({ timeout: 10_000 });
  } catch (error) {
    const instead = await widget.locator('#root').textContent();
    throw new Error(`${key} does not appear; instead: ${instead}`, { cause: error });
  }
}

/** Changes the theme as YouTrack does while a widget is open: by classes on the page and in the frame. */
export async function wear(page: Page, frame: Frame, theme: Theme): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.className = `theme-${name}`;
  }, theme);
  await frame.evaluate((name) => {
    document.documentElement.style.colorScheme = name;
    for (const dark of ['theme-dark', 'ring-variables_dark-dark'])
      document.body.classList.toggle(dark, name === 'dark');
  }, theme);
  await frame.locator('.ring-variables_dark-dark .widget').waitFor({
    state: theme === 'dark' ? 'visible' : 'detached',
  });
}
