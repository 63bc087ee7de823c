/** Someone with a browser in front of a running emulator; one browser for all tests of a file. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { RunningEmulator } from './emulator.ts';
import { startEmulator } from './emulator.ts';

export class Visitor {
  private opened: Page | undefined;

  private constructor(
    readonly emulator: RunningEmulator,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
  ) {}

  static async start(): Promise<Visitor> {
    const [emulator, browser] = await Promise.all([startEmulator(), launchBrowser()]);
    return new Visitor(emulator, browser, await browser.newContext({ baseURL: emulator.origin }));
  }

  /** The page that was opened last. */
  get page(): Page {
    if (!this.opened) throw new Error('No page is open');
    return this.opened;
  }

  /**
   * Opens a page in a new tab.
   * @param login the user's session; empty: none
   * @param prepare runs before anything is loaded
   */
  async open(
    path: string,
    login = 'ada',
    prepare = async (_page: Page): Promise<void> => undefined,
  ): Promise<void> {
    if (login !== '') {
      await this.context.addCookies([{ name: 'session', value: login, url: this.emulator.origin }]);
    }
    this.opened = await this.context.newPage();
    await prepare(this.opened);
    await this.opened.goto(`/youtrack${path}`);
  }

  /** Forgets who looked, what was stored and what was chosen. */
  async leave(): Promise<void> {
    await this.opened?.evaluate('localStorage.clear()');
    await this.opened?.close();
    await this.context.clearCookies();
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.emulator.close();
  }
}

/** The system's Chromium, without anything that would call out. */
function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
