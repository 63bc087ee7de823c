import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/pages.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { stageOn } from '../screens/stage.ts';
import { openTab, PROJECT_PAGE } from '../screens/steps.ts';
import { PAGE } from './settings-page.ts';
import { frameOf, named, visit, widgetOn } from './visit.ts';

/** Turns what follows around, until something ends it. */
const OVERRIDE = '\u202e';
const END = '⁓';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), openBrowser()]);
  await world.pass(60_000);
  await world.sandbox.vote(BOARD, `${PROJECT}-1`, { reach: 9, revenue: 8, effort: 2 });
  await world.pass(6 * 60_000);
});

const part = (page: Page, name: string) => widgetOn(page).locator(named(name)).filter({ visible: true });

/** A page on which every name of a project, board, field and person begins with the override. */
async function visitTurned(path: string, login: string): Promise<Page> {
  const page = await visit(browser, world, path, { login });
  await page.route(/\/api\//, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(
      /"(name|field)":"([^"]+)"/g,
      (_all, key, name) => `"${key}":"${OVERRIDE}${name}${END}"`,
    );
    await route.fulfill({ response: answer, body });
  });
  await page.reload();
  return page;
}

/** Texts with such a name that something else stands beside, with nothing between them that keeps them apart. */
function turnedAround(page: Page): Promise<string[]> {
  return frameOf(page).evaluate((alone) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const parent = text.parentElement;
      const words = text.textContent ?? '';
      const unmarked = words.replaceAll(/\u2068[^\u2069]*\u2069/g, '');
      if (parent === null || !parent.checkVisibility() || !unmarked.includes('\u202e')) continue;
      const { display, unicodeBidi } = getComputedStyle(parent);
      const isKeptApart = display !== 'inline' || unicodeBidi !== 'normal';
      const isAlone = parent.childNodes.length === 1 && new RegExp(alone, 'u').test(words);
      if (!isKeptApart || !isAlone) found.push(parent.outerHTML);
    }
    return found;
  }, `^[^\\p{L}]*${OVERRIDE}[^${END}]*${END}$`);
}

describe('a name that turns the direction of writing turns nothing beside it', () => {
  it('on the administration page', async () => {
    const page = await visitTurned(PAGE, 'admin');
    await part(page, 'project-board').getByText(OVERRIDE).first().waitFor();
    await part(page, 'step-account-toggle').click();
    await part(page, 'board').first().waitFor();
    await part(page, 'health-project').waitFor();
    expect(await turnedAround(page)).toEqual([]);

    await part(page, 'project-disconnect').click();
    await part(page, 'disconnect-project').waitFor();
    expect(await turnedAround(page)).toEqual([]);
  });

  it.each([
    ['board', 'board-select'],
    ['fields', 'match'],
    ['results', 'result'],
    ['issues', 'unresolved-only'],
    ['people', 'member'],
  ])('on the tab “%s” of a project', async (tab, shows) => {
    const page = await visitTurned(PROJECT_PAGE, 'project-admin');
    await openTab(stageOn(page, world), tab);
    await part(page, shows).first().waitFor();
    expect(await turnedAround(page)).toEqual([]);
  });

  it('on an issue', async () => {
    const page = await visitTurned(`/issue/${PROJECT}-1`, 'developer');
    await part(page, 'issue-criteria-toggle').click();
    await part(page, 'issue-criteria').getByText(OVERRIDE).first().waitFor();
    expect(await turnedAround(page)).toEqual([]);
  });
});
