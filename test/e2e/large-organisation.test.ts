/** The pages of an organisation with many projects, people and boards. */
import { EventEmitter, once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { HealthSchema } from '../../src/shared/administration.ts';
import { opened, sealed } from '../fixtures/envelopes.ts';
import { numbered, writeLargeSeed } from '../fixtures/large-seed.ts';
import { attach } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { MINUTE } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { PROJECT_PAGE } from '../screens/steps.ts';
import { ADMIN, PAGE, settingsOn } from './settings-page.ts';
import { named, openTab, visit, widgetOn } from './visit.ts';

const SECOND = 1_000;
/** More than a screen draws at once. */
const PROJECTS = 24;
const PEOPLE = 30;
const BOARDS = 22;
/** What is drawn of a long list at first. */
const DRAWN = 20;

let browser: Browser;
let world: World;
beforeAll(async () => {
  const seed = await writeLargeSeed(PROJECTS, PEOPLE);
  [browser, world] = await Promise.all([openBrowser(), startWorld({ seed, connect: false })]);
  for (const number of numbered(BOARDS)) {
    await world.sandbox.post('sandbox/boards', { id: 100 + Number(number), name: `Board ${number}` });
  }
  await world.connect();
  const keys = numbered(PROJECTS).map((number) => `T${number}`);
  for (const key of keys) await attach(world, key, true);
  await world.as('admin').post(`${ADMIN}/connect`, { projects: keys, board: '1' });
  await world.as('admin').post(`${ADMIN}/integration`, { how: 'by-hand' });
  await world.pass(10 * MINUTE);
});

describe('an app that takes long to answer while something moves', () => {
  it('is asked again only after its answer, and after ten times as long as that took', async () => {
    const gate = new EventEmitter();
    let asked = 0;
    const page = await visit(browser, world, '/admin');
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(SECOND);
    await page.route(`**/${ADMIN}/health?*`, async (route) => {
      asked += 1;
      const turn = asked;
      gate.emit('asked');
      if (turn === 2) await once(gate, 'open');
      const health = await opened(await route.fetch(), HealthSchema);
      const projects = health.projects.map((project) => ({
        ...project,
        importState: 'running' as const,
        checked: turn,
        total: 100,
      }));
      await route.fulfill(sealed({ ...health, projects }));
    });
    await page.goto(`${world.standIns.youTrackUrl}${PAGE}`);
    const settings = settingsOn(page);
    const imported = (checked: number) => settings.project(PROJECT).getByText(`${checked} of 100`).waitFor();
    await imported(1);

    const second = once(gate, 'asked');
    await page.clock.runFor(5 * SECOND);
    await second;
    await page.clock.runFor(5.5 * SECOND);
    gate.emit('open');
    await imported(2);
    expect(asked).toBe(2);

    await page.clock.runFor(54 * SECOND);
    expect(asked).toBe(2);
    const third = once(gate, 'asked');
    await page.clock.runFor(2 * SECOND);
    await third;
    await imported(3);
  });
});

describe('a long list', () => {
  let page: Page;
  const part = (name: string) => widgetOn(page).locator(named(name));
  const open = async (path: string) => {
    page = await visit(browser, world, path);
    if (path !== PAGE) return;
    // What comes late would move what is clicked.
    await part('health-checked').waitFor();
    await part('project').first().waitFor();
  };
  /** What a list draws, and what its search brings. */
  const searches = async (name: string, row: string, all: number, text: string) => {
    await expect.poll(() => part(row).count()).toBe(DRAWN);
    await part(`${name}-more`).click();
    await expect.poll(() => part(row).count()).toBe(all);
    await part(`${name}-search`).fill(text);
    await expect.poll(() => part(row).count()).toBe(1);
    await part(`${name}-search`).fill('nothing of this name');
    await part(`${name}-no-match`).waitFor();
    await part(`${name}-clear-search`).click();
    await expect.poll(() => part(row).count()).toBe(DRAWN);
  };

  it('of connected projects is searched in the health view', async () => {
    await open(PAGE);
    await searches('health-project', 'health-project', PROJECTS + 1, 'team 17');
  });

  /** Opens the page with a finding for each project that needs somebody at that moment. */
  const openFindings = async (needs: (key: string) => boolean) => {
    await open('/admin');
    await page.route(`**/${ADMIN}/health?*`, async (route) => {
      const health = await opened(await route.fetch(), HealthSchema);
      const projects = health.projects.map((project) => ({
        ...project,
        needsAttention: needs(project.key) ? 1 : 0,
      }));
      await route.fulfill(sealed({ ...health, projects }));
    });
    await page.goto(`${world.standIns.youTrackUrl}${PAGE}`);
  };

  it('of findings is searched', async () => {
    await openFindings(() => true);
    await searches('finding', 'finding', PROJECTS + 1, 'team 17');
  });

  it('that has become short keeps its search while it filters', async () => {
    let left: readonly string[] | null = null;
    await openFindings((key) => left?.includes(key) ?? true);
    await part('finding-search').fill('team 17');
    await part('finding-found')
      .getByText(`1 of ${PROJECTS + 1} findings`)
      .waitFor();
    left = ['T16', 'T17'];
    await part('health-refresh').click();
    await part('finding-found').getByText('1 of 2 findings').waitFor();
    expect(await part('finding-search').inputValue()).toBe('team 17');
    await part('finding-search').fill('');
    await part('finding-search').waitFor({ state: 'detached' });
    expect(await part('finding').count()).toBe(2);
  });

  it('of people is searched, and one who is found is invited', async () => {
    await open(PROJECT_PAGE);
    await openTab(page, 'people');
    await searches('member', 'member', PEOPLE + 3, 'person-17@');
    await part('member-search').fill('person 23');
    await part('invite').click();
    await widgetOn(page).locator('[data-login="person-23"][data-access="pending"]').waitFor();
    expect(await part('member').count()).toBe(1);
  });

  it('of boards is searched, and one that is found is allowed', async () => {
    await open(PAGE);
    await part('allowed-some').press('Space');
    await searches('allowed-board', 'allowed-board', BOARDS + 2, 'board 17');
    await part('allowed-board-search').fill('board 20');
    await part('allowed-board').getByRole('checkbox', { name: 'Board 20' }).press('Space');
    await part('allowed-save').click();
    const overview = () => world.as('admin').get(`${ADMIN}/overview`);
    await expect.poll(overview).toMatchObject({ allowedBoards: ['120'] });
    await part('allowed-board-search').fill('');
    // What is allowed stands first.
    await part('allowed-board').first().getByText('Board 20').waitFor();
  });

  it('of boards keeps what two administrators allow at once, after saying so', async () => {
    const release = (before: readonly string[], boards: readonly string[]) =>
      world.as('admin').post(`${ADMIN}/allowed-boards`, { before, boards });
    const choose = async (search: string) => {
      await part('allowed-board-search').fill(search);
      await part('allowed-board').getByRole('checkbox', { name: search }).press('Space');
    };
    const overview = () => world.as('admin').get(`${ADMIN}/overview`);
    await open(PAGE);
    await choose('Board 21');
    await release(['120'], ['120', '119']);
    await part('allowed-save').click();
    await part('conflict').getByText('added Board 19').waitFor();
    expect(await overview()).toMatchObject({ allowedBoards: ['120', '119'] });
    await part('conflict-retry').click();
    await part('conflict').waitFor({ state: 'detached' });
    await expect.poll(overview).toMatchObject({ allowedBoards: ['120', '119', '121'] });

    await choose('Board 18');
    await release(['120', '119', '121'], ['121']);
    // A look at the app is enough: nobody has to save to learn of it.
    await part('health-refresh').click();
    await part('conflict').getByText('taken away Board 20, Board 19').waitFor();
    expect(await part('allowed-save').isDisabled()).toBe(true);
    await part('conflict-discard').click();
    await part('allowed-board-search').fill('');
    await part('allowed-board').first().getByText('Board 21').waitFor();
    expect(await part('allowed-cancel').count()).toBe(0);
    expect(await overview()).toMatchObject({ allowedBoards: ['121'] });
  });

  it('of boards is searched in the first step', async () => {
    await open(PAGE);
    await part('step-account-toggle').click();
    await searches('board', 'board', BOARDS + 2, 'board 17');
  });
});
