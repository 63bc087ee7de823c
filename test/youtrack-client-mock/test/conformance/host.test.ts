/** Widgets in real Chromium: where they stand, what holds them in, and what they may ask of the page. */
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { EXTENSION_POINTS } from '../../src/model/extension-points.ts';
import { outcome, Visitor } from '../pages/support/visitor.ts';
import { statement } from './statement.ts';

let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.start();
});
afterEach(() => visitor.leave());
afterAll(() => visitor.stop());

const open = (path: string, key: string): Promise<Frame> => visitor.openWidget(path, key);

const entityOf = (frame: Frame): Promise<unknown> => frame.evaluate('YTApp.entity');
const isThere = async (key: string) => (await visitor.page.locator(`[data-key=${key}]`).count()) > 0;

statement('§8', 'D', 'A widget stands where its extension point is, and knows what it stands on', {
  'there are 17': () => {
    expect(EXTENSION_POINTS.size).toBe(17);
  },
  'the five of an issue': async () => {
    await visitor.open('/issue/DEMO-1');
    for (const key of ['below', 'first', 'panel']) {
      expect(await entityOf(await visitor.frameOf(key))).toMatchObject({
        id: visitor.emulator.issue,
        type: 'ticket',
      });
    }
    expect(await isThere('silent')).toBe(true);
    await visitor.page.getByRole('button', { name: 'Probe option' }).click();
    expect(await entityOf(await visitor.frameOf('option'))).toMatchObject({ type: 'ticket' });
  },
  'the three of an article': async () => {
    await visitor.open('/articles/DEMO-A-1');
    for (const key of ['article-below', 'article-above']) {
      expect(await entityOf(await visitor.frameOf(key))).toMatchObject({
        type: 'article',
        idReadable: 'DEMO-A-1',
      });
    }
    await visitor.page.getByRole('button', { name: 'Probe article-option' }).click();
    const option = await visitor.frameOf('article-option');
    expect(await outcome(option, "host.fetchApp('article/where', { scope: true })")).toEqual({
      value: { article: 'DEMO-A-1', summary: 'An article', project: 'DEMO' },
    });
  },
  'the three of a project': async () => {
    const on = { id: visitor.emulator.project, type: 'project' };
    expect(await entityOf(await open('/projects/DEMO?tab=probe/tab', 'tab'))).toMatchObject(on);
    await visitor.page.goto('/youtrack/projects/DEMO/settings?tab=probe/project');
    expect(await entityOf(await visitor.frameOf('project'))).toMatchObject(on);
    await visitor.page.goto('/youtrack/projects/DEMO/settings?tab=probe/channel');
    expect(await entityOf(await visitor.frameOf('channel'))).toMatchObject(on);
  },
  'the two of a user': async () => {
    const on = { id: visitor.emulator.ada, type: 'user' };
    expect(await entityOf(await open('/users/ada', 'card'))).toMatchObject(on);
    await visitor.page.goto('/youtrack/users/me?tab=probe/profile');
    expect(await entityOf(await visitor.frameOf('profile'))).toMatchObject(on);
  },
  'pages and dashboards stand on nothing': async () => {
    await visitor.open('/dashboard');
    expect(await entityOf(await visitor.frameOf('tile'))).toBeNull();
    await visitor.page.goto('/youtrack/app/probe/menu');
    expect(await entityOf(await visitor.frameOf('menu'))).toBeNull();
    await visitor.page.goto('/youtrack/admin/app/probe/settings');
    expect(await entityOf(await visitor.frameOf('settings'))).toBeNull();
  },
  'a text that names a widget has it': async () => {
    expect(await entityOf(await open('/issue/DEMO-2', 'text'))).toMatchObject({ type: 'ticket' });
    expect(await visitor.page.locator('[data-part=description]').textContent()).not.toContain('{{');
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
    await visitor.open('/issue/DEMO-1', 'dev');
    await visitor.frameOf('panel');
    expect(await isThere('admins')).toBe(false);
    await visitor.leave();
    await open('/issue/DEMO-1', 'admins');
  },
  'a guard over a custom field': async () => {
    await open('/issue/DEMO-2', 'guarded');
    await visitor.page.goto('/youtrack/issue/DEMO-1');
    await visitor.frameOf('panel');
    expect(await isThere('guarded')).toBe(false);
  },
  'a guard that throws hides its widget': async () => {
    await open('/articles/DEMO-A-1', 'article-below');
    expect(await isThere('broken-guard')).toBe(false);
  },
});

