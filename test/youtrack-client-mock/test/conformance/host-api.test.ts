/** Widgets in real Chromium: what they are told, and what they may ask of the page. */
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import { outcome } from '../pages/support/visitor.ts';
import { useVisitor } from '../pages/support/visits.ts';
import { statement } from './statement.ts';

const visitor = useVisitor();

const open = (path: string, key: string): Promise<Frame> => visitor().openWidget(path, key);

statement('§8', 'D', '`YTApp` tells who looks, the language, and the widget', {
  'to every widget': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    expect(
      await panel.evaluate('({ me: YTApp.me, locale: YTApp.locale, widget: YTApp.widget })'),
    ).toMatchObject({
      me: {
        id: visitor().emulator.ada,
        login: 'ada',
        name: visitor().emulator.adaName,
        avatarUrl: expect.any(String),
      },
      locale: 'en',
      widget: { id: expect.any(String), appId: visitor().emulator.appId },
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
    await visitor().page.goto('/youtrack/issue/DEMO-2');
    expect(await (await visitor().frameOf('text')).evaluate('Object.keys(host)')).toEqual(
      expect.arrayContaining(names),
    );
    const panel: unknown = await (await visitor().frameOf('panel')).evaluate('Object.keys(host)');
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

statement('§8', 'D', 'Every widget can show a message, cover the page, and close itself', {
  'a message is a text of its type, and goes after its time': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    const { page } = visitor();
    // It may be gone before a slow machine looks for it again.
    await page.evaluate(`window.messages = [];
      new MutationObserver(() => {
        for (const one of document.querySelectorAll('.toast.success')) window.messages.push(one.textContent);
      }).observe(document.body, { childList: true, subtree: true });`);
    await panel.evaluate("host.alert('<b>Saved</b>', 'success', 100)");
    await expect
      .poll(() => page.evaluate('window.messages'))
      .toContainEqual(expect.stringContaining('<b>Saved</b>'));
    await page.locator('.toast.success').waitFor({ state: 'detached' });
  },
  'modal mode covers the page until it is left': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    const box = () => visitor().page.locator('[data-key=panel] iframe').boundingBox();
    const before = await box();
    await panel.evaluate('host.enterModalMode()');
    expect(await box()).toMatchObject(visitor().page.viewportSize() ?? {});
    await panel.evaluate('host.exitModalMode()');
    await expect.poll(box).toEqual(before);
  },
  'what stands on the page folds up, also by the older name': async () => {
    for (const method of ['closeWidget', 'collapse']) {
      const panel = await open('/issue/DEMO-1', 'panel');
      await panel.evaluate(`host.${method}()`);
      await visitor().page.locator('[data-key=panel] iframe').waitFor({ state: 'hidden' });
      await visitor().leave();
    }
  },
  'what was opened from a menu goes away': async () => {
    await visitor().open('/issue/DEMO-1');
    await visitor().page.getByRole('button', { name: 'Probe option' }).click();
    // From a timer: the frame would be gone before it could answer this call.
    await (await visitor().frameOf('option')).evaluate('void setTimeout(() => host.closeWidget())');
    await visitor().page.locator('dialog.widget-dialog').waitFor({ state: 'detached' });
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
    await visitor().page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect(await made).toMatchObject({ value: { token: expect.stringMatching(/^perm:/) } });
  },
});

statement('§8', 'S', 'A dashboard widget keeps a configuration and has a mode to change it', {
  'kept over a reload': async () => {
    const tile = await open('/dashboard', 'tile');
    expect(await tile.evaluate('host.readConfig()')).toBeNull();
    await tile.evaluate("host.storeConfig({ project: 'DEMO' })");
    await visitor().page.reload();
    expect(await (await visitor().frameOf('tile')).evaluate('host.readConfig()')).toEqual({
      project: 'DEMO',
    });
  },
  'entered by the person, left by the widget': async () => {
    const tile = await open('/dashboard', 'tile');
    const section = visitor().page.locator('[data-key=tile]');
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
    const section = visitor().page.locator('[data-key=tile]');
    expect(await section.textContent()).toMatch(/Numbers[\s\S]*No data/);
    // From a timer: the frame would be gone before it could answer this call.
    await tile.evaluate('void setTimeout(() => host.removeWidget())');
    await section.waitFor({ state: 'detached' });
  },
});

statement('§8', 'D', '`storage` holds strings of the app, 1 MB of them, and no reserved keys', {
  'shared by its widgets': async () => {
    await visitor().open('/issue/DEMO-1');
    await (await visitor().frameOf('panel')).evaluate("host.storage.setItem('tab', 'open')");
    expect(await (await visitor().frameOf('below')).evaluate("host.storage.getItem('tab')")).toBe('open');
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
    expect(visitor().page.url()).toContain('other=1&app_step=3');
    await expect.poll(() => settings.evaluate('heard.locations.length')).toBe(1);
  },
});
