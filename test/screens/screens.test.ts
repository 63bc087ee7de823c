import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { THEMES } from '../e2e/visit.ts';
import { openBrowser } from '../fixtures/pages.ts';
import type { World } from '../fixtures/world.ts';
import { barriers } from './axe.ts';
import { SCENES } from './list.ts';
import { FOLDER, INDEX, indexPage, takePictures } from './pictures.ts';
import { show, startScene, WIDTH, wear } from './stage.ts';

const WIDTHS = [320, 480, 768, 1_280, 1_600];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, INDEX), indexPage());
});

describe.each(SCENES)('$name', (scene) => {
  let world: World;
  beforeAll(async () => {
    world = await startScene(scene);
  });
  afterAll(() => world.stop());

  it.each(scene.screens)('$key appears, keeps nobody out, and fits every width', async (screen) => {
    await show(browser, world, scene, screen, async (page, frame) => {
      expect(await barriersIn(page, frame)).toEqual([]);
      expect(await overflowsIn(page, frame)).toEqual([]);
      expect(await fadingIn(frame)).toEqual([]);
      expect(await withoutFontIn(frame)).toEqual([]);
      await takePictures(page, frame, screen.key);
    });
  });
});

async function barriersIn(page: Page, frame: Frame): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of THEMES) {
    await wear(page, frame, theme);
    found.push(...(await barriers(frame, theme)).map((barrier) => `${theme}: ${barrier}`));
  }
  return found;
}

/** What still fades from one colour to the next, though less motion was asked for. */
function fadingIn(frame: Frame): Promise<readonly string[]> {
  return frame.locator('body *').evaluateAll((elements) =>
    elements
      // What Ring UI has taken away meanwhile has no style at all.
      .filter((element) => element.isConnected && getComputedStyle(element).transitionDuration !== '0s')
      .map((element) => element.outerHTML.slice(0, 200)),
  );
}

/** Texts for which nobody has chosen a font, so that each browser takes its own: dialogs stand outside the widget. */
function withoutFontIn(frame: Frame): Promise<readonly string[]> {
  return frame.locator('body *').evaluateAll((elements) => {
    const plain = document.createElement('span');
    plain.style.all = 'initial';
    document.body.append(plain);
    const nobodys = getComputedStyle(plain).fontFamily;
    plain.remove();
    return elements
      .filter((element) => element.checkVisibility() && getComputedStyle(element).fontFamily === nobodys)
      .flatMap((element) => [...element.childNodes])
      .flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.textContent?.trim() ?? ''] : []))
      .filter((text) => text !== '');
  });
}

/** Widths at which the widget would have to be scrolled sideways. */
async function overflowsIn(page: Page, frame: Frame): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const frameWidth = await page.locator('iframe').evaluate((iframe) => iframe.clientWidth);
    await expect.poll(() => frame.evaluate(() => window.innerWidth), { interval: 10 }).toBe(frameWidth);
    const { scrollWidth, clientWidth } = await frame.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    if (scrollWidth > clientWidth) found.push(`${width}: ${scrollWidth} in ${clientWidth}`);
  }
  await page.setViewportSize({ width: WIDTH, height: 900 });
  return found;
}

it('names every screen once', () => {
  const keys = SCENES.flatMap(({ screens }) => screens).map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)]);
});
