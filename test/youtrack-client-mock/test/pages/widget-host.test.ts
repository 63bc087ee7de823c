/** The widget host, seen from inside a widget in real Chromium: sandbox, Host API and what the page does around it. */
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Visitor } from './support/visitor.ts';

let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.start();
});

afterEach(() => visitor.leave());

afterAll(() => visitor.stop());

/** What a call inside a widget came to: its result, or what it was rejected with. */
function outcome(frame: Frame, call: string): Promise<unknown> {
  return frame.evaluate(
    `(async () => ${call})().then((value) => ({ value }), (reason) => ({ reason, isError: reason instanceof Error }))`,
  );
}

async function openPanel(): Promise<Frame> {
  await visitor.open('/issue/DEMO-1');
  return visitor.frameOf('panel');
}

describe('the sandbox', () => {
  it('gives a widget an opaque origin without storage, cookies or modal dialogs', async () => {
    const panel = await openPanel();
    const dialogs: string[] = [];
    visitor.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const seen = await panel.evaluate(`({
      origin: location.origin,
      href: location.href,
      storage: (() => { try { localStorage.getItem('x'); return 'readable'; } catch (error) { return error.name; } })(),
      cookies: (() => { try { return document.cookie; } catch (error) { return error.name; } })(),
      parent: (() => { try { return parent.document.title; } catch (error) { return error.name; } })(),
      confirmed: (alert('modal'), confirm('modal')),
    })`);
    expect(seen).toEqual({
      origin: 'null',
      href: 'about:srcdoc',
      storage: 'SecurityError',
      cookies: 'SecurityError',
      parent: 'SecurityError',
      confirmed: false,
    });
    expect(dialogs).toEqual([]);
  });

  it('grants exactly what apps observe', async () => {
    await openPanel();
    const grants = await visitor.page.locator('[data-key=panel] iframe').getAttribute('sandbox');
    expect(new Set(grants?.split(' '))).toEqual(
      new Set([
        'allow-scripts',
        'allow-downloads',
        'allow-popups',
        'allow-popups-to-escape-sandbox',
        'allow-top-navigation-by-user-activation',
      ]),
    );
  });

  it('runs the files of the app, but no code made from strings', async () => {
    const panel = await openPanel();
    // The browser lets code through that is evaluated from outside, so the widget tries it itself.
    expect(await panel.evaluate('evaluated')).toBe('EvalError');
    await expect
      .poll(() => panel.evaluate('getComputedStyle(document.body).backgroundColor'))
      .toBe('rgb(1, 2, 3)');
  });
});

describe('YTApp', () => {
  it('tells an issue widget its issue, the user, the locale and its own ids', async () => {
    const panel = await openPanel();
    const app = await panel.evaluate(
      '({ entity: YTApp.entity, me: YTApp.me, locale: YTApp.locale, widget: YTApp.widget })',
    );
    expect(app).toMatchObject({
      entity: {
        id: visitor.emulator.issue,
        type: 'ticket',
        idReadable: 'DEMO-1',
        summary: visitor.emulator.summary,
      },
      me: {
        id: visitor.emulator.ada,
        login: 'ada',
        name: visitor.emulator.adaName,
        userType: { id: expect.any(String) },
      },
      locale: 'en',
      widget: { id: expect.any(String), appId: visitor.emulator.appId },
    });
  });

  it('has no entity on pages without one, and the project in its tabs', async () => {
    await visitor.open('/admin/app/probe/settings');
    expect(await (await visitor.frameOf('settings')).evaluate('YTApp.entity')).toBeNull();
    await visitor.page.goto('/youtrack/projects/DEMO?tab=probe/tab');
    expect(await (await visitor.frameOf('tab')).evaluate('YTApp.entity')).toMatchObject({
      id: visitor.emulator.project,
      type: 'project',
    });
  });

  it('offers the methods that belong to the place of the widget', async () => {
    await visitor.open('/dashboard');
    const tile = await (await visitor.frameOf('tile')).evaluate('Object.keys(host)');
    await visitor.page.goto('/youtrack/app/probe/menu');
    const menu = await (await visitor.frameOf('menu')).evaluate('Object.keys(host)');
    await visitor.page.goto('/youtrack/issue/DEMO-1');
    const panel = await (await visitor.frameOf('panel')).evaluate('Object.keys(host)');

    const everywhere = ['alert', 'fetchYouTrack', 'fetchApp', 'storage', 'closeWidget', 'collapse'];
    const embedded = ['setTitle', 'setError', 'readConfig', 'storeConfig', 'readCache', 'enterConfigMode'];
    expect(panel).toEqual(expect.arrayContaining(everywhere));
    expect(tile).toEqual(expect.arrayContaining([...everywhere, ...embedded]));
    expect(menu).toEqual(expect.arrayContaining([...everywhere, 'navigation']));
    for (const name of [...embedded, 'navigation']) expect(panel).not.toContain(name);
    expect(tile).not.toContain('navigation');
    expect(menu).not.toContain('setTitle');
  });
});

