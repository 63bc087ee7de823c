import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { FAILED } from '../fixtures/envelopes.ts';
import { fault, importOf, sandboxControl, steerImport } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';
import type { Stage } from '../screens/screen.ts';
import { stageOn } from '../screens/stage.ts';
import { administer, askAs, breakApp, openTab, PROJECT_PAGE } from '../screens/steps.ts';
import { named, visit } from './visit.ts';

const MEMBERS = { path: '/members' };

let browser: Browser;
let world: World;
let stage: Stage;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), openBrowser()]);
  stage = stageOn(await visit(browser, world, PROJECT_PAGE, { login: 'project-admin' }), world);
});

const importState = (state: string) =>
  stage.widget.locator(`${named('import-state')}[data-state="${state}"]`).waitFor();
const connection = (words: string) => stage.part('connection-state').getByText(words).waitFor();

describe('an import', () => {
  it('is paused, stays paused while time passes, and is resumed', async () => {
    await openTab(stage, 'import');
    await importState('running');
    await stage.part('import-pause').click();
    await importState('paused');
    await world.pass(10 * 60_000);
    expect(await importOf(world)).toMatchObject({ state: 'paused' });
    await stage.part('import-resume').click();
    await importState('running');
    await world.pass(60_000);
    await importState('done');
  });

  it('says so when it cannot be told to go on, and goes on after a retry', async () => {
    await steerImport(world, 'start');
    await breakApp(stage, 'project/import');
    await openTab(stage, 'activity');
    await openTab(stage, 'import');
    await stage.part('error-panel').getByText('Something went wrong inside the app').waitFor();
    await stage.page.unrouteAll();
    await stage.part('error-retry').first().click();
    await importState('running');
    await world.pass(60_000);
    await importState('done');
  });
});

describe('an app that is slow to answer', () => {
  it('is not told again to go on before it has answered', async () => {
    await steerImport(world, 'start');
    const { page } = stage;
    let asked = 0;
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(/\/project\/import\?/, async (route) => {
      if (route.request().method() === 'POST') {
        asked += 1;
        await held;
      }
      await route.continue();
    });
    await page.clock.install();
    await openTab(stage, 'activity');
    // Before the page can ask: time goes on by itself, too.
    const first = page.waitForRequest((request) => request.method() === 'POST');
    await openTab(stage, 'import');
    await importState('running');
    await page.clock.runFor(10_000);
    await first;
    await page.clock.runFor(60_000);
    expect(asked).toBe(1);
    letGo();
    await page.unrouteAll({ behavior: 'wait' });
    await page.clock.runFor(10_000);
    await world.pass(60_000);
    await importState('done');
  });
});

describe('a Ducalis that', () => {
  it('answers slowly is waited for, with a word about it', async () => {
    await fault(world, { match: MEMBERS, times: 1, fault: { kind: 'delay', ms: 1_500 } });
    await openTab(stage, 'people');
    await stage.part('people-loading').waitFor();
    await stage.part('team').waitFor();
  });

  it('does not answer leaves the other tabs alone', async () => {
    await openTab(stage, 'import');
    await fault(world, { match: MEMBERS, times: 1, fault: { kind: 'hold' } });
    await openTab(stage, 'people');
    await sandboxControl(world).get('sandbox/held');
    await stage.part('people-loading').waitFor();
    await openTab(stage, 'board');
    await stage.part('board-select').waitFor();
    await world.sandbox.post('sandbox/release', {});
    await openTab(stage, 'people');
    await stage.part('team').waitFor();
  });

  it.each([
    ['hangs up', { kind: 'drop', when: 'before' }, 'Ducalis did not answer'],
    ['answers with a page', { kind: 'status', status: 200, html: true }, 'does not understand'],
    ['is down', { kind: 'status', status: 503, html: true }, 'Ducalis could not answer right now'],
  ])('%s is named in words, and asked again on request', async (_what, spoiled, words) => {
    await openTab(stage, 'import');
    await fault(world, { match: MEMBERS, fault: spoiled });
    await openTab(stage, 'people');
    await stage.part('error-panel').getByText(words).waitFor();
    await fault(world);
    await stage.part('error-retry').click();
    await stage.part('team').waitFor();
  });
});

it('shows who was invited although the answer was lost', async () => {
  await openTab(stage, 'people');
  await stage.part('invite').first().waitFor();
  await stage.page.route(
    (url) => url.pathname.endsWith('/project/invite'),
    async (route) => {
      await route.fetch();
      await route.fulfill(FAILED);
    },
  );
  await stage.part('invite').first().click();
  await stage.part('error-panel').getByText('Something went wrong').waitFor();
  await stage.widget.locator('[data-access="pending"]').waitFor();
});

it('says that YouTrack did not list its tags, and lists them when asked again', async () => {
  const isList = (url: URL) => url.pathname.endsWith('/api/tags');
  await stage.page.route(isList, (route) => route.fulfill({ status: 500, json: {} }));
  await openTab(stage, 'issues');
  const failed = stage.part('error-panel').filter({ hasText: 'Could not list the tags' });
  await failed.getByText('YouTrack did not answer this as it should').waitFor();
  await stage.page.unrouteAll();
  await failed.locator(named('error-retry')).click();
  await failed.waitFor({ state: 'detached' });
});

it('says that nothing was changed when YouTrack takes a save back, and saves when asked again', async () => {
  // What was scheduled before would serve this save too, and nothing would be left to fail.
  await world.pass(60_000);
  await openTab(stage, 'issues');
  await stage.part('unresolved-only').check();
  await world.mock.post('fail', { member: 'ctx.invokeAsync', times: 1 });
  await stage.part('save').click();
  await stage.part('error-panel').getByText('Nothing was changed. Try again.').waitFor();
  await stage.part('error-retry').click();
  await stage.part('unsaved').waitFor({ state: 'detached' });
});

describe('the page', () => {
  it('tells somebody who does not administer the project that it is not for them', async () => {
    await askAs(stage, 'project/settings', 'developer');
    await stage.page.reload();
    await stage.part('error-panel').getByText('Only for administrators of the project').waitFor();
    expect(await stage.part('error-retry').count()).toBe(0);
    await stage.page.unrouteAll();
  });

  it('is read again on request after the app failed', async () => {
    await breakApp(stage, 'project/settings');
    await stage.page.reload();
    await stage.part('error-reference').waitFor();
    await stage.page.unrouteAll();
    await stage.part('error-retry').click();
    await connection('Connected');
  });

  it('says that the project is leaving its board, and lets it stay', async () => {
    await fault(world, { match: { method: 'DELETE' }, fault: { kind: 'status', status: 503 } });
    await administer(world, 'disconnect', { project: PROJECT, board: BOARD, onBoard: 'remove' });
    await stage.page.reload();
    await connection('Leaving the board');
    await openTab(stage, 'people');
    await stage.part('no-board').waitFor();
    await fault(world);
    await openTab(stage, 'board');
    await stage.part('save').click();
    await connection('Connected');
  });

  it('says that all is paused, and why, after the token was revoked', async () => {
    await world.sandbox.post('sandbox/tokens', { revoke: world.standIns.ducalisToken });
    await world.createIssue('Kept until the token is renewed');
    await world.pass(3_000);
    await stage.page.reload();
    await connection('Paused');
    await stage.part('connection-state').getByText('did not accept the API token').waitFor();
    await openTab(stage, 'people');
    await stage.part('error-panel').waitFor();
  });
});
