/** The pictures of the screens in `docs/screens`, and the index beside them. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import sharp from 'sharp';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { THEMES, type Theme } from '../e2e/visit.ts';
import { SCENES } from './list.ts';
import { WIDTH, wear } from './stage.ts';

export const FOLDER = join(PROJECT_ROOT, 'docs/screens');
export const INDEX = 'README.md';

const picture = (key: string, theme: Theme): string => `${key}-${theme}.png`;

/** All files that belong into the folder, in order. */
export function pictureNames(): readonly string[] {
  return SCENES.flatMap(({ screens }) => screens)
    .flatMap(({ key }) => THEMES.map((theme) => picture(key, theme)))
    .sort();
}

/** Pictures the widget alone, as high as what is in it. A picture that shows nothing new is left as it is. */
export async function takePictures(page: Page, frame: Frame, key: string): Promise<void> {
  await fitHeight(page, frame);
  for (const theme of THEMES) {
    await wear(page, frame, theme);
    const taken = await small(
      await page.locator('iframe').screenshot({ animations: 'disabled', scale: 'css' }),
    );
    const path = join(FOLDER, picture(key, theme));
    if (!existsSync(path) || !(await looksLike(page, await readFile(path), taken)))
      await writeFile(path, taken);
  }
}

/** A palette is enough for a page, and makes a quarter of it. */
function small(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, dither: 0, effort: 10 }).toBuffer();
}

/** Round corners come out a shade or two different from time to time. */
const SHADES = 3;

/** Compared in the page, which can read pictures. */
function looksLike(page: Page, before: Buffer, after: Buffer): Promise<boolean> {
  return page.evaluate(
    async ({ pictures, shades }) => {
      const [old, now] = await Promise.all(
        pictures.map(async (base64) => {
          const image = new Image();
          image.src = `data:image/png;base64,${base64}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d');
          context?.drawImage(image, 0, 0);
          return context?.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (old === undefined || now === undefined) return false;
      if (old.width !== now.width || old.height !== now.height) return false;
      return old.data.every((shade, index) => Math.abs(shade - (now.data[index] ?? 0)) <= shades);
    },
    { pictures: [before.toString('base64'), after.toString('base64')], shades: SHADES },
  );
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

/** The index: one table a scene, one line a screen. */
export function indexPage(): string {
  const tables = SCENES.map(({ name, screens }) => {
    const rows = screens.map(
      ({ key, says }) =>
        `| \`${key}\` | ${says} | ${THEMES.map((theme) => `[${theme}](${picture(key, theme)})`).join(' · ')} |`,
    );
    return `## ${name[0]?.toUpperCase()}${name.slice(1)}\n\n| Screen | State | Pictures |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Screens\n\nEvery state of every screen. Listed in \`test/screens\`, checked by \`test/e2e/screens.test.ts\`, pictured and indexed\nby \`npm run screens\`.\n\n${tables.join('\n')}`;
}