describe('fetchApp', () => {
  it('reaches global and scoped endpoints without asking', async () => {
    const panel = await openPanel();
    expect(await outcome(panel, `host.fetchApp('global/hello', { query: { q: 'a+b c' } })`)).toEqual({
      value: { who: 'ada', asked: 'a+b c' },
    });
    expect(await outcome(panel, `host.fetchApp('issue/where', { scope: true })`)).toEqual({
      value: { issue: 'DEMO-1' },
    });
    expect(await outcome(panel, `host.fetchApp('issue/where', {})`)).toMatchObject({
      reason: { status: 404 },
    });
  });

  it('rejects with a plain object that carries status and data', async () => {
    const panel = await openPanel();
    expect(
      await outcome(panel, `host.fetchApp('global/refuse', { method: 'POST', body: { a: 1 } })`),
    ).toMatchObject({
      isError: false,
      reason: { status: 422, data: { error: { code: 'no', sent: { a: 1 } } }, message: expect.any(String) },
    });
  });

  it('throws without its second argument', async () => {
    const panel = await openPanel();
    expect(await outcome(panel, `host.fetchApp('global/hello')`)).toMatchObject({
      reason: { message: expect.stringContaining('scope') },
    });
  });
});

describe('fetchYouTrack', () => {
  it('reads in the name of the user, without asking', async () => {
    const panel = await openPanel();
    expect(
      await outcome(panel, `host.fetchYouTrack('users/me', { query: { fields: 'login' } })`),
    ).toMatchObject({
      value: { login: 'ada' },
    });
    expect(await outcome(panel, `host.fetchYouTrack('../login')`)).toMatchObject({
      reason: { message: expect.stringContaining('/youtrack/api/') },
    });
  });

  it('asks before a change, and a denial changes nothing', async () => {
    const panel = await openPanel();
    const change = `host.fetchYouTrack('issues/' + YTApp.entity.id, { method: 'POST', body: { summary: 'Denied' } })`;
    const denied = outcome(panel, change);
    const dialog = visitor.page.getByRole('dialog');
    expect(await dialog.textContent()).toContain(
      `The Probe app is attempting to make a POST request to the issues/${visitor.emulator.issue} endpoint`,
    );
    await dialog.getByRole('button', { name: 'Deny' }).click();
    expect(await denied).toMatchObject({ reason: { message: expect.stringContaining('denied') } });
    expect(visitor.emulator.summaryNow()).toBe(visitor.emulator.summary);
  });

  it('sends what was allowed, and asks again until told not to', async () => {
    const panel = await openPanel();
    const change = (points: number) =>
      outcome(
        panel,
        `host.fetchYouTrack('issues/' + YTApp.entity.id, { method: 'POST', query: { fields: 'id' }, body: {
          customFields: [{ name: 'Points', $type: 'SimpleIssueCustomField', value: ${points} }] } })`,
      );
    const first = change(1);
    await visitor.page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect(await first).toMatchObject({ value: { id: visitor.emulator.issue } });
    const second = change(2);
    await visitor.page.getByRole('button', { name: "Allow and don't ask again" }).click();
    expect(await second).toMatchObject({ value: { id: visitor.emulator.issue } });
    expect(await change(3)).toMatchObject({ value: { id: visitor.emulator.issue } });
    expect(visitor.emulator.pointsNow()).toBe(3);
  });
});

describe('storage', () => {
  it('keeps strings of the app, shared by its widgets and kept over a reload', async () => {
    const panel = await openPanel();
    await panel.evaluate(`host.storage.setItem('tab', 'open')`);
    const below = await visitor.frameOf('below');
    expect(await below.evaluate(`host.storage.getItem('tab')`)).toBe('open');
    expect(await below.evaluate(`host.storage.getItem('nothing')`)).toBeNull();
    await visitor.page.reload();
    const again = await visitor.frameOf('panel');
    expect(await again.evaluate('host.storage.getKeys()')).toEqual(['tab']);
    await again.evaluate(`host.storage.removeItem('tab')`);
    await again.evaluate(`host.storage.setItem('a', '1').then(() => host.storage.clear())`);
    expect(await again.evaluate('host.storage.getKeys()')).toEqual([]);
  });

  it('refuses more than 1 MB and reserved keys, by name', async () => {
    const panel = await openPanel();
    const almost = 1024 * 1024 - 3;
    expect(await outcome(panel, `host.storage.setItem('key', 'x'.repeat(${almost}))`)).toEqual({});
    expect(await outcome(panel, `host.storage.setItem('k', '')`)).toMatchObject({
      reason: { name: 'QuotaExceededError' },
    });
    expect(await outcome(panel, `host.storage.setItem('key', 'x'.repeat(${almost + 1}))`)).toMatchObject({
      reason: { name: 'QuotaExceededError' },
    });
    expect(await outcome(panel, `host.storage.getItem('__meta:x')`)).toMatchObject({
      reason: { name: 'InvalidAccessError' },
    });
  });
});

