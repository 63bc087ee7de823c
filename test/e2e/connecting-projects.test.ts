/** Several projects are put on a board at once, and not all of them can be. */
import type { Browser, Route } from 'playwright-core';
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { OverviewSchema } from '../../src/shared/api.ts';
import { attach, idOf, newProject } from '../fixtures/life.ts';
import { leavePage, openBrowser } from '../fixtures/pages.ts';
import { BOARD, startWorld, type World } from '../fixtures/world.ts';
import { administer, saveToken } from '../screens/steps.ts';
import { ADMIN, PAGE, type Settings, settingsOn } from './settings-page.ts';
import { named, tick, visit } from './visit.ts';

/** In the order of their names, in which YouTrack asks about them. */
const PROJECTS = ['APP', 'OPS', 'WEB'];

let browser: Browser;
let world: World;
let settings: Settings;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld({ connect: false }), openBrowser()]);
  await saveToken(world);
  await administer(world, 'integration', { how: 'by-hand' });
  await newProject(world, 'APP', 'Mobile app');
  await newProject(world, 'WEB', 'Website');
});

beforeEach(async () => {
  settings = settingsOn(await visit(browser, world, PAGE));
  for (const key of PROJECTS) await tick(choice(key));
  await settings.choose('connect-board', 'Platform');
});
afterEach(async () => {
  await leavePage(settings.page);
  for (const { key, board } of await projects()) {
    await administer(world, 'disconnect', { project: key, board: board.id, onBoard: 'keep' });
  }
  for (const key of PROJECTS) await attach(world, key, false);
});

const projects = async () =>
  v.parse(OverviewSchema, await world.as('admin').get(`${ADMIN}/overview`)).projects;
const connected = async () => (await projects()).map(({ key }) => key).sort();
const choice = (key: string) => settings.project(key).locator(named('project-choose'));
const failed = () => settings.part('connect-failed').allTextContents();

/** Answers YouTrack's questions, one after the other. */
async function answer(...answers: readonly ('Allow' | 'Deny')[]): Promise<void> {
  for (const [index, one] of answers.entries()) {
    await settings
      .part('connect-progress')
      .getByText(`Attaching ${index + 1} of`)
      .waitFor();
    await settings.confirm(one);
  }
}

async function retried(...answers: readonly 'Allow'[]): Promise<void> {
  await settings.part('connect-retry').click();
  await answer(...answers);
  await settings.part('connect-done').getByText('3 projects are connected').waitFor();
  expect(await connected()).toEqual(PROJECTS);
}

/** What happens to the request that attaches the app to Operations, once it is allowed. */
async function attaching(happens: (route: Route) => Promise<void>): Promise<void> {
  const path = `/admin/projects/${await idOf(world, 'admin/projects/OPS')}/appConfigurations`;
  await settings.page.route(
    (url) => url.pathname.endsWith(path),
    (route) => (route.request().method() === 'POST' ? happens(route) : route.fallback()),
  );
}

it('are connected but for one that YouTrack refuses, which is tried again with one click', async () => {
  await attaching((route) => route.fulfill({ status: 403, json: {} }));
  await settings.part('connect').click();
  await answer('Allow', 'Allow', 'Allow');
  await settings.part('connect-left').getByText('1 of 3 projects is not connected').waitFor();
  expect(await failed()).toEqual(['Operations: You do not have the permission for this.']);
  await settings.part('connect-left').getByText('Connected: Mobile app, Website.').waitFor();
  expect(await connected()).toEqual(['APP', 'WEB']);
  expect(await choice('OPS').isChecked()).toBe(true);
  await settings.page.unrouteAll();
  await retried('Allow');
});

it('are connected but for one whose request was lost on the way: nobody has denied it', async () => {
  await attaching((route) => route.abort());
  await settings.part('connect').click();
  await answer('Allow', 'Allow', 'Allow');
  await settings.part('connect-left').getByText('1 of 3 projects is not connected').waitFor();
  expect(await failed()).toEqual([expect.stringMatching(/^Operations: YouTrack did not answer/)]);
  expect(await connected()).toEqual(['APP', 'WEB']);
  await settings.page.unrouteAll();
  await retried('Allow');
});

it('are asked about no more once a question was denied', async () => {
  await settings.part('connect').click();
  await answer('Allow', 'Deny');
  await settings.part('connect-left').getByText('2 of 3 projects are not connected').waitFor();
  expect(await failed()).toEqual([expect.stringMatching(/^Operations: YouTrack did not let/)]);
  await settings.part('connect-not-asked').getByText('Website').waitFor();
  expect(await settings.page.locator('dialog').count()).toBe(0);
  expect(await connected()).toEqual(['APP']);
  expect(await choice('OPS').isChecked()).toBe(true);
  expect(await choice('WEB').isChecked()).toBe(true);
  await retried('Allow', 'Allow');
});

it('are connected but for one that somebody else has put on another board', async () => {
  await attach(world, 'OPS', true);
  await administer(world, 'connect', { projects: ['OPS'], board: BOARD });
  await settings.part('connect').click();
  await settings.confirm('Allow');
  await settings.part('connect-progress').getByText('Attaching 3 of 3').waitFor();
  await settings.confirm('Allow');
  await settings.part('connect-left').getByText('1 of 3 projects is not connected').waitFor();
  expect(await failed()).toEqual([expect.stringMatching(/^Operations: This project is on another board/)]);
  expect(await connected()).toEqual(PROJECTS);
});
