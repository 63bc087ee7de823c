/** Widgets in real Chromium: where they stand, and who sees them. */
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import { EXTENSION_POINTS } from '../../src/model/extension-points.ts';
import { outcome } from '../pages/support/visitor.ts';
import { useVisitor } from '../pages/support/visits.ts';
import { statement } from './statement.ts';

const visitor = useVisitor();

const open = (path: string, key: string): Promise<Frame> => visitor().openWidget(path, key);

const entityOf = (frame: Frame): Promise<unknown> => frame.evaluate('YTApp.entity');

const isThere = async (key: string) => (await visitor().page.locator(`[data-key=${key}]`).count()) > 0;

statement('§8', 'D', 'A widget stands where its extension point is, and knows what it stands on', {
  'there are 17': () => {
    expect(EXTENSION_POINTS.size).toBe(17);
  },
  'the five of an issue': async () => {
    await visitor().open('/issue/DEMO-1');
    for (const key of ['below', 'first', 'panel']) {
      expect(await entityOf(await visitor().frameOf(key))).toMatchObject({
        id: visitor().emulator.issue,
        type: 'ticket',
      });
    }
    expect(await isThere('silent')).toBe(true);
    await visitor().page.getByRole('button', { name: 'Probe option' }).click();
    expect(await entityOf(await visitor().frameOf('option'))).toMatchObject({ type: 'ticket' });
  },
  'the three of an article': async () => {
    await visitor().open('/articles/DEMO-A-1');
    for (const key of ['article-below', 'article-above']) {
      expect(await entityOf(await visitor().frameOf(key))).toMatchObject({
        type: 'article',
        idReadable: 'DEMO-A-1',
      });
    }
    await visitor().page.getByRole('button', { name: 'Probe article-option' }).click();
    const option = await visitor().frameOf('article-option');
    expect(await outcome(option, "host.fetchApp('article/where', { scope: true })")).toEqual({
      value: { article: 'DEMO-A-1', summary: 'An article', project: 'DEMO' },
    });
  },
  'the three of a project': async () => {
    const on = { id: visitor().emulator.project, type: 'project' };
    expect(await entityOf(await open('/projects/DEMO?tab=probe/tab', 'tab'))).toMatchObject(on);
    await visitor().page.goto('/youtrack/projects/DEMO/settings?tab=probe/project');
    expect(await entityOf(await visitor().frameOf('project'))).toMatchObject(on);
    await visitor().page.goto('/youtrack/projects/DEMO/settings?tab=probe/channel');
    expect(await entityOf(await visitor().frameOf('channel'))).toMatchObject(on);
  },
  'the two of a user': async () => {
    const on = { id: visitor().emulator.ada, type: 'user' };
    expect(await entityOf(await open('/users/ada', 'card'))).toMatchObject(on);
    await visitor().page.goto('/youtrack/users/me?tab=probe/profile');
    expect(await entityOf(await visitor().frameOf('profile'))).toMatchObject(on);
  },
  'pages and dashboards stand on nothing': async () => {
    await visitor().open('/dashboard');
    expect(await entityOf(await visitor().frameOf('tile'))).toBeNull();
    await visitor().page.goto('/youtrack/app/probe/menu');
    expect(await entityOf(await visitor().frameOf('menu'))).toBeNull();
    await visitor().page.goto('/youtrack/admin/app/probe/settings');
    expect(await entityOf(await visitor().frameOf('settings'))).toBeNull();
  },
  'a text that names a widget has it': async () => {
    expect(await entityOf(await open('/issue/DEMO-2', 'text'))).toMatchObject({ type: 'ticket' });
    expect(await visitor().page.locator('[data-part=description]').textContent()).not.toContain('{{');
  },
});

statement('§8', 'D', 'A widget of an unknown extension point is silently invisible', {
  'and the app works': async () => {
    await open('/issue/DEMO-1', 'panel');
    expect(await isThere('lost')).toBe(false);
  },
});

statement('§8', 'D', 'Permissions of a widget are any of those listed, and a guard decides by the entity', {
  'a permission that a developer has not': async () => {
    await visitor().open('/issue/DEMO-1', 'dev');
    await visitor().frameOf('panel');
    expect(await isThere('admins')).toBe(false);
    await visitor().leave();
    await open('/issue/DEMO-1', 'admins');
  },
  'a guard over a custom field': async () => {
    await open('/issue/DEMO-2', 'guarded');
    await visitor().page.goto('/youtrack/issue/DEMO-1');
    await visitor().frameOf('panel');
    expect(await isThere('guarded')).toBe(false);
  },
  'a guard that throws hides its widget': async () => {
    await open('/articles/DEMO-A-1', 'article-below');
    expect(await isThere('broken-guard')).toBe(false);
  },
});