describe('navigation', () => {
  it('reads and writes the part of the address that belongs to the app', async () => {
    await visitor.open('/admin/app/probe/settings/deep/er?app_step=2&other=1#top');
    const settings = await visitor.frameOf('settings');
    expect(await settings.evaluate('host.navigation.getAppLocation()')).toEqual({
      pathname: '/deep/er',
      search: 'step=2',
      hash: 'top',
    });
    await settings.evaluate(`host.navigation.updateAppLocation({ pathname: '/next', search: 'step=3' })`);
    expect(visitor.page.url()).toBe(
      `${visitor.emulator.origin}/youtrack/admin/app/probe/settings/next?other=1&app_step=3#top`,
    );
    await settings.evaluate(`host.navigation.replaceAppLocation({ hash: '' })`);
    await visitor.page.goBack();
    await expect
      .poll(() => settings.evaluate('heard.locations.at(-1)'))
      .toEqual({ pathname: '/deep/er', search: 'step=2', hash: 'top' });
  });
});

describe('the page around a widget', () => {
  it('lets a panel grow and shrink with its content', async () => {
    const panel = await openPanel();
    const height = () =>
      visitor.page.locator('[data-key=panel] iframe').evaluate((iframe) => iframe.clientHeight);
    await panel.evaluate(`document.getElementById('content').style.height = '321px'`);
    await expect.poll(height).toBe(321);
    await panel.evaluate(`document.getElementById('content').style.height = '40px'`);
    await expect.poll(height).toBe(40);
  });

  it('gives a page widget the rest of the window', async () => {
    await visitor.open('/admin/app/probe/settings');
    await visitor.frameOf('settings');
    const box = await visitor.page.locator('[data-key=settings] iframe').boundingBox();
    const size = visitor.page.viewportSize();
    expect(box?.width).toBe(size?.width);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(size?.height);
  });

  it('tells the theme by classes of the body', async () => {
    const panel = await openPanel();
    expect(await panel.evaluate('document.body.className')).toBe('own');
    await visitor.page.goto('/youtrack/issue/DEMO-1?theme=dark');
    expect(await (await visitor.frameOf('panel')).evaluate('document.body.className')).toBe(
      'own theme-dark ring-variables_dark-dark',
    );
    await visitor.page.goto('/youtrack/issue/DEMO-1');
    expect(
      await (await visitor.frameOf('panel')).evaluate('document.body.classList.contains("theme-dark")'),
    ).toBe(true);
  });

  it('calls onRefresh at the button, and onConfigure at the other', async () => {
    const panel = await openPanel();
    await visitor.page.locator('[data-key=panel]').getByTitle('Refresh').click();
    await expect.poll(() => panel.evaluate('heard.refreshed')).toBe(1);
    await visitor.page.locator('[data-key=panel]').getByTitle('Configure').click();
    await expect.poll(() => panel.evaluate('heard.configured')).toBe(true);
  });

  it('opens a widget of the toolbar in a dialog, until the widget closes itself', async () => {
    await visitor.open('/issue/DEMO-1');
    await visitor.page.getByRole('button', { name: 'Probe option' }).click();
    const option = await visitor.frameOf('option');
    const dialog = visitor.page.locator('dialog.widget-dialog');
    expect((await dialog.boundingBox())?.width).toBe(500);
    // Later, because the frame is gone before it could answer.
    await option.evaluate('void setTimeout(() => host.closeWidget())');
    await dialog.waitFor({ state: 'detached' });
  });

  it('keeps the configuration of a dashboard widget and shows what it reports', async () => {
    await visitor.open('/dashboard');
    const tile = await visitor.frameOf('tile');
    expect(await tile.evaluate('host.readConfig()')).toBeNull();
    await tile.evaluate(`host.storeConfig({ project: 'DEMO' })`);
    await tile.evaluate(`host.setTitle('Renamed', '')`);
    await tile.evaluate(`host.setError(new Error('Broken'))`);
    const place = visitor.page.locator('[data-key=tile]');
    await place.getByRole('button', { name: 'Renamed' }).waitFor();
    expect(await place.getByRole('alert').textContent()).toBe('Broken');
    await tile.evaluate('host.clearError()');
    await place.getByRole('alert').waitFor({ state: 'hidden' });
    expect(await tile.evaluate('host.readConfig()')).toEqual({ project: 'DEMO' });
  });
});
