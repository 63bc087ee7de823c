/** What people see while something fails for good: one issue, one board, or everything on the way to Ducalis. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { BULK, connect, createIn, fault, ON_OTHER_BOARD } from '../fixtures/life.ts';
import { leavePage, openBrowser } from '../fixtures/pages.ts';
import { MINUTE, timeOf } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { barriers } from '../screens/axe.ts';
import { stageOn, stopClock } from '../screens/stage.ts';
import { openTab, PROJECT_PAGE } from '../screens/steps.ts';
import { ADMIN, PAGE } from './settings-page.ts';
import { frameOf, named, visit, widgetOn } from './visit.ts';

const OTHER = 'OPS';
const OTHER_PAGE = PROJECT_PAGE.replace(PROJECT, OTHER);

/** A page that would like to be more than text. */
const BLOCKED =
  '<!doctype html><title>Blocked</title><script>top.name = "taken"</script>' +
  '<h1>By policy 17</h1><p>Ask the guard &lt;img src=x onerror="top.name = 1"&gt; \u202eyawyna</p>';
const GATEWAY = '<!doctype html><title>Bad gateway</title><h1>The proxy of the third floor is asleep</h1>';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), openBrowser()]);
  await world.as('admin').post(`${ADMIN}/integration`, { how: 'by-hand' });
  await connect(world, OTHER, ON_OTHER_BOARD);
  await createIn(world, OTHER, 'Order paper');
  await world.pass(6 * MINUTE);
});

/** Opens a page at the time of the emulator, and finds nothing on it that keeps anybody out. */
async function open(path: string, shows: string): Promise<Page> {
  const page = await visit(browser, world, '/admin');
  await stopClock(page, await timeOf(world));
  await page.goto(`${world.standIns.youTrackUrl}${path}`);
  await widgetOn(page).locator(shows).first().waitFor();
  expect(await barriers(frameOf(page), 'light')).toEqual([]);
  return page;
}
const health = () => open(PAGE, named('health-checked'));
const panelOn = (key: string, state: string) =>
  open(`/issue/${key}`, `${named('issue-widget')}[data-state="${state}"]`);
const textIn = async (page: Page, name: string) =>
  (await widgetOn(page).locator(named(name)).first().textContent()) ?? '';
const findingsOn = (page: Page) =>
  widgetOn(page)
    .locator(named('finding'))
    .evaluateAll((rows) =>
      rows.map((row) => [row.getAttribute('data-key'), row.getAttribute('data-project')]),
    );
const findingOn = async (page: Page, key: string) =>
  (await widgetOn(page)
    .locator(`${named('finding')}[data-key="${key}"]`)
    .textContent()) ?? '';
/** Nothing of the page of somebody in between has become a part of ours, or was run. */
async function expectTextOnly(page: Page): Promise<void> {
  expect(await widgetOn(page).locator('.widget [onerror], .widget script').count()).toBe(0);
  expect(await page.evaluate(() => window.name)).toBe('');
}

describe('while a firewall refuses one issue', () => {
  let key: string;
  let other: string;
  beforeAll(async () => {
    await fault(world, {
      match: { ...BULK, body: 'DROP TABLE' },
      fault: { kind: 'status', status: 403, html: BLOCKED },
    });
    key = await world.createIssue('Robert"); DROP TABLE students');
    other = await world.createIssue('Call the school');
    await world.pass(16 * MINUTE);
  });

  it('its panel says what happens to it and when it is tried again', async () => {
    const page = await panelOn(key, 'failed');
    expect(await textIn(page, 'issue-failed')).toContain('such as a firewall, blocks this issue');
    expect(await textIn(page, 'issue-failed')).toContain('HTTP 403: Blocked By policy 17 Ask the guard');
    expect(await textIn(page, 'issue-next-try')).toMatch(/^Next try at \d/);
    await expectTextOnly(page);
    expect(await textIn(page, 'issue-retry')).toBe('Send now');
  });

  it('the panel of another says nothing of it', async () => {
    const page = await panelOn(other, 'synced');
    expect(await widgetOn(page).locator(named('issue-failed')).count()).toBe(0);
  });

  it('the activity of the project lists it, why, since when, and when it is tried again', async () => {
    const page = await open(PROJECT_PAGE, named('content-board'));
    await openTab(stageOn(page, world), 'activity');
    const row = widgetOn(page).locator(`${named('waiting')}[data-issue="${key}"]`);
    await row.waitFor();
    expect(await row.textContent()).toContain('blocks this issue');
    expect(await row.locator(named('waiting-detail')).textContent()).toContain('By policy 17');
    expect(await row.locator('time').textContent()).toMatch(/minutes ago$/);
    expect(await row.locator(named('waiting-next')).textContent()).toMatch(/^Tried again at \d/);
    await expectTextOnly(page);
    expect(await barriers(frameOf(page), 'light')).toEqual([]);
  });

  it('Health counts it, and finds nothing else wrong', async () => {
    const page = await health();
    expect(await findingsOn(page)).toEqual([['needs-attention', PROJECT]]);
    expect(await findingOn(page, 'needs-attention')).toContain('1 issue needs attention');
  });

  it('it arrives with Send now once the firewall lets it through', async () => {
    await fault(world);
    const page = await panelOn(key, 'failed');
    await widgetOn(page).locator(named('issue-retry')).click();
    await widgetOn(page)
      .locator(`${named('issue-widget')}[data-state="sending"]`)
      .waitFor();
    await world.pass(5_000);
    await leavePage(page);
    await panelOn(key, 'synced');
    expect(await findingsOn(await health())).toEqual([]);
  });
});

