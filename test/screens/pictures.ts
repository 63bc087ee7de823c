/** The pictures of all screens and the page to look at them. Git ignores the folder. */
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { THEMES, type Theme } from '../e2e/visit.ts';
import { SCENES } from './list.ts';
import { WIDTH, wear } from './stage.ts';

export const FOLDER = join(PROJECT_ROOT, 'build/screens');
export const INDEX = 'index.html';

const picture = (key: string, theme: Theme): string => `${key}-${theme}.png`;

/** Pictures the widget alone, as high as what is in it, in both themes. */
export async function takePictures(page: Page, frame: Frame, key: string): Promise<void> {
  await fitHeight(page, frame);
  for (const theme of THEMES) {
    await wear(page, frame, theme);
    const path = join(FOLDER, picture(key, theme));
    await page.locator('iframe').screenshot({ path, animations: 'disabled', scale: 'css' });
  }
}

/** The frame of a page is as high as the window leaves it; that of a panel follows its content by itself. */
async function fitHeight(page: Page, frame: Frame): Promise<void> {
  if ((await page.locator('.widget-page').count()) === 0) return;
  // A list would move to where it has more room, and is pictured as it was opened.
  if ((await frame.locator('[data-test~="ring-popup"]').count()) > 0) return;
  let fitted = 0;
  // A lower window can change what is in it, and what is measured by the widget itself comes late.
  for (let content = await contentHeight(frame); content !== fitted; content = await contentHeight(frame)) {
    const box = await page.locator('iframe').boundingBox();
    const size = page.viewportSize();
    if (box === null || size === null) throw new Error('The widget cannot be seen');
    await page.setViewportSize({ width: WIDTH, height: Math.ceil(size.height - box.height + content) });
    fitted = content;
  }
}

/** In px, once it has stayed the same for a while. */
function contentHeight(frame: Frame): Promise<number> {
  return frame.evaluate(async () => {
    let height = 0;
    for (let same = 0; same < 20; same += 1) {
      await new Promise(requestAnimationFrame);
      const parts = [...document.querySelectorAll('#root > *')];
      const now = Math.max(...parts.map((part) => part.getBoundingClientRect().bottom + window.scrollY));
      if (now !== height) same = 0;
      height = now;
    }
    return height;
  });
}

/** Every screen under the name of its scene, light beside dark. */
export function indexPage(): string {
  const scenes = SCENES.map(({ name, screens }) => {
    const figures = screens.map(({ key, says }) => {
      const images = THEMES.map(
        (theme) =>
          `<a href="${picture(key, theme)}"><img loading="lazy" src="${picture(key, theme)}" alt="${theme}"></a>`,
      );
      return `<figure id="${key}"><figcaption><code>${key}</code> ${escaped(says)}</figcaption>${images.join('')}</figure>`;
    });
    return `<h2>${escaped(name)}</h2>${figures.join('')}`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>${STYLE}</style>
<h1>Every state of every screen</h1>${scenes.join('')}</html>`;
}

const STYLE = `body { font: 14px/1.5 system-ui, sans-serif; margin: 24px; background: #f4f5f7; color: #1f2326 }
h2::first-letter { text-transform: uppercase } figure { margin: 0 0 32px } img { max-width: 48%; margin-right: 1%; vertical-align: top; border: 1px solid #ccd; background: #fff }`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
