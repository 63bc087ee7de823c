import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { rest } from '../../tools/stand-ins/rest.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { BOARD, CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';
import type { Stage } from '../screens/screen.ts';
import { stageOn } from '../screens/stage.ts';
import { askAs, choose, openTab, PROJECT_PAGE } from '../screens/steps.ts';
import { named, openSelect, visit } from './visit.ts';

const SETTINGS = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/settings`;
const FIELDS = `admin/projects/${PROJECT}/customFields`;

let browser: Browser;
let world: World;
let stage: Stage;
let page: Page;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), openBrowser()]);
  page = await visit(browser, world, PROJECT_PAGE, { login: 'project-admin' });
  stage = stageOn(page, world);
});

const answer = (label: 'Allow' | 'Deny') => page.getByRole('button', { name: label, exact: true }).click();
const saved = () => world.as('project-admin').get(SETTINGS);
const configuration = (part: object) => ({ project: { configuration: part } });

async function save(): Promise<void> {
  await stage.part('save').click();
  await stage.part('unsaved').waitFor({ state: 'detached' });
}

const FieldsSchema = v.array(v.object({ id: v.string(), field: v.object({ name: v.string() }) }));

async function projectFields() {
  return v.parse(FieldsSchema, await world.as('admin').get(`${FIELDS}?fields=id,field(name)&$top=-1`));
}

describe('a field for a result', () => {
  it('is made by hand where YouTrack lets nobody make one', async () => {
    await openTab(stage, 'results');
    await stage.part('create-before').getByText('YouTrack asks you twice to allow it').waitFor();
    await stage.part('create-field').first().click();
    await answer('Deny');
    await stage.part('create-refused').getByText('YouTrack did not let the request through').waitFor();

    await askAs(stage, 'customFieldSettings/customFields', 'developer', 'POST');
    await stage.part('create-field').first().click();
    await answer('Allow');
    await stage.part('create-refused').getByText('needs more rights than you have').waitFor();
    expect(await stage.part('create-refused').textContent()).toMatch(/of type float \(“Ducalis total score”/);
    await page.unrouteAll();
  });

  it('is made and chosen with one click by somebody who may', async () => {
    await stage.part('create-field').first().click();
    await answer('Allow');
    await answer('Allow');
    await stage.part('unsaved').getByText('results').waitFor();
    expect((await projectFields()).map(({ field }) => field.name)).toContain('Ducalis total score');
    await save();
    expect(await saved()).toMatchObject(
      configuration({ results: [{ result: 'totalScore', field: 'Ducalis total score' }] }),
    );
  });
});

describe('a match', () => {
  it('turns the values of a selector', async () => {
    await openTab(stage, 'fields');
    const component = stage.part('match').filter({ hasText: 'Component' });
    await component.locator(named('map-values')).click();
    await openSelect(component.locator(named('mapped-value')).first());
    await stage.part('ring-popup').getByText('Reports', { exact: true }).click();
    await openSelect(component.locator(named('value-otherwise')));
    await stage.part('ring-popup').getByText('Ask a person first').click();
    await save();
    expect(await saved()).toMatchObject(
      configuration({
        matches: expect.arrayContaining([
          expect.objectContaining({
            field: 'Component',
            values: {
              otherwise: 'attention',
              map: expect.arrayContaining([
                { from: 'Checkout', to: 'Reports' },
                { from: 'Search', to: 'Search' },
              ]),
            },
          }),
        ]),
      }),
    );
  });

  it('keeps its value map in sight, and calls no value gone, while YouTrack does not list them', async () => {
    const isList = (url: URL) => url.pathname.endsWith(`/${PROJECT}/customFields`);
    await page.route(isList, (route) => route.fulfill({ status: 500, json: {} }));
    await page.reload();
    await openTab(stage, 'fields');
    const failed = stage.part('error-panel').filter({ hasText: 'Could not list the values of fields' });
    await failed.waitFor();
    await stage.part('value-map').getByText('Checkout', { exact: true }).waitFor();
    expect(await stage.part('value-map').getByText('no longer exists').count()).toBe(0);
    await page.unrouteAll();
    await failed.locator(named('error-retry')).click();
    await failed.waitFor({ state: 'detached' });
  });

  it('names both of its fields in full in a narrow window', async () => {
    await page.setViewportSize({ width: 320, height: 900 });
    const cut = () =>
      stage
        .part('match')
        .locator('button[role="combobox"]')
        .evaluateAll((parts) =>
          parts
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map(({ textContent }) => textContent),
        );
    await expect.poll(cut).toEqual([]);
    await page.setViewportSize({ width: 1_280, height: 900 });
  });

  it('counts a period in a unit', async () => {
    const rows = await stage.part('match').count();
    await stage.part('add-match').click();
    await choose(stage, 'match-field', 'Estimation', rows);
    await choose(stage, 'match-key', 'Effort', rows);
    await choose(stage, 'match-unit', 'days');
    await save();
    expect(await saved()).toMatchObject(
      configuration({
        matches: expect.arrayContaining([{ field: 'Estimation', key: 'effort', unit: 'days' }]),
      }),
    );
  });

  it('shows a field that was deleted since, and is saved again once it is gone from the match', async () => {
    const customer = (await projectFields()).find(({ field }) => field.name === 'Customer');
    await world.as('admin').delete(`${FIELDS}/${customer?.id}`);
    await page.reload();
    await openTab(stage, 'fields');
    const match = stage.part('match').filter({ hasText: 'Customer' });
    await match.getByText('This field is no longer in the project.').waitFor();
    await match.getByText('no longer exists').waitFor();
    await match.locator(named('remove-match')).click();
    await save();
    expect(JSON.stringify(await saved())).not.toContain('"Customer"');
  });
});

describe('a board that is deleted while the page is open', () => {
  it('costs nobody what was entered: the save is refused with the reason', async () => {
    await openTab(stage, 'issues');
    await stage.part('unresolved-only').check();
    await rest(world.standIns.sandboxUrl, null).delete(`sandbox/boards/${BOARD}`);
    await stage.part('save').click();
    await stage.part('problem-summary').getByText('1 thing to fix').waitFor();
    expect(await stage.part('unresolved-only').isChecked()).toBe(true);
    await stage.part('problems-on-board').click();
    await stage
      .part('board-select-error')
      .getByText('This board is gone from Ducalis, or not released for projects.')
      .waitFor();
  });

  it('stays in sight after a reload, as gone', async () => {
    await world.as('admin').post('extensionEndpoints/ducalis/admin/test-connection', {});
    await page.reload();
    await stage.part('board-select').getByText(CONFIGURATION.board.name).waitFor();
    await stage
      .part('board-select-error')
      .getByText('This board is gone from Ducalis, or not released for projects.')
      .waitFor();
  });
});
