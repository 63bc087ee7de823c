/**
 * A person with two tabs open, YouTrack and Ducalis, who does what Ducalis' article on YouTrack says. The tab in use is in
 * front: Chromium draws others once a second.
 */
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { named, openSelect, openTab, widgetOn } from './visit.ts';

export class Walker {
  private constructor(
    readonly youTrack: Page,
    readonly ducalis: Page,
    private readonly addresses: { readonly youTrack: string; readonly ducalis: string },
  ) {}

  /** @param login who works in YouTrack. */
  static async start(
    browser: Browser,
    addresses: { readonly youTrack: string; readonly ducalis: string },
    login: string,
  ): Promise<Walker> {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 } });
    await context.addCookies([{ name: 'session', value: login, url: addresses.youTrack }]);
    return new Walker(await context.newPage(), await context.newPage(), addresses);
  }

  /** @param path below `/youtrack`, with a leading slash. */
  async openYouTrack(path: string): Promise<void> {
    await this.youTrack.bringToFront();
    await this.youTrack.goto(`${this.addresses.youTrack}${path}`);
  }

  async openDucalis(path: string): Promise<void> {
    await this.ducalis.bringToFront();
    await this.ducalis.goto(`${this.addresses.ducalis}${path}`);
  }

  /** What both windows show, for whoever has to find out why a walk ended early. */
  async whatIsShown(): Promise<string> {
    const frames = [this.youTrack, this.ducalis].flatMap((page) => page.frames());
    const shown = await Promise.all(frames.map((frame) => frame.locator('body').ariaSnapshot()));
    return shown.join('\n———\n');
  }

  get widget(): FrameLocator {
    return widgetOn(this.youTrack);
  }

  /** What carries this name and can be seen: Ring UI measures tabs with hidden copies of them. */
  part(name: string) {
    return this.widget.locator(named(name)).filter({ visible: true });
  }

  /** YouTrack's own question whether the app may change something. */
  async allow(): Promise<void> {
    await this.youTrack.getByRole('button', { name: 'Allow', exact: true }).click();
  }

  /** @param key of a tab of the page in a project's settings. */
  openTab(key: string): Promise<void> {
    return openTab(this.youTrack, key);
  }

  /** @param row which of several of that name; -1: the last. */
  async choose(select: string, option: string, row = 0): Promise<void> {
    await openSelect(this.part(select).nth(row));
    await this.part('ring-popup').getByText(option).first().click();
  }

  /** The article's first step. @returns the token, as YouTrack shows it once. */
  async makeToken(): Promise<string> {
    await this.openYouTrack('/issues');
    const { youTrack: page } = this;
    await page.getByRole('link', { name: 'Profile' }).click();
    await page.getByRole('link', { name: 'Account Security' }).click();
    await page.getByRole('link', { name: 'New token…' }).click();
    await page.getByLabel('Name').fill('Ducalis.io');
    await page.getByRole('checkbox', { name: 'YouTrack', exact: true }).check();
    await page.getByRole('checkbox', { name: 'YouTrack Administration' }).check();
    await page.getByRole('button', { name: 'Create' }).click();
    return page.getByLabel('Permanent token').inputValue();
  }

  async acceptInvitation(email: string): Promise<void> {
    await this.openDucalis('/outbox');
    await this.ducalis.locator('article').filter({ hasText: email }).getByRole('link').click();
    await this.ducalis.getByRole('button', { name: 'Accept invitation' }).click();
    await this.ducalis.getByRole('heading', { name: 'Boards' }).waitFor();
  }
}
