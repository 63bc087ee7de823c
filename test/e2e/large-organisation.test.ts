/** The pages of an organisation with many projects, people and boards. */
import { EventEmitter, once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HealthSchema } from '../../src/shared/administration.ts';
import { startBrowser } from '../../tools/stand-ins/browser.ts';
import { MINUTE } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { ADMIN, PAGE, settingsOn } from './settings-page.ts';
import { visit } from './visit.ts';

const SECOND = 1_000;

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([startBrowser(), startWorld()]);
  await world.pass(10 * MINUTE);
});
afterAll(async () => {
  await Promise.all([browser.close(), world.stop()]);
});

describe('an app that takes long to answer while something moves', () => {
  let page: Page;
  afterAll(async () => {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  });

  it('is asked again only after its answer, and after ten times as long as that took', async () => {
    const gate = new EventEmitter();
    let asked = 0;
    page = await visit(browser, world, '/admin');
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(SECOND);
    await page.route(`**/${ADMIN}/health`, async (route) => {
      asked += 1;
      const turn = asked;
      gate.emit('asked');
      if (turn === 2) await once(gate, 'open');
      const answer = await route.fetch();
      const health = v.parse(HealthSchema, await answer.json());
      const projects = health.projects.map((project) => ({
        ...project,
        importState: 'running' as const,
        checked: turn,
        total: 100,
      }));
      await route.fulfill({ json: { ...health, projects } });
    });
    await page.goto(`${world.standIns.youTrackUrl}${PAGE}`);
    const settings = settingsOn(page);
    const imported = (checked: number) => settings.project(PROJECT).getByText(`${checked} of 100`).waitFor();
    await imported(1);

    const second = once(gate, 'asked');
    await page.clock.runFor(5 * SECOND);
    await second;
    await page.clock.runFor(8 * SECOND);
    gate.emit('open');
    await imported(2);
    expect(asked).toBe(2);

    await page.clock.runFor(79 * SECOND);
    expect(asked).toBe(2);
    const third = once(gate, 'asked');
    await page.clock.runFor(2 * SECOND);
    await third;
    await imported(3);
  });
});
