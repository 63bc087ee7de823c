/** What an administrator reads when something seems wrong, and what leads from there to the remedy. */
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODD_NAME, refuseOddNames } from '../fixtures/life.ts';
import { leavePage, openBrowser } from '../fixtures/pages.ts';
import { MINUTE } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { named, type Theme, visit, widgetOn } from './visit.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin';
const PAGE = '/admin/app/ducalis/settings';
const ProjectFieldsSchema = v.array(v.object({ id: v.string(), field: v.object({ name: v.string() }) }));

let browser: Browser;
let world: World;
let page: Page;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), openBrowser()]);
  await world.as('admin').post(`${ADMIN}/integration`, { how: 'by-hand' });
  await world.pass(6 * MINUTE);
});

async function open(theme: Theme = 'light'): Promise<void> {
  page = await visit(browser, world, PAGE, { theme });
  await part('health-checked').waitFor();
}

const part = (name: string) => widgetOn(page).locator(named(name));
const finding = (key: string) => widgetOn(page).locator(`${named('finding')}[data-key="${key}"]`);
const headline = async () => (await part('health-headline').textContent())?.trim();
const fact = (name: string) => part('health-project').locator(named(name)).textContent();
const refresh = () => part('health-refresh').click();

async function removeField(name: string): Promise<void> {
  const path = `admin/projects/${PROJECT}/customFields`;
  const fields = v.parse(
    ProjectFieldsSchema,
    await world.as('admin').get(`${path}?fields=id,field(name)&$top=-1`),
  );
  for (const { id, field } of fields) {
    if (field.name === name) await world.as('admin').delete(`${path}/${id}`);
  }
}

describe('while all is well', () => {
  beforeAll(() => open());
  afterAll(() => leavePage(page));

  it('says so, with the figures behind it', async () => {
    expect(await headline()).toBe('Everything works');
    expect(await part('finding').count()).toBe(0);
    // Of a single project there is nothing to be searched.
    expect(await part('health-project-search').count()).toBe(0);
    expect(await part('health-connection').textContent()).toBe('Connected');
    expect(await part('health-waiting').textContent()).toBe('None');
    expect(await part('health-version').textContent()).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await part('health-contract').textContent()).toContain('understood by this Ducalis');
    expect(await fact('queued')).toBe('0');
    expect(await fact('import')).toBe('Done');
    expect(await fact('sync-back')).toContain('Priority 🚀 Ducalis');
  });

  it('copies diagnostics, or leaves them selected, and nothing that is private is in them', async () => {
    await part('copy-diagnostics').click();
    const field = part('diagnostics');
    await expect.poll(() => part('diagnostics-copied').textContent()).toMatch(/Copied|Press Ctrl\+C/);
    const text = await field.inputValue();
    expect(JSON.parse(text)).toMatchObject({
      connection: { state: 'connected' },
      projects: [{ key: PROJECT, queued: 0, importState: 'done' }],
    });
    expect(await field.evaluate((element) => element.ownerDocument.getSelection()?.toString())).toBe(text);
    const { ducalisToken, youTrackUrl, tokens } = world.standIns;
    const hidden = [
      ducalisToken,
      youTrackUrl,
      ...tokens.values(),
      '@example.com',
      'Cart forgets',
      'Nordlicht',
    ];
    for (const secret of hidden) expect(text).not.toContain(secret);
    await part('hide-diagnostics').click();
    await field.waitFor({ state: 'detached' });
  });

  it('shows what is known when the projects cannot be looked at, and tries again', async () => {
    await page.route('**/admin/health?*', (route) => route.fulfill({ status: 500, body: '' }));
    await refresh();
    const panel = part('health').locator(named('error-panel'));
    await panel.waitFor();
    expect(await headline()).toBe('Not everything is known');
    expect(await part('health-connection').textContent()).toBe('Connected');
    await page.unroute('**/admin/health?*');
    await panel.locator(named('error-retry')).click();
    await panel.waitFor({ state: 'detached' });
    expect(await headline()).toBe('Everything works');
  });
});

