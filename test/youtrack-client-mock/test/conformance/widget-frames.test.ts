/** Widgets in real Chromium: what holds them in, and how they look. */
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import { elsewhere } from '../pages/support/elsewhere.ts';
import { useVisitor } from '../pages/support/visits.ts';
import { statement } from './statement.ts';

const visitor = useVisitor();

const open = (path: string, key: string): Promise<Frame> => visitor().openWidget(path, key);

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

statement('§8', 'O', 'A widget can lead the browser elsewhere, in a click', {
  'by the address of the window around it': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    const { page } = visitor();
    await panel.evaluate(`(() => {
      const button = document.createElement('button');
      button.textContent = 'Elsewhere';
      button.onclick = () => { window.top.location.href = new URL('/youtrack/dashboard', location.ancestorOrigins[0]).href; };
      document.body.append(button);
    })()`);
    await panel.getByText('Elsewhere').click();
    await page.waitForURL('**/youtrack/dashboard');
  },
  'and in a window of its own, which knows nothing of it': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    const [popup] = await Promise.all([
      visitor().page.waitForEvent('popup'),
      panel.evaluate("void window.open(location.ancestorOrigins[0] + '/youtrack/dashboard')"),
    ]);
    await popup.waitForURL('**/youtrack/dashboard');
    expect(
      await popup.evaluate(
        '(() => { try { return opener && opener.document.title; } catch (error) { return error.name; } })()',
      ),
    ).toBe('SecurityError');
  },
});

statement('§8', 'O', 'A widget does not reach the clipboard', {
  'writing to it is rejected': async () => {
    const panel = await open('/issue/DEMO-1', 'panel');
    const written = "navigator.clipboard.writeText('x').then(() => 'written', (error) => error.name)";
    expect(await panel.evaluate(written)).toBe('NotAllowedError');
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

statement('§8', 'S', 'A widget that does not register in time is told to the person', {
  'after 15 seconds': async () => {
    await visitor().open('/issue/DEMO-1', 'ada', async (page) => {
      await page.clock.install({ time: 0 });
      await page.clock.pauseAt(1000);
    });
    await visitor().page.waitForSelector('[data-key=silent] iframe');
    const error = visitor().page.locator('[data-key=silent] .widget-error');
    await visitor().page.clock.fastForward(14_999);
    expect(await error.isVisible()).toBe(false);
    await visitor().page.clock.fastForward(1);
    await error.waitFor({ state: 'visible' });
    expect(await error.textContent()).toBe('YTApp.register() method is not properly invoked');
  },
});

statement('§8', 'S', 'Scripts, styles and images of other servers load', {
  'as from a network of such files': async () => {
    const { origin } = await elsewhere();
    const panel = await open('/issue/DEMO-1', 'panel');
    await panel.evaluate(`Promise.all([
      Object.assign(document.createElement('script'), { src: '${origin}/remote.js' }),
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '${origin}/remote.css' }),
      Object.assign(document.createElement('img'), { src: '${origin}/remote.svg' }),
    ].map((one) => new Promise((resolve, reject) => {
      one.onload = resolve;
      one.onerror = () => reject(new Error(one.outerHTML));
      document.body.append(one);
    }))).then(() => null)`);
    expect(await panel.evaluate('remote')).toBe('ran');
    expect(await panel.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(4, 5, 6)');
  },
});

statement('§8', 'O', 'A widget reads other servers that allow the origin `null`, without credentials', {
  'and no others': async () => {
    const { origin, asked } = await elsewhere();
    const panel = await open('/issue/DEMO-1', 'panel');
    const read = (path: string) =>
      panel.evaluate(`fetch('${origin}${path}').then((answer) => answer.text(), (error) => error.name)`);
    expect(await read('/open.txt')).toBe('read');
    expect(await read('/closed.txt')).toBe('TypeError');
    // The browser has a cookie for that host: that of the session.
    expect(asked).toEqual([
      { path: '/open.txt', origin: 'null', cookie: undefined },
      { path: '/closed.txt', origin: 'null', cookie: undefined },
    ]);
  },
});

statement('§8', 'O', 'Assets are kept per version of the app', {
  'another version is another address': async () => {
    const file = '/youtrack/app-assets/probe/1.0.0/widgets/probe/probe.js';
    const { origin } = visitor().emulator;
    const answer = await fetch(origin + file);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(origin + file.replace('1.0.0', '1.0.1'))).status).toBe(404);
  },
});

statement('§8', 'R', 'No page may be framed by another origin', {
  'by two headers': async () => {
    const { headers } = await fetch(`${visitor().emulator.origin}/youtrack/issues`);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
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
    const iframe = visitor().page.locator('[data-key=panel] iframe');
    await expect.poll(() => iframe.evaluate((one) => one.clientHeight)).toBe(321);
  },
  'a page': async () => {
    await open('/app/probe/menu', 'menu');
    const box = await visitor().page.locator('[data-key=menu] iframe').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(visitor().page.viewportSize()?.height);
  },
});
