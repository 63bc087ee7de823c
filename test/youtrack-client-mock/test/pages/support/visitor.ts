/** Someone with a browser in front of a running emulator; one browser for all tests of a file. */
import { execFileSync } from 'node:child_process';
import type { Browser, Frame, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { RunningEmulator } from './emulator.ts';
import { startEmulator } from './emulator.ts';

export class Visitor {
  private opened: Page | undefined;

  private constructor(
    readonly emulator: RunningEmulator,
    private readonly browser: Browser,
  ) {}

  static async start(options: Parameters<typeof startEmulator>[0] = {}): Promise<Visitor> {
    const [emulator, browser] = await Promise.all([startEmulator(options), launchBrowser()]);
    return new Visitor(emulator, browser);
  }

  /** The page that was opened last. */
  get page(): Page {
    if (!this.opened) throw new Error('No page is open');
    return this.opened;
  }

  /**
   * Opens a page in a browser profile of its own, in which nothing is known.
   * @param login the user's session; empty: none
   * @param prepare runs before anything is loaded
   */
  async open(
    path: string,
    login = 'ada',
    prepare = async (_page: Page): Promise<void> => undefined,
  ): Promise<void> {
    const { origin } = this.emulator;
    const context = await this.browser.newContext({ baseURL: origin });
    if (login !== '') await context.addCookies([{ name: 'session', value: login, url: origin }]);
    this.opened = await context.newPage();
    await prepare(this.opened);
    await this.opened.goto(`/youtrack${path}`);
  }

  /** The frame of a widget that has registered. */
  async frameOf(key: string): Promise<Frame> {
    const iframe = await this.page.waitForSelector(`[data-widget][data-key=${key}][data-registered] iframe`);
    const frame = await iframe.contentFrame();
    if (!frame) throw new Error(`The widget ${key} has no frame`);
    await frame.waitForFunction('typeof window.host === "object"');
    return frame;
  }

  /** Opens a page and waits for a widget on it. */
  async openWidget(path: string, key: string): Promise<Frame> {
    await this.open(path);
    return this.frameOf(key);
  }

  /** Forgets who looked, what was stored and what was chosen. */
  async leave(): Promise<void> {
    await this.opened?.context().close();
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.emulator.close();
  }
}

/** What a call inside a widget came to. */
export function outcome(frame: Frame, call: string): Promise<unknown> {
  return frame.evaluate(`(async () => ${call})().then((value) => ({ value }), (reason) => ({ reason }))`);
}

const FIND =
  'command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome';

/** The system's Chromium, without anything that would call out. */
function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: execFileSync('sh', ['-c', FIND], { encoding: 'utf8' }).trim(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
