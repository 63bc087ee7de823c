import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { edit, ODD_NAME, refuseOddNames } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { stageOn } from '../screens/stage.ts';
import {
  attachApp,
  choose as chooseOn,
  openTab as openTabOf,
  PROJECT_PAGE,
  saveToken,
} from '../screens/steps.ts';
import { named, openSelect, visit, widgetOn } from './visit.ts';

const SETTINGS = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project`;

let browser: Browser;
let world: World;
let page: Page;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld({ connect: false }), openBrowser()]);
  await saveToken(world);
  await attachApp(world);
  page = await visit(browser, world, PROJECT_PAGE, { login: 'project-admin' });
});

const part = (name: string) => widgetOn(page).locator(named(name));
const openTab = (key: string) => openTabOf(stageOn(page, world), key);
const choose = (select: string, option: string) => chooseOn(stageOn(page, world), select, option);
const hrefOf = (row: Locator) => row.locator(named('issue-link')).getAttribute('href');
/** Of the entries of the journal, each once. */
const shownIssues = async () => [
  ...new Set(await part('entry').locator(named('issue-link')).allTextContents()),
];
const saved = () => world.as('project-admin').get(`${SETTINGS}/settings`);

describe('the tab of a project administrator', () => {
  it('asks for a board before anything else', async () => {
    await part('connection-state').getByText('Not connected').waitFor();
    await openTab('fields');
    await part('go-to-board').click();
    await choose('board-select', '🚀 Product backlog');
    await part('unsaved').waitFor();
  });

  it('accepts what fits by name and type with one click, shows it on an issue, and saves', async () => {
    await openTab('fields');
    await part('accept-suggestions').click();
    await part('preview-issue').fill('1');
    await part('preview-ask').click();
    await part('preview').getByText('Nordlicht Outdoor').waitFor();
    await part('save').click();
    await expect.poll(saved, { timeout: 20_000 }).toMatchObject({
      project: { revision: 1, configuration: { board: { id: BOARD } } },
    });
    await expect.poll(() => part('unsaved').count()).toBe(0);
  });

  it('says that what is unsaved does not count where the saved settings act', async () => {
    await openTab('fields');
    await part('add-match').click();
    await openTab('people');
    await part('unsaved-guard').waitFor();
    await part('guard-back').click();
    await part('content-fields').waitFor();
    await part('save').click();
    expect(await part('problem-summary').textContent()).toBe('2 things to fix');
    await part('cancel').click();
  });

  it('filters, with a count that follows', async () => {
    await openTab('issues');
    await part('count').getByText('3 of 4 issues match').waitFor();
    await choose('add-condition', 'Type');
    await openSelect(part('condition-values'));
    await part('ring-popup').getByText('Bug', { exact: true }).click();
    await page.keyboard.press('Escape');
    await part('count').getByText('2 of 4 issues match').waitFor();
    await part('cancel').click();
    await part('count').getByText('3 of 4 issues match').waitFor();
  });

  it('writes a result into a field that can hold it, chosen by keyboard alone', async () => {
    await openTab('results');
    await part('result-field').first().locator('button').first().press('Enter');
    await page.keyboard.type('Score');
    await part('ring-popup').getByText('Score', { exact: true }).first().waitFor();
    await page.keyboard.press('Enter');
    await part('unsaved').waitFor();
    await part('save').click();
    await expect
      .poll(saved, { timeout: 20_000 })
      .toMatchObject({ project: { configuration: { results: [{ result: 'totalScore', field: 'Score' }] } } });
  });

  it('keeps the change of both when two save at once', async () => {
    await openTab('issues');
    await part('unresolved-only').check();
    await openTab('import');
    await part('guard-back').click();
    await part('content-issues').waitFor();
    const { project } = Object(await saved());
    await world.as('project-admin').post(`${SETTINGS}/settings`, {
      revision: project.revision,
      nonce: 'somebody-else',
      configuration: { ...project.configuration, results: [{ result: 'priority', field: 'Rank' }] },
    });
    await part('save').click();
    await part('conflict').waitFor();
    await part('conflict-retry').click();
    await expect.poll(saved, { timeout: 20_000 }).toMatchObject({
      project: {
        configuration: {
          filter: { unresolvedOnly: true },
          results: [{ result: 'priority', field: 'Rank' }],
        },
      },
    });
  });

  it('imports', async () => {
    await openTab('import');
    await part('import-state').waitFor();
    await world.pass(60_000);
    await widgetOn(page)
      .locator(`${named('import-state')}[data-state="done"]`)
      .waitFor();
    await part('import-start').click();
    await widgetOn(page)
      .locator(`${named('import-state')}[data-state="running"]`)
      .waitFor();
    await world.pass(60_000);
    await widgetOn(page)
      .locator(`${named('import-state')}[data-state="done"]`)
      .getByText('Up to date')
      .waitFor();
    expect((await world.sandbox.issues(BOARD)).length).toBeGreaterThan(0);
  });

  it('invites one and all, and keeps in step only when asked', async () => {
    await openTab('people');
    const developer = widgetOn(page).locator('[data-login="developer"]');
    await developer.locator(named('invite')).click();
    await widgetOn(page).locator('[data-login="developer"][data-access="pending"]').waitFor();
    await part('invite-all').click();
    await part('invite-all').getByText('Everybody is invited').waitFor();
    expect(await part('keep-in-step').isChecked()).toBe(false);
  });

  it('shows what needs attention, and tries it again', async () => {
    await refuseOddNames(world);
    const key = await world.createIssue(ODD_NAME);
    await world.pass(3_000);
    await openTab('activity');
    const waiting = widgetOn(page).locator(`${named('waiting')}[data-issue="${key}"]`);
    expect(await hrefOf(waiting)).toBe(`${world.standIns.youTrackUrl}/issue/${key}`);
    await part('retry-issue').first().click();
    await widgetOn(page).getByText('Nothing needs attention').waitFor();
  });

  it('opens an issue of the journal in a window of its own, and finds no other by its key', async () => {
    const first = `${PROJECT}-1`;
    const tenth = `${PROJECT}-10`;
    for (let key = ''; key !== tenth; key = await world.createIssue('One of ten')) await world.pass(3_000);
    await edit(world, first, { summary: 'The first of ten' });
    await world.pass(3_000);
    await part('reload-journal').click();
    await expect.poll(shownIssues).toEqual(expect.arrayContaining([first, tenth]));
    await part('journal-issue').fill(` ${first.toLowerCase()} `);
    await expect.poll(shownIssues).toEqual([first]);
    const opened = page.context().waitForEvent('page');
    await part('entry').locator(named('issue-link')).first().click();
    const issue = await opened;
    expect(issue.url()).toBe(`${world.standIns.youTrackUrl}/issue/${first}`);
    await issue.close();
  });

  it('says that more issues need attention than it shows, and tries those again that it shows', async () => {
    // One waits already.
    for (let number = 0; number < 500; number += 1) await world.createIssue(ODD_NAME);
    await world.pass(60 * 60_000);
    await part('reload-journal').click();
    await part('attention-more').getByText('Showing the first 500.').waitFor();
    expect(await part('waiting').count()).toBe(500);
    await part('retry-all').getByText('Send these 500 now').click();
    await expect.poll(() => part('waiting').count()).toBe(1);
    expect(await part('attention-more').count()).toBe(0);
    await part('retry-all').getByText('Send all now').waitFor();
  });
});