statement('§8', 'S', 'The frame has an opaque origin, and neither storage nor modal dialogs', {
  'as the widget sees it': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(
      await panel.evaluate(`({
        origin: location.origin,
        href: location.href,
        storage: (() => { try { return localStorage.length; } catch (error) { return error.name; } })(),
        top: (() => { try { return parent.document.title; } catch (error) { return error.name; } })(),
        confirmed: confirm('modal'),
      })`),
    ).toEqual({
      origin: 'null',
      href: 'about:srcdoc',
      storage: 'SecurityError',
      top: 'SecurityError',
      confirmed: false,
    });
  },
  'its base is the folder of its page': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(await panel.evaluate('document.baseURI')).toContain('/app-assets/probe/1.0.0/widgets/probe/');
  },
});

statement('§8', 'S', 'The policy of content forbids eval, and lets files of the app in', {
  'as the app tries it': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(await panel.evaluate('evaluated')).toBe('EvalError');
    await expect
      .poll(() => panel.evaluate('getComputedStyle(document.body).backgroundColor'))
      .toBe('rgb(1, 2, 3)');
  },
});

statement('§8', 'O', 'Assets are kept per version of the app', {
  'another version is another address': async () => {
    const file = '/youtrack/app-assets/probe/1.0.0/widgets/probe/probe.js';
    const { origin } = visitor.emulator;
    const answer = await fetch(origin + file);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(origin + file.replace('1.0.0', '1.0.1'))).status).toBe(404);
  },
});

statement('§8', 'R', 'No page may be framed by another origin', {
  'by two headers': async () => {
    const { headers } = await fetch(`${visitor.emulator.origin}/youtrack/issues`);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  },
});

statement('§8', 'D', '`YTApp` tells who looks, the language, and the widget', {
  'to every widget': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(
      await panel.evaluate('({ me: YTApp.me, locale: YTApp.locale, widget: YTApp.widget })'),
    ).toMatchObject({
      me: {
        id: visitor.emulator.ada,
        login: 'ada',
        name: visitor.emulator.adaName,
        avatarUrl: expect.any(String),
      },
      locale: 'en',
      widget: { id: expect.any(String), appId: visitor.emulator.appId },
    });
  },
});

statement('§8', 'D', 'Which methods there are depends on the extension point', {
  'on dashboards and in texts': async () => {
    const tile = await open('/dashboard', 'tile');
    const names = [
      ...[
        'setTitle',
        'setLoadingAnimationEnabled',
        'enterConfigMode',
        'exitConfigMode',
        'setError',
        'clearError',
      ],
      ...['readCache', 'storeCache', 'readConfig', 'storeConfig', 'downloadFile', 'fetchHub', 'loadServices'],
      'removeWidget',
    ];
    expect(await tile.evaluate('Object.keys(host)')).toEqual(expect.arrayContaining(names));
    await visitor.page.goto('/youtrack/issue/DEMO-2');
    expect(await (await visitor.frameOf('text')).evaluate('Object.keys(host)')).toEqual(
      expect.arrayContaining(names),
    );
    const panel: unknown = await (await visitor.frameOf('panel')).evaluate('Object.keys(host)');
    for (const name of [...names, 'navigation']) expect(panel).not.toContain(name);
  },
  'navigation on full pages': async () => {
    const menu = await open('/app/probe/menu', 'menu');
    expect(await menu.evaluate('Object.keys(host.navigation).sort()')).toEqual([
      'getAppLocation',
      'replaceAppLocation',
      'updateAppLocation',
    ]);
  },
});

statement('§8', 'D', '`fetchApp` needs its second argument, and `scope` to reach handlers of the entity', {
  'without it, it fails': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(await outcome(panel, "host.fetchApp('global/hello')")).toMatchObject({
      reason: { message: expect.stringContaining('scope') },
    });
  },
  'a handler of the issue is a 404 without scope': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(await outcome(panel, "host.fetchApp('issue/where', {})")).toMatchObject({
      reason: { status: 404 },
    });
    expect(await outcome(panel, "host.fetchApp('issue/where', { scope: true })")).toEqual({
      value: { issue: 'DEMO-1' },
    });
  },
});

statement('§8', 'O', 'A refused request rejects with an object that carries status and data', {
  'not with an Error': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(
      await outcome(panel, "host.fetchApp('global/refuse', { method: 'POST', body: { a: 1 } })"),
    ).toMatchObject({ reason: { status: 422, data: { error: { code: 'no', sent: { a: 1 } } } } });
  },
});