describe('what YouTrack and Ducalis have outgrown', () => {
  beforeAll(() => open());
  afterAll(() => leavePage(page));

  it('is a matched field that is gone, with the way to the project', async () => {
    await removeField('Customer');
    await refresh();
    await finding('missing-fields').getByText('Customer').waitFor();
    expect(await headline()).toBe('1 thing needs you');
    const { youTrackUrl } = world.standIns;
    expect(await finding('missing-fields').locator(named('finding-open-tab')).getAttribute('href')).toBe(
      `${youTrackUrl}/projects/${PROJECT}/settings?tab=ducalis%2Fproject`,
    );
  });

  it('is a Sync Back field of a board whose emoji has changed', async () => {
    await world.sandbox.post('sandbox/boards', { id: 2, name: 'Platform', emoji: '🧰' });
    await world.as('admin').post(`${ADMIN}/test-connection`, {});
    await refresh();
    await finding('stale-sync-back').getByText('Priority 🛠️ Ducalis').waitFor();
    expect(await finding('stale-sync-back').textContent()).not.toContain('🚀');
    expect(await fact('sync-back')).toContain('Priority 🛠️ Ducalis (old)');
  });

  it('is an issue that Ducalis refuses', async () => {
    await refuseOddNames(world);
    await world.createIssue(ODD_NAME);
    await world.pass(5_000);
    await refresh();
    await finding('needs-attention').getByText('1 issue needs attention').waitFor();
    expect(await fact('needs-attention')).toBe('1');
    expect(await headline()).toBe('3 things need you');
  });

  it('leads to the part of the project where it is put right, once', async () => {
    const opened = page.context().waitForEvent('page');
    await finding('needs-attention').locator(named('finding-open-tab')).press('Enter');
    const project = await opened;
    await widgetOn(project).locator(named('content-activity')).waitFor();
    await project.reload();
    await widgetOn(project).locator(named('content-board')).waitFor();
    await project.close();
  });

  it('fits a narrow window, in the dark theme too', async () => {
    const light = page;
    await open('dark');
    await page.setViewportSize({ width: 320, height: 900 });
    await finding('stale-sync-back').waitFor();
    const overflow = await widgetOn(page)
      .locator('html')
      .evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow).toBe(0);
    await leavePage(page);
    page = light;
  });
});

describe('a token that Ducalis rejects', () => {
  beforeAll(async () => {
    await world.sandbox.post('sandbox/tokens', { revoke: world.standIns.ducalisToken });
    await world.createIssue('Sent with a token that is no longer valid');
    await world.pass(5_000);
    await open();
  });
  afterAll(() => leavePage(page));

  it('is the first thing to do, and leads to the token', async () => {
    expect(await part('finding').first().getAttribute('data-key')).toBe('token-rejected');
    expect(await part('health-project-state').textContent()).toContain('Paused');
    await part('step-account-toggle').click();
    await part('ducalisToken-input').waitFor({ state: 'detached' });
    await finding('token-rejected').locator(named('finding-account')).press('Enter');
    await part('ducalisToken-input').waitFor();
    expect(await part('step-account-toggle').evaluate((toggle) => toggle.matches(':focus'))).toBe(true);
  });

  it('is no longer there once a valid one is saved', async () => {
    await world.sandbox.post('sandbox/tokens', { add: 'the-next-token' });
    await part('ducalisToken-input').fill('the-next-token');
    await part('ducalisToken-save').click();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await finding('token-rejected').waitFor({ state: 'detached' });
    await expect.poll(() => part('health-connection').textContent()).toBe('Connected');
  });
});

describe('a YouTrack at another address', () => {
  beforeAll(async () => {
    await moveTo('https://moved.example/youtrack');
    await open();
  });
  afterAll(() => leavePage(page));

  async function moveTo(url: string): Promise<void> {
    await world.mock.post('base-url', { url });
    await world.createIssue('Written at another address');
    await world.pass(6 * MINUTE);
  }
  const confirm = (answer: string) =>
    widgetOn(page).getByRole('button', { name: answer, exact: true }).click();

  it('is asked about above everything else', async () => {
    await part('instance-question').waitFor();
    expect(await part('instance-address').textContent()).toContain('https://moved.example/youtrack');
    expect(await part('finding').first().getAttribute('data-key')).toBe('instance-changed');
    await part('finding-answer').click();
    await part('instance-moved').click();
    await confirm('Not now');
    expect(await world.as('admin').get(`${ADMIN}/overview`)).toMatchObject({
      connection: { state: 'suspended', reason: 'instance-changed' },
    });
  });

  it('goes on when it was moved', async () => {
    await part('instance-moved').click();
    await confirm('It was moved');
    await part('instance-question').waitFor({ state: 'detached' });
    await finding('instance-changed').waitFor({ state: 'detached' });
    expect(await world.as('admin').get(`${ADMIN}/overview`)).toMatchObject({
      connection: { state: 'connected' },
      projects: [{ key: PROJECT }],
    });
  });

  it('gives up its boards as a copy, after which there is nothing to watch', async () => {
    await world.pass(6 * MINUTE);
    await moveTo('https://copy.example/youtrack');
    await refresh();
    await part('instance-address').getByText('https://copy.example/youtrack').waitFor();
    await part('instance-copy').click();
    await confirm('It is a copy');
    await part('health-no-projects').waitFor();
    expect(await part('instance-question').count()).toBe(0);
    expect(await part('health-projects').count()).toBe(0);
  });
});
