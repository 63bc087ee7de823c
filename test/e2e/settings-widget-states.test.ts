/** What the administration page shows when something is missing, refused or broken. */
import { EventEmitter, once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Overview, OverviewSchema } from '../../src/shared/api.ts';
import { saveDucalisToken } from '../../tools/stand-ins/connect.ts';
import { opened, sealed } from '../fixtures/envelopes.ts';
import { fault } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { MINUTE } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { ADMIN, PAGE, type Settings, settingsOn } from './settings-page.ts';
import { frameOf, named, tick, visit } from './visit.ts';

const OVERVIEW = `**/${ADMIN}/overview?*`;
const HEALTH = `**/${ADMIN}/health?*`;
const PROJECTS = '**/api/admin/projects?*';

let browser: Browser;
let world: World;
let byHand: World;
beforeAll(async () => {
  [browser, world, byHand] = await Promise.all([
    openBrowser(),
    startWorld(),
    startWorld({ connect: false, documentedOnly: true }),
  ]);
  await world.pass(10 * MINUTE);
  await saveDucalisToken(byHand.as('admin'), byHand.standIns.ducalisToken);
});

let settings: Settings;

/** @param prepare what the network does before the page is loaded. */
async function open(prepare: (page: Page) => Promise<unknown>, where = world): Promise<void> {
  const page = await visit(browser, where, '/admin');
  await prepare(page);
  await page.goto(`${where.standIns.youTrackUrl}${PAGE}`);
  settings = settingsOn(page);
}

const failing = (status: number) => ({ status, contentType: 'application/json', body: '{}' });

/** Lets the page see another overview than the app gives. */
const changed = (change: (overview: Overview) => Overview) => (page: Page) =>
  page.route(OVERVIEW, async (route) => {
    await route.fulfill(sealed(change(await opened(await route.fetch(), OverviewSchema))));
  });

describe('the page as a whole', () => {
  it('says that it loads, until it has', async () => {
    const gate = new EventEmitter();
    const opened = once(gate, 'open');
    await open((page) =>
      page.route(OVERVIEW, async (route) => {
        await opened;
        await route.continue();
      }),
    );
    await settings.part('settings-loading').waitFor();
    gate.emit('open');
    await settings.reached('account', 'done');
  });

  it('says that it could not load, and loads when asked again', async () => {
    await open((page) => page.route(OVERVIEW, (route) => route.fulfill(failing(500)), { times: 1 }));
    await settings.part('error-panel').getByText('Could not load').waitFor();
    await settings.part('error-retry').click();
    await settings.reached('account', 'done');
  });

  it('says who may, to somebody who may not', async () => {
    await open((page) => page.route(OVERVIEW, (route) => route.fulfill(failing(403))));
    await settings.part('error-sentence').getByText('Only who may administer apps').waitFor();
  });

  it('says that there is no board, and keeps the later steps closed', async () => {
    await open(
      changed((overview) => ({
        ...overview,
        boards: [],
        connection: { ...overview.connection, state: 'failed', reason: 'no-boards' },
      })),
    );
    await settings.step('account').getByText('no board yet').waitFor();
    await settings.reached('projects', 'later');
    expect(await settings.part('step-projects-toggle').count()).toBe(0);
  });
});

describe('boards that cannot be read', () => {
  it('are counted beside the others', async () => {
    await open(changed((overview) => ({ ...overview, unreadableBoards: 2 })));
    await settings.part('step-account-toggle').click();
    await settings.part('boards-unreadable').getByText('2 more boards that cannot be read').waitFor();
  });
});

describe('a name without a space', () => {
  const LONG = 'Long'.repeat(40);

  it('makes no page wider than its window', async () => {
    await open(
      changed((overview) => {
        const boards = overview.boards.map((board) => ({ ...board, name: LONG }));
        const projects = overview.projects.map((project) => ({
          ...project,
          name: LONG,
          board: { ...project.board, name: LONG },
          suspendedReason: 'board-not-found' as const,
        }));
        return { ...overview, boards, projects };
      }),
    );
    const { page, part } = settings;
    await page.setViewportSize({ width: 320, height: 900 });
    await part('step-account-toggle').click();
    await part('board').first().waitFor();
    await tick(part('allowed-some'));
    await part('allowed-board').first().waitFor();
    await part('finding').first().waitFor();
    const hidden = () =>
      frameOf(page).evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await hidden()).toBe(0);
  });
});

describe('a Ducalis that is asked whether the connection works, and', () => {
  const tested = () => settings.part('test-connection').click();

  it.each([
    ['answers with a page', { kind: 'status', status: 200, html: true }, 'does not understand'],
    ['hangs up', { kind: 'drop', when: 'before' }, 'Ducalis did not answer'],
    ['never answers', { kind: 'hold' }, 'Ducalis did not answer'],
  ])('%s, is named in words; it counts as well again once it answers', async (_what, spoiled, words) => {
    await open(() => Promise.resolve());
    await settings.part('step-account-toggle').click();
    await fault(world, { match: { path: '/boards' }, fault: spoiled });
    await tested();
    await settings.step('account').getByText(words).waitFor();
    await fault(world);
    await world.sandbox.post('sandbox/release', {});
    await tested();
    await settings.reached('account', 'done');
  });
});