statement('§6', 'S', 'Hub is reached from dashboards and texts only, where a widget can make a token', {
  'for the services it lists': async () => {
    const tile = await open('/dashboard', 'tile');
    expect(await outcome(tile, "host.loadServices('YouTrack')")).toMatchObject({
      value: [{ id: 'youtrack', applicationName: 'YouTrack', homeUrl: expect.stringContaining('/youtrack') }],
    });
    const made = outcome(
      tile,
      `host.fetchHub('users/me/permanenttokens', { method: 'POST', query: { fields: 'id,token' },
        body: { name: 'From a widget', scope: [{ id: 'youtrack' }] } })`,
    );
    await visitor.page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect(await made).toMatchObject({ value: { token: expect.stringMatching(/^perm:/) } });
  },
});

statement('§8', 'S', 'A dashboard widget keeps a configuration and has a mode to change it', {
  'kept over a reload': async () => {
    const tile = await open('/dashboard', 'tile');
    expect(await tile.evaluate('host.readConfig()')).toBeNull();
    await tile.evaluate("host.storeConfig({ project: 'DEMO' })");
    await visitor.page.reload();
    expect(await (await visitor.frameOf('tile')).evaluate('host.readConfig()')).toEqual({ project: 'DEMO' });
  },
  'entered by the person, left by the widget': async () => {
    const tile = await open('/dashboard', 'tile');
    const section = visitor.page.locator('[data-key=tile]');
    await section.getByTitle('Configure').click();
    await expect.poll(() => tile.evaluate('heard.configured')).toBe(true);
    await tile.evaluate('host.enterConfigMode()');
    expect(await section.getAttribute('class')).toContain('configuring');
    await tile.evaluate('host.exitConfigMode()');
    expect(await section.getAttribute('class')).not.toContain('configuring');
  },
  'with a title, an error and an end': async () => {
    const tile = await open('/dashboard', 'tile');
    await tile.evaluate("host.setTitle('Numbers', '')");
    await tile.evaluate("host.setError({ message: 'No data' })");
    const section = visitor.page.locator('[data-key=tile]');
    expect(await section.textContent()).toMatch(/Numbers[\s\S]*No data/);
    // From a timer: the frame would be gone before it could answer this call.
    await tile.evaluate('void setTimeout(() => host.removeWidget())');
    await section.waitFor({ state: 'detached' });
  },
});

statement('§8', 'D', '`storage` holds strings of the app, 1 MB of them, and no reserved keys', {
  'shared by its widgets': async () => {
    await visitor.open('/issue/DEMO-1');
    await (await visitor.frameOf('panel')).evaluate("host.storage.setItem('tab', 'open')");
    expect(await (await visitor.frameOf('below')).evaluate("host.storage.getItem('tab')")).toBe('open');
  },
  'refusals have names': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(await outcome(panel, "host.storage.setItem('k', 'x'.repeat(1024 * 1024))")).toMatchObject({
      reason: { name: 'QuotaExceededError' },
    });
    expect(await outcome(panel, "host.storage.setItem('__meta:x', '')")).toMatchObject({
      reason: { name: 'InvalidAccessError' },
    });
  },
});

statement('§8', 'O', 'Only parameters that begin with `app_` reach a full page, without that beginning', {
  'in the query and in the fragment': async () => {
    const settings = await open('/admin/app/probe/settings/deep?app_step=2&other=1#app_tab=3', 'settings');
    expect(await settings.evaluate('host.navigation.getAppLocation()')).toEqual({
      pathname: '/deep',
      search: 'step=2',
      hash: 'tab=3',
    });
    await settings.evaluate("host.navigation.updateAppLocation({ search: 'step=3' })");
    expect(visitor.page.url()).toContain('other=1&app_step=3');
    await expect.poll(() => settings.evaluate('heard.locations.length')).toBe(1);
  },
});

statement('§8', 'O', 'The dark theme is told by classes of the body', {
  'theme-dark and that of Ring UI': async () => {
    const panel = await open('/issue/DEMO-1?theme=dark', 'panel');
    expect(await panel.evaluate('document.body.className')).toBe('own theme-dark ring-variables_dark-dark');
  },
});

statement('§8', 'O', 'A frame grows with its content, and a page widget fills the page', {
  'a panel': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    await panel.evaluate("document.getElementById('content').style.height = '321px'");
    const iframe = visitor.page.locator('[data-key=panel] iframe');
    await expect.poll(() => iframe.evaluate((one) => one.clientHeight)).toBe(321);
  },
  'a page': async () => {
    await open('/app/probe/menu', 'menu');
    const box = await visitor.page.locator('[data-key=menu] iframe').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(visitor.page.viewportSize()?.height);
  },
});
