/** The administration page names projects that can do nothing about their issues any more, and asks about them. */
import type { Browser } from 'playwright-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { connect, createIn, newProject, ON_OTHER_BOARD, OTHER_BOARD } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { MINUTE } from '../fixtures/results.ts';
import { startWorld, type World } from '../fixtures/world.ts';
import { PAGE, type Settings, settingsOn } from './settings-page.ts';
import { visit } from './visit.ts';

const BARE = { ...ON_OTHER_BOARD, builtIn: { status: null, type: null, assignee: null }, matches: [] };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});

let world: World;
let settings: Settings;
beforeEach(async () => {
  world = await startWorld();
  await newProject(world, 'LEFT');
  await connect(world, 'LEFT', BARE);
  for (const name of ['One', 'Two', 'Three']) await createIn(world, 'LEFT', name);
  await world.pass(6 * MINUTE);
  await world.as('admin').delete('admin/projects/LEFT');
  settings = settingsOn(await visit(browser, world, PAGE));
  await settings.part('abandoned').getByText('The project LEFT was deleted').waitFor();
});

it('has the issues of a deleted project removed, after it said how many they are', async () => {
  await settings.part('abandoned-remove').click();
  await settings.part('abandoned-count').getByText('This concerns 3 issues.').waitFor();
  expect(await world.sandbox.issues(OTHER_BOARD)).toHaveLength(3);
  await settings.page.frameLocator('iframe').getByRole('button', { name: 'Remove', exact: true }).click();
  await settings.part('abandoned-removing').waitFor();
  await expect
    .poll(
      async () => {
        await world.pass(5_000);
        return (await world.sandbox.issues(OTHER_BOARD)).length;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
  await world.pass(10 * MINUTE);
  await settings.part('abandoned-removing').waitFor({ state: 'detached' });
});

it('leaves them there, and does not ask again', async () => {
  await settings.part('finding-projects').click();
  await settings.part('abandoned-leave').click();
  await settings.page.frameLocator('iframe').getByRole('button', { name: 'Leave them there' }).click();
  await settings.part('abandoned').waitFor({ state: 'detached' });
  await settings.page.reload();
  await settings.part('projects').waitFor();
  expect(await settings.part('abandoned').count()).toBe(0);
  expect(await world.sandbox.issues(OTHER_BOARD)).toHaveLength(3);
});
