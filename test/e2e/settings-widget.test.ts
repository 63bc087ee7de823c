import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProjectViewSchema } from '../../src/shared/api.ts';
import { startBrowser } from '../../tools/stand-ins/browser.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { named, THEMES, visit, widgetOn } from './visit.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin';
const PAGE = '/admin/app/ducalis/settings';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** Answers YouTrack's own question whether the app may change something. */
const confirm = (page: Page, answer: 'Allow' | 'Deny') =>
  page.getByRole('button', { name: answer, exact: true }).click();

/** @param row which of several selects of that name. */
async function choose(page: Page, select: string, option: string, row = 0): Promise<void> {
  const widget = widgetOn(page);
  await widget.locator(named(select)).nth(row).locator('button').first().click();
  await widget.locator(named('ring-popup')).getByText(option).first().click();
}

describe.each(THEMES)('the settings page (%s)', (theme) => {
  let world: World;
  let page: Page;
  beforeAll(async () => {
    world = await startWorld({ connect: false });
    page = await visit(browser, world, PAGE, { theme });
  });
  afterAll(async () => {
    await page.context().close();
    await world.stop();
  });

  it('leaves everything as it was when the confirmation is denied', async () => {
    const widget = widgetOn(page);
    await widget.locator(named('ducalisToken-input')).fill(world.standIns.ducalisToken);
    await widget.locator(named('ducalisToken-save')).click();
    await confirm(page, 'Deny');
    await widget.getByText('did not let the request through').waitFor();
    expect(await world.as('admin').get(`${ADMIN}/overview`)).toMatchObject({
      connection: { state: 'no-token' },
    });
  });

  it('says that a wrong token is wrong', async () => {
    const widget = widgetOn(page);
    await widget.locator(named('ducalisToken-input')).fill('not-the-token');
    await widget.locator(named('ducalisToken-save')).click();
    await confirm(page, 'Allow');
    await widget.getByText('Ducalis did not accept the API token').first().waitFor();
  });

  it('connects with the right token, and forgets it at once', async () => {
    const widget = widgetOn(page);
    await widget.locator(named('ducalisToken-input')).fill(world.standIns.ducalisToken);
    await widget.locator(named('ducalisToken-save')).click();
    await confirm(page, 'Allow');
    await widget.locator(named('push-supported')).waitFor();
    await widget.getByText('Product backlog').first().waitFor();
    const frame = page.frames().find((candidate) => candidate.parentFrame() !== null);
    expect(await frame?.content()).not.toContain(world.standIns.ducalisToken);
    expect(await widget.locator(named('ducalisToken-input')).inputValue()).toBe('');
  });

  it('says at once that a token is in the wrong box, and sends nothing', async () => {
    const widget = widgetOn(page);
    await widget.locator(named('step-account-toggle')).click();
    await widget.locator(named('ducalisToken-input')).fill('perm:YWRtaW4=.RHVjYWxpcw==.c2lnbmF0dXJl');
    await widget.locator(named('ducalisToken-save')).click();
    await widget.getByText('This is a YouTrack token').waitFor();
    await widget.locator(named('ducalisToken-input')).fill('');
    await widget.locator(named('youtrackToken-input')).fill('a-token-of-ducalis');
    await widget.locator(named('youtrackToken-save')).click();
    await widget.getByText('This is not a YouTrack token').waitFor();
    expect(await world.as('admin').get(`${ADMIN}/overview`)).toMatchObject({ hasYouTrackToken: false });
  });

  it('finds no address before there is an issue, and the right one after', async () => {
    const widget = widgetOn(page);
    await widget.locator(named('no-address')).waitFor();
    await world.createIssue('The first one');
    await widget.locator(named('address-retry')).click();
    await expect
      .poll(() => widget.locator(named('base-url')).inputValue({ timeout: 5_000 }))
      .toBe(world.standIns.youTrackUrl);
  });

  it('lets Ducalis read YouTrack, and says as whom', async () => {
    const widget = widgetOn(page);
    await widget
      .locator(named('youtrackToken-input'))
      .fill(world.standIns.tokens.get('admin') ?? 'the seed has no admin');
    await widget.locator(named('youtrackToken-save')).click();
    await confirm(page, 'Allow');
    await widget.locator(named('send-token')).click();
    await widget.getByText('Ducalis reads this YouTrack as').waitFor();
  });

  it('connects a project: board, a match, save', async () => {
    const widget = widgetOn(page);
    await choose(page, 'project-select', 'Demo');
    await widget.locator(named('project-editor')).waitFor();
    await choose(page, 'board-select', 'Product backlog');
    await widget.locator(named('add-match')).click();
    await choose(page, 'match-field', 'Story points');
    await choose(page, 'match-key', 'Story points');
    await widget.locator(named('save-project')).click();
    await confirm(page, 'Allow');
    await widget.locator(`${named('connected-project')}[data-project="${PROJECT}"]`).waitFor();
    expect(await world.as('admin').get(`${ADMIN}/project?project=${PROJECT}`)).toMatchObject({
      revision: 1,
      configuration: {
        board: { id: BOARD, name: 'Product backlog' },
        builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
        matches: [{ field: 'Story points', key: 'story_points' }],
      },
    });
  });

  it('keeps what was entered when somebody else has saved meanwhile', async () => {
    const widget = widgetOn(page);
    const other = v.parse(
      ProjectViewSchema,
      await world.as('admin').get(`${ADMIN}/project?project=${PROJECT}`),
    );
    await widget.locator(named('add-match')).click();
    await choose(page, 'match-field', 'Customer', 1);
    await choose(page, 'match-key', 'Customer', 1);
    await world.as('admin').post(`${ADMIN}/project`, {
      project: PROJECT,
      revision: 1,
      nonce: 'somebody-else',
      configuration: other.configuration,
    });
    await widget.locator(named('save-project')).click();
    await widget.locator(named('conflict')).waitFor();
    await widget.locator(named('conflict-retry')).click();
    await expect
      .poll(() => world.as('admin').get(`${ADMIN}/project?project=${PROJECT}`), { timeout: 20_000 })
      .toMatchObject({
        revision: 3,
        configuration: { matches: [{ key: 'story_points' }, { key: 'customer' }] },
      });
  });
});