describe('while one board is closed to the token', () => {
  let closed: string;
  let sent: string;
  beforeAll(async () => {
    await fault(world, { match: { path: '/boards/2/' }, fault: { kind: 'status', status: 403 } });
    closed = await createIn(world, OTHER, 'Order ink');
    sent = await world.createIssue('Sent all the same');
    await world.pass(6 * MINUTE);
  });

  it('Health says which project is paused and what opens the board', async () => {
    const page = await health();
    expect(await findingsOn(page)).toEqual([['project-suspended', OTHER]]);
    const words = await findingOn(page, 'project-suspended');
    expect(words).toContain('does not let the API token of this YouTrack use the board');
    expect(words).toContain('let the owner of the token use the board');
    const project = (key: string) =>
      widgetOn(page)
        .locator(`${named('health-project')}[data-project="${key}"]`)
        .locator(named('health-project-state'));
    expect(await project(OTHER).textContent()).toContain('Paused');
    expect(await project(PROJECT).textContent()).toContain('Up to date');
    expect(
      await widgetOn(page)
        .locator(`${named('project')}[data-project="${OTHER}"]`)
        .getAttribute('data-state'),
    ).toBe('paused');
  });

  it('an issue of that project says that it is paused, one of another board arrives', async () => {
    const page = await panelOn(closed, 'suspended');
    expect(await textIn(page, 'issue-suspended')).toContain('use the board. Changes are kept');
    await leavePage(page);
    await panelOn(sent, 'synced');
  });

  it('the settings of that project say how it resumes', async () => {
    const page = await open(OTHER_PAGE, named('connection-state'));
    expect(await textIn(page, 'connection-state')).toMatch(
      /^Paused for this project.*sending then resumes by itself/,
    );
  });

  it('sending resumes by itself once the board is open', async () => {
    await fault(world);
    await world.pass(11 * MINUTE);
    await panelOn(closed, 'synced');
    expect(await findingsOn(await health())).toEqual([]);
  });
});

describe('while a proxy answers everything with pages', () => {
  const issues: string[] = [];
  beforeAll(async () => {
    await fault(world, { fault: { kind: 'status', status: 502, html: GATEWAY } });
    issues.push(await world.createIssue('Kept for later'), await createIn(world, OTHER, 'Kept as well'));
    await world.pass(40 * MINUTE);
  });

  it('Health says so once, with the words of the page, since when, and when it is tried again', async () => {
    const page = await health();
    expect(await findingsOn(page)).toEqual([['lane-connection', null]]);
    const words = await findingOn(page, 'lane-connection');
    expect(words).toMatch(/Nothing has been sent to Ducalis or fetched from it since \d/);
    expect(words).toContain('not from Ducalis but from something in between');
    expect(words).toContain('status 502, “\u2068Bad gateway The proxy of the third floor is asleep\u2069”');
    expect(words).toMatch(/Next try at \d|tried again with the next call/);
    await expectTextOnly(page);
  });

  it('no issue needs attention: each says that it waits', async () => {
    for (const key of issues) {
      const page = await panelOn(key, 'sending');
      await widgetOn(page).locator(named('issue-waiting')).waitFor();
      await leavePage(page);
    }
  });

  it('a proxy that asks to sign in to it is for the people who run it', async () => {
    await fault(world, { fault: { kind: 'status', status: 407, html: '<h1>Proxy authentication</h1>' } });
    await world.pass(61 * MINUTE);
    const words = await findingOn(await health(), 'lane-connection');
    expect(words).toContain('A proxy in between wants YouTrack to sign in to it: status 407');
    expect(words).toContain('Ask the people who run the proxy');
  });

  it('a server that cannot be reached is a matter of the network', async () => {
    await fault(world, { fault: { kind: 'drop', when: 'before' } });
    await world.pass(61 * MINUTE);
    expect(await findingOn(await health(), 'lane-connection')).toMatch(/There is no answer.*network, DNS/);
  });

  it('after a test of the connection that works it is tried again, and all arrives', async () => {
    await fault(world);
    const page = await health();
    await widgetOn(page).locator(named('finding-test')).first().click();
    // What else had failed by then goes by chance; the connection always had.
    const stopped = widgetOn(page).locator(`${named('finding')}[data-key="lane-connection"]`);
    await stopped.waitFor({ state: 'detached' });
    expect(await widgetOn(page).locator(named('finding')).allTextContents()).not.toContainEqual(
      expect.stringContaining('Next try'),
    );
    await world.pass(6 * MINUTE);
    await widgetOn(page).locator(named('health-refresh')).click();
    await widgetOn(page).locator(named('health-headline')).getByText('Everything works').waitFor();
    await leavePage(page);
    for (const key of issues) await leavePage(await panelOn(key, 'synced'));
  });
});
