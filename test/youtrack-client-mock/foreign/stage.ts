/** Somebody else's built app, installed and attached, before the administrator in Chromium. */
import { execFileSync } from 'node:child_process';
import { chromium, type Frame, type Page } from 'playwright-core';
import type { AppSource } from '../src/index.ts';
import { createYouTrack, type RunningServer, type SeedInput } from '../src/index.ts';
import { builtPackage } from './checkout.ts';
import type { Check } from './checks.ts';

export interface Setting {
  readonly checkout: string;
  /** Name of the app in its manifest. */
  readonly app: string;
  readonly seed: SeedInput;
  /** Apps of the seed's project besides. */
  readonly besides?: readonly AppSource[];
}

export interface Stage {
  readonly server: RunningServer;
  readonly page: Page;
  /** Opens a page below the base URL and waits for a widget. @throws Error for what the widget throws. */
  open(path: string, widget: string): Promise<Frame>;
  /** Waits for a widget that something has opened. @throws Error for what the widget throws. */
  widget(key: string): Promise<Frame>;
}

const PROJECT = 'DEMO';
/** How long a page is given for anything at all, so that it is only reached when nothing comes: a machine may be busy. */
const PATIENCE_MS = 120_000;

/** @throws Error when the app is not built. */
export async function onStage(
  { checkout, app, seed, besides = [] }: Setting,
  work: (stage: Stage) => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  const built = await builtPackage(checkout);
  if (!built) throw new Error(`Build the app first: npm install && npx vite build in ${checkout}`);
  const server = await createYouTrack({ seed, apps: [built, ...besides] });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    const { youTrack, url } = server;
    const [project = ''] = youTrack.read((tx) => [...tx.find('Project', 'shortName', PROJECT)]);
    for (const { name } of youTrack.apps.list()) youTrack.apps.attach(name, project);
    const context = await browser.newContext();
    await context.addCookies([{ name: 'session', value: 'admin', url: new URL(url).origin }]);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('pageerror', ({ message }) => failures.push(message));
    const widget = async (key: string): Promise<Frame> => {
      const place = `[data-app=${app}][data-key=${key}][data-registered] iframe`;
      const frame = failures.length > 0 ? null : await Promise.race([shown(page, place), thrown(page)]);
      if (frame === null || failures.length > 0) throw new Error(failures.join('; ') || 'it left the page');
      return frame;
    };
    const open = async (path: string, key: string): Promise<Frame> => {
      failures.length = 0;
      await page.goto(`${url}${path}`);
      return widget(key);
    };
    return await work({ server, page, open, widget });
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Null when it left the page again. */
async function shown(page: Page, place: string): Promise<Frame | null> {
  const frame = await (await page.waitForSelector(place)).contentFrame();
  const content = frame?.locator('body', { hasText: /\S/ }).or(frame.locator('img')).first();
  await content?.waitFor({ state: 'attached' });
  return frame;
}

async function thrown(page: Page): Promise<null> {
  await page.waitForEvent('pageerror');
  return null;
}

function chromiumPath(): string {
  const find =
    'command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome';
  return execFileSync('sh', ['-c', find], { encoding: 'utf8' }).trim();
}
