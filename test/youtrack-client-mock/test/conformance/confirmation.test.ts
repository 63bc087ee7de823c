/** What a widget may change in a user's name: asked by the page, in real Chromium, and remembered. */
import type { Frame } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { neighbourApp } from '../pages/support/probe-app.ts';
import { outcome } from '../pages/support/visitor.ts';
import { useVisitor } from '../pages/support/visits.ts';
import { statement } from './statement.ts';

const visitor = useVisitor();

beforeAll(() => {
  visitor().emulator.install(neighbourApp());
});

const open = (path: string, key: string): Promise<Frame> => visitor().openWidget(path, key);

statement('§6', 'D', 'A request of a widget that would change something is asked for, and a denial rejects', {
  'of YouTrack': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    const denied = outcome(
      panel,
      "host.fetchYouTrack('issues/' + YTApp.entity.id, { method: 'POST', body: { summary: 'x' } })",
    );
    const dialog = visitor().page.getByRole('dialog');
    expect(await dialog.textContent()).toContain('The Probe app is attempting to make a POST request to the');
    await dialog.getByRole('button', { name: 'Deny' }).click();
    expect(await denied).toMatchObject({ reason: { message: expect.stringContaining('denied') } });
    expect(visitor().emulator.summaryNow()).toBe(visitor().emulator.summary);
  },
  'and an address that leads out of the handlers of the app is no way around': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    for (const out of ['../../issues/DEMO-1', '%2e%2e/%2e%2e/issues/DEMO-1', 'x/../../../issues/DEMO-1']) {
      const call = `host.fetchApp('${out}', { method: 'POST', body: { summary: 'x' } })`;
      expect(await outcome(panel, call)).toMatchObject({
        reason: { message: expect.stringContaining('Only addresses below') },
      });
    }
    expect(visitor().emulator.summaryNow()).toBe(visitor().emulator.summary);
  },
  'reading is not asked for': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(
      await outcome(panel, "host.fetchYouTrack('users/me', { query: { fields: 'login' } })"),
    ).toMatchObject({
      value: { login: 'ada' },
    });
  },
});

const ALWAYS = "Allow and don't ask again";
const DONE = { value: { $type: 'Issue' } };
const REFUSED = { reason: { message: expect.stringContaining('denied') } };

/** One kind of request: a method and an endpoint. */
const change = (frame: Frame, issue: string, method = 'POST') =>
  outcome(
    frame,
    `host.fetchYouTrack('issues/${issue}', { method: '${method}', body: { description: 'x' } })`,
  );

/** Makes the request, and answers the question for it. */
async function asked(frame: Frame, button: string, issue: string, method?: string): Promise<unknown> {
  const made = change(frame, issue, method);
  await visitor().page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  return made;
}

/** The same browser, in which another user signs in. */
async function becomes(login: string, key: string): Promise<Frame> {
  const { origin } = visitor().emulator;
  await visitor()
    .page.context()
    .addCookies([{ name: 'session', value: login, url: origin }]);
  await visitor().page.reload();
  return visitor().frameOf(key);
}

statement('§6', 'D', '“Allow and don’t ask again” is remembered per user', {
  'for the same kind of request of the same app, after a reload and by its other widgets': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(await asked(panel, ALWAYS, 'DEMO-1')).toMatchObject(DONE);
    expect(await change(panel, 'DEMO-1')).toMatchObject(DONE);
    await visitor().page.reload();
    expect(await change(await visitor().frameOf('panel'), 'DEMO-1')).toMatchObject(DONE);
    expect(await change(await visitor().frameOf('below'), 'DEMO-1')).toMatchObject(DONE);
  },
  'another kind of request is asked for': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(await asked(panel, ALWAYS, 'DEMO-1')).toMatchObject(DONE);
    expect(await asked(panel, 'Deny', 'DEMO-2')).toMatchObject(REFUSED);
    expect(await asked(panel, 'Deny', 'DEMO-1', 'DELETE')).toMatchObject(REFUSED);
  },
  'another user is asked, and the first one still is not': async () => {
    expect(await asked(await open('/issue/DEMO-1', 'panel'), ALWAYS, 'DEMO-1')).toMatchObject(DONE);
    expect(await asked(await becomes('dev', 'panel'), 'Deny', 'DEMO-1')).toMatchObject(REFUSED);
    expect(await change(await becomes('ada', 'panel'), 'DEMO-1')).toMatchObject(DONE);
  },
  'another app is asked for': async () => {
    expect(await asked(await open('/issue/DEMO-1', 'panel'), ALWAYS, 'DEMO-1')).toMatchObject(DONE);
    await visitor().page.goto('/youtrack/app/neighbour/neighbour');
    const neighbour = await visitor().frameOf('neighbour');
    const made = change(neighbour, 'DEMO-1');
    const dialog = visitor().page.getByRole('dialog');
    expect(await dialog.textContent()).toContain('The Neighbour app is attempting to make a POST request');
    await dialog.getByRole('button', { name: 'Deny' }).click();
    expect(await made).toMatchObject(REFUSED);
  },
  'a single “Allow” is not remembered': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(await asked(panel, 'Allow', 'DEMO-1')).toMatchObject(DONE);
    expect(await asked(panel, 'Deny', 'DEMO-1')).toMatchObject(REFUSED);
  },
});