describe('the list of projects', () => {
  it('says that it could not be read, and reads it when asked again', async () => {
    await open((page) => page.route(PROJECTS, (route) => route.fulfill(failing(500)), { times: 1 }));
    await settings.part('projects-failed').locator(named('error-retry')).click();
    await settings.projectIs(PROJECT, 'up-to-date');
  });

  it('does without states that could not be read', async () => {
    await open((page) => page.route(HEALTH, (route) => route.fulfill(failing(500)), { times: 1 }));
    await settings.projectIs(PROJECT, 'connected');
    await settings.part('health').locator(named('error-retry')).click();
    await settings.projectIs(PROJECT, 'up-to-date');
  });

  it('says that there is no project', async () => {
    await open(async (page) => {
      await page.route(PROJECTS, (route) => route.fulfill({ json: [] }));
      await changed((overview) => ({ ...overview, projects: [] }))(page);
    });
    await settings.part('no-projects').waitFor();
  });

  it('stays usable with 1,000 projects', async () => {
    const many = Array.from({ length: 1_000 }, (_, number) => ({
      id: `0-${number + 100}`,
      name: `Project ${number}`,
      shortName: `P${number}`,
      archived: false,
    }));
    await open((page) =>
      page.route(PROJECTS, (route) => {
        const query = new URL(route.request().url()).searchParams;
        const skip = Number(query.get('$skip'));
        return route.fulfill({ json: many.slice(skip, skip + Number(query.get('$top'))) });
      }),
    );
    await settings.part('project-found').getByText('20 of 1,001 projects shown').waitFor();
    expect(await settings.part('project').count()).toBe(20);
    await settings.part('project-more').click();
    await expect.poll(() => settings.part('project').count()).toBe(40);
    await settings.part('project-search').fill('p999');
    await settings.project('P999').waitFor();
    expect(await settings.part('project').count()).toBe(1);
  });
});

describe('boards that could not be saved', () => {
  const ALLOWED = `**/${ADMIN}/allowed-boards?*`;
  const failed = () => settings.part('allowed-boards').locator(named('error-panel'));

  it('are said to be so, and not any more once others are chosen', async () => {
    await open((page) => page.route(ALLOWED, (route) => route.fulfill(failing(500)), { times: 1 }));
    await tick(settings.part('allowed-some'));
    await settings.part('allowed-save').click();
    await failed().waitFor();
    await settings.part('allowed-cancel').click();
    await failed().waitFor({ state: 'detached' });
    await tick(settings.part('allowed-some'));
    await settings.part('allowed-board').first().waitFor();
    expect(await failed().count()).toBe(0);
  });

  it('are saved when that is tried again', async () => {
    await open((page) => page.route(ALLOWED, (route) => route.fulfill(failing(500)), { times: 1 }));
    await tick(settings.part('allowed-some'));
    await settings.part('allowed-save').click();
    await failed().locator(named('error-retry')).click();
    await failed().waitFor({ state: 'detached' });
    expect(await world.as('admin').get(`${ADMIN}/overview`)).toMatchObject({ allowedBoards: [] });
    await world.as('admin').post(`${ADMIN}/allowed-boards`, { boards: null, before: [] });
  });
});

describe('a Ducalis that takes no issues from the app', () => {
  it('gets its token by hand, which is noted; projects are connected by keyboard alone', async () => {
    await open(() => Promise.resolve(), byHand);
    await settings.reached('account', 'done');
    await settings.part('by-hand').waitFor();
    expect(await settings.part('youtrackToken-input').count()).toBe(0);
    await settings.part('done-by-hand').press('Enter');
    await settings.reached('reading', 'done');
    await settings.step('reading').getByText('Done by hand').waitFor();

    await settings.project('OPS').locator(named('project-choose')).press('Space');
    await settings.part('connect-board').locator('button').first().press('Enter');
    await settings.page.keyboard.type('Platform');
    await settings.part('ring-popup').getByText('Platform').first().waitFor();
    await settings.page.keyboard.press('Enter');
    await settings.part('connect').press('Enter');
    await settings.page.getByRole('button', { name: 'Allow', exact: true }).press('Enter');
    await settings.projectIs('OPS', 'not-sent');
    await settings.part('step-account-toggle').press('Enter');
    await settings.part('push-unsupported').waitFor();
  });
});

// Last: the token of this world is gone after it.
describe('a connection that is suspended', () => {
  it('is told where it is felt, and connects nothing', async () => {
    await saveDucalisToken(world.as('admin'), 'revoked');
    await open(() => Promise.resolve());
    await settings.reached('account', 'attention');
    await settings.part('projects-paused').getByText('did not accept').waitFor();
    await settings.projectIs(PROJECT, 'paused');
    await settings.project('OPS').waitFor();
    expect(await settings.part('connect').isDisabled()).toBe(true);
    expect(await settings.project('OPS').locator(named('project-choose')).isDisabled()).toBe(true);
  });

  it('can be disconnected, after the consequences were said', async () => {
    await open(() => Promise.resolve());
    await settings.part('disconnect-account').click();
    await settings.part('ring-confirm').getByText('Issues are no longer sent').waitFor();
    await settings.part('confirm-ok-button').click();
    await settings.confirm('Allow');
    await settings.reached('account', 'open');
    await settings.projectIs(PROJECT, 'paused');
  });

  it('does not keep a project on its board', async () => {
    await open(() => Promise.resolve());
    await settings.project(PROJECT).locator(named('project-disconnect')).click();
    await settings.part('disconnect-confirm').click();
    await settings.reached('projects', 'open');
  });
});
