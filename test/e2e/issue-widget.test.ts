import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { ODD_NAME, refuseOddNames } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { BOARD, startWorld, type World } from '../fixtures/world.ts';
import { named, THEMES, visit, widgetOn } from './visit.ts';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), openBrowser()]);
});

async function open(key: string, options: Parameters<typeof visit>[3] = {}) {
  const page = await visit(browser, world, '/admin', options);
  await page.clock.install();
  await page.goto(`${world.standIns.youTrackUrl}/issue/${key}`);
  const widget = widgetOn(page);
  return {
    widget,
    /** Lets enough time pass in the page that it asks again in any state. */
    later: () => page.clock.fastForward(30_000),
    state: async (state: string) =>
      widget.locator(`${named('issue-widget')}[data-state="${state}"]`).waitFor(),
    text: async (name: string) => (await widget.locator(named(name)).textContent()) ?? '',
  };
}

describe('the issue panel', () => {
  it.each(THEMES)('follows an issue from its first send to its score (%s)', async (theme) => {
    const key = await world.createIssue(`Watched in ${theme}`);
    const panel = await open(key, { theme });
    await panel.state('sending');

    await world.pass(3_000);
    await panel.later();
    await panel.state('synced');
    await panel.widget.getByText('No score yet').waitFor();

    await world.sandbox.vote(BOARD, key, { reach: 9, revenue: 9, effort: 1 });
    await world.pass(6 * 60_000);
    await panel.later();
    await panel.widget.locator(named('issue-total-score')).waitFor();
    const { result } = await world.panel(key);
    expect(await panel.text('issue-priority')).toContain(`${result?.priority}`);
    const link = panel.widget.locator(named('issue-open-in-ducalis'));
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/ducalis\.io\/issue\//);
  });

  it('says that an issue was not sent yet', async () => {
    const { idReadable } = v.parse(
      v.object({ idReadable: v.string() }),
      await world.mock.post('issues/DEMO-1/copy', { rules: false }),
    );
    const panel = await open(idReadable);
    await panel.state('not-pushed');
  });

  it('says when it will try again while Ducalis does not answer, and recovers', async () => {
    await world.standIns.stopSandbox();
    const key = await world.createIssue('Waiting');
    await world.pass(3_000);
    const panel = await open(key);
    await panel.widget.locator(named('issue-waiting')).waitFor();
    await world.standIns.startSandbox();
    await world.pass(10 * 60_000);
    await panel.later();
    await panel.state('synced');
  });

  it('says why Ducalis refused an issue, and sends it again on request', async () => {
    await refuseOddNames(world);
    const key = await world.createIssue(ODD_NAME);
    await world.pass(3_000);
    const panel = await open(key);
    await panel.state('failed');
    expect(await panel.text('issue-failed')).toContain('Ducalis refused this issue');
    await panel.widget.locator(named('issue-retry')).click();
    await panel.state('sending');
  });

  it('offers nothing to a reporter that only a developer may do', async () => {
    await refuseOddNames(world);
    const key = await world.createIssue(ODD_NAME);
    await world.pass(3_000);
    const panel = await open(key, { login: 'reporter' });
    await panel.state('failed');
    expect(await panel.widget.locator(named('issue-retry')).count()).toBe(0);
  });

  it('says that a restricted issue stays out', async () => {
    const key = await world.createIssue('Restricted', {
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'admin' }] },
    });
    await world.pass(3_000);
    const panel = await open(key);
    await panel.state('excluded');
  });

  it('says that everything is suspended after the token was revoked', async () => {
    await world.sandbox.post('sandbox/tokens', { revoke: world.standIns.ducalisToken });
    const key = await world.createIssue('Revoked');
    await world.pass(3_000);
    const panel = await open(key);
    await panel.state('suspended');
  });
});
