import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { saveDucalisToken } from '../../tools/stand-ins/connect.ts';
import { attach, ODD_NAME, refuseOddNames } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { PROJECT_PAGE } from '../screens/steps.ts';
import { leavesWidget, tabTo } from './keyboard.ts';
import { PAGE } from './settings-page.ts';
import { named, visit, widgetOn } from './visit.ts';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld({ connect: false }), openBrowser()]);
  await saveDucalisToken(world.as('admin'), world.standIns.ducalisToken);
  await attach(world, PROJECT, true);
});

const part = (page: Page, name: string) => widgetOn(page).locator(named(name)).filter({ visible: true });

describe('with the keyboard alone', () => {
  it('a project is put on a board, with the fields that fit', async () => {
    const page = await visit(browser, world, PROJECT_PAGE, { login: 'project-admin' });
    await part(page, 'board-select').waitFor();
    const { keyboard } = page;

    expect(await tabTo(page, part(page, 'board-select'))).toEqual([]);
    await keyboard.press('Enter');
    await part(page, 'ring-popup').getByText('Product backlog').waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await part(page, 'unsaved').waitFor();

    expect(await tabTo(page, part(page, 'tab-fields'), 'Shift+Tab')).toEqual([]);
    await keyboard.press('Enter');
    await part(page, 'accept-suggestions').waitFor();
    expect(await tabTo(page, part(page, 'accept-suggestions'))).toEqual([]);
    await keyboard.press('Space');
    await part(page, 'match').first().waitFor();

    expect(await tabTo(page, part(page, 'save'))).toEqual([]);
    await keyboard.press('Enter');
    await expect
      .poll(() => world.as('project-admin').get(SETTINGS), { timeout: 20_000 })
      .toMatchObject({
        project: {
          configuration: {
            board: { id: BOARD },
            matches: expect.arrayContaining([{ field: 'Customer', key: 'customer' }]),
          },
        },
      });
    expect(await leavesWidget(page)).toBe(true);
  });

  it('Ducalis is connected, and given a token of YouTrack', async () => {
    const blank = await startWorld({ connect: false });
    const page = await visit(browser, blank, PAGE);
    const { keyboard } = page;
    const allow = () => page.getByRole('button', { name: 'Allow', exact: true }).press('Enter');
    const type = async (name: string, token: string) => {
      await part(page, `${name}-input`).waitFor();
      expect(await tabTo(page, part(page, `${name}-input`))).toEqual([]);
      await keyboard.type(token);
    };

    await type('ducalisToken', blank.standIns.ducalisToken);
    await keyboard.press('Enter');
    await allow();
    await widgetOn(page)
      .locator(`${named('step-account')}[data-state="done"]`)
      .waitFor();

    await part(page, 'base-url').waitFor();
    await type('youtrackToken', blank.standIns.tokens.get('admin') ?? 'the seed has no admin');
    expect(await tabTo(page, part(page, 'youtrackToken-save'))).toEqual([]);
    await keyboard.press('Space');
    await allow();
    await widgetOn(page)
      .locator(`${named('send-token')}:enabled`)
      .waitFor();
    expect(await tabTo(page, part(page, 'send-token'))).toEqual([]);
    await keyboard.press('Enter');
    await part(page, 'step-reading').getByText('Ducalis is trying the token').waitFor();
    await blank.pass(1_000);
    await widgetOn(page)
      .locator(`${named('step-reading')}[data-state="done"]`)
      .waitFor();
    expect(await leavesWidget(page)).toBe(true);
  });

  it('a board is released to administrators of projects', async () => {
    const page = await visit(browser, world, PAGE);
    const { keyboard } = page;
    await part(page, 'allowed-all').waitFor();
    await part(page, 'project').first().waitFor();
    expect(await tabTo(page, part(page, 'allowed-boards').getByRole('radio').first())).toEqual([]);
    await keyboard.press('ArrowDown');
    await part(page, 'allowed-board-choose').first().waitFor();
    expect(await tabTo(page, part(page, 'allowed-board-choose').first())).toEqual([]);
    await keyboard.press('Space');
    expect(await tabTo(page, part(page, 'allowed-save'))).toEqual([]);
    await keyboard.press('Enter');
    await expect
      .poll(() => world.as('admin').get('extensionEndpoints/ducalis/admin/overview'))
      .toMatchObject({ allowedBoards: [BOARD] });
    expect(await leavesWidget(page)).toBe(true);
    await world
      .as('admin')
      .post('extensionEndpoints/ducalis/admin/allowed-boards', { before: [BOARD], boards: null });
  });

  it('an issue is sent again', async () => {
    await refuseOddNames(world);
    const key = await world.createIssue(ODD_NAME);
    await world.pass(3_000);
    const page = await visit(browser, world, `/issue/${key}`);
    await part(page, 'issue-retry').waitFor();
    expect(await tabTo(page, part(page, 'issue-retry'))).toEqual([]);
    await page.keyboard.press('Enter');
    await widgetOn(page).locator('[data-state="sending"]').waitFor();
    expect(await leavesWidget(page)).toBe(true);
  });

  it('the criteria of an issue are unfolded, and the way to Ducalis is found', async () => {
    await world.pass(60_000);
    await world.sandbox.vote(BOARD, `${PROJECT}-1`, { reach: 9, revenue: 8, effort: 2 });
    await world.pass(6 * 60_000);
    const page = await visit(browser, world, `/issue/${PROJECT}-1`);
    await part(page, 'issue-total-score').waitFor();
    expect(await tabTo(page, part(page, 'issue-criteria-toggle'))).toEqual([]);
    await page.keyboard.press('Space');
    await part(page, 'issue-criteria').waitFor();
    await page.keyboard.press('Space');
    await widgetOn(page).locator(named('issue-criteria')).waitFor({ state: 'hidden' });
    expect(await tabTo(page, part(page, 'issue-open-in-ducalis'))).toEqual([]);
    expect(await leavesWidget(page)).toBe(true);
  });
});

const SETTINGS = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/settings`;
