/** What YouTrack takes for an app: its manifest, widgets, versions and files. */
import { zipSync } from 'fflate';
import { expect } from 'vitest';
import { MANIFEST, packageOf } from '../packed-app.ts';
import { start } from '../rest/support/world.ts';
import { encode, HELLO, NEWER, refusalOf, refused, upload } from './package-probe.ts';
import { statement } from './statement.ts';

const WIDGET = {
  key: 'panel',
  name: 'Panel',
  indexPath: 'panel/index.html',
  extensionPoint: 'MAIN_MENU_ITEM',
};

statement('§9', 'D', 'Only the name of a manifest is required', {
  'and it is enough': async () => {
    const world = await start();
    expect((await upload(world, {}, { name: 'bare' })).status).toBe(200);
    expect((await world.as('admin').get('admin/apps/bare?fields=title')).body).toMatchObject({
      title: 'bare',
    });
  },
  'it holds small letters, digits and -_.~': async () => {
    for (const name of ['Probe', 'my app', 'ä', '']) {
      expect(await refused({}, { ...NEWER, name })).toContain('name');
    }
  },
  'and is no part of an address that leads elsewhere': async () => {
    for (const dots of ['.', '..']) {
      expect(await refused({}, { ...NEWER, name: dots })).toBe(
        'manifest.json: name: must hold more than dots',
      );
      const widgets = [{ ...WIDGET, key: dots }];
      expect(await refused({ 'panel/index.html': '' }, { ...NEWER, widgets })).toContain('widgets.0.key: ');
    }
  },
  'a version and its bounds are three numbers': async () => {
    for (const version of [
      'abc',
      '1',
      '1.0',
      'v1.0.0',
      '1.0.0-beta',
      '01.0.0',
      '1.0.0.0',
      '100000.100000.100',
      '',
      1,
    ]) {
      for (const name of ['version', 'minYouTrackVersion', 'maxYouTrackVersion']) {
        expect(await refused({}, { ...NEWER, [name]: version })).toContain(`${name}: `);
      }
    }
    expect((await upload(await start(), {}, { ...MANIFEST, version: '10.20.30' })).status).toBe(200);
  },
  'what the schema does not know passes': async () => {
    const more = { ...MANIFEST, settings: 'settings.json', youTrackApiAllowedEndpoints: [] };
    expect((await upload(await start(), {}, more)).status).toBe(200);
  },
});

statement('§9', 'D', 'A widget needs a key, a name, a page and an extension point', {
  'each is missed': async () => {
    for (const name of ['key', 'name', 'indexPath', 'extensionPoint']) {
      const widget = Object.fromEntries(Object.entries(WIDGET).filter(([key]) => key !== name));
      expect(await refused({ 'panel/index.html': '' }, { ...NEWER, widgets: [widget] })).toContain(name);
    }
  },
  'the page is an index.html': async () => {
    for (const indexPath of ['panel/main.js', 'panel', 'panel/page.html', 'hello.js?index.html']) {
      const widgets = [{ ...WIDGET, indexPath }];
      const files = { 'panel/main.js': '', 'panel/page.html': '', 'hello.js': HELLO };
      expect(await refused(files, { ...NEWER, widgets })).toContain('widgets.0.indexPath: ');
    }
  },
  'two widgets have two keys': async () => {
    const widgets = [WIDGET, WIDGET];
    expect(await refused({ 'panel/index.html': '' }, { ...NEWER, widgets })).toContain('panel');
  },
  'a permission list is a list': async () => {
    const widgets = [{ ...WIDGET, permissions: 'READ_ISSUE' }];
    expect(await refused({ 'panel/index.html': '' }, { ...NEWER, widgets })).toContain('permissions');
  },
});

statement('§9', 'D', 'An upload to a server outside of the versions of the app fails', {
  'too old or too new': async () => {
    expect(await refused({}, { ...NEWER, minYouTrackVersion: '2999.1.0' })).toContain('2999.1.0');
    expect(await refused({}, { ...NEWER, maxYouTrackVersion: '2020.1.0' })).toContain('2020.1.0');
  },
  'within them it does not': async () => {
    const manifest = { ...MANIFEST, minYouTrackVersion: '2024.3.0', maxYouTrackVersion: '2999.1.0' };
    expect((await upload(await start(), {}, manifest)).status).toBe(200);
  },
});

statement('§9', 'D', 'Paths of the manifest match the files of the package', {
  'a page of a widget that is not there is refused': async () => {
    expect(await refused({}, { ...NEWER, widgets: [WIDGET] })).toBe(
      'manifest.json: the widget panel has the page panel/index.html, which is not there',
    );
  },
  'a file in widgets/ is not mistaken for a script at the root': async () => {
    const { as } = await start({
      apps: [packageOf({ 'main.js': 'exports.secret = 1;', 'widgets/main.js': 'YTApp.register();' })],
    });
    const served = await as(null).get('/app-assets/probe/1.0.0/widgets/main.js');
    expect(served.body).toBe('YTApp.register();');
  },
  'it may lie in widgets/, and carry a query': async () => {
    const world = await start();
    const widgets = [{ ...WIDGET, indexPath: 'panel/index.html?mode=full' }];
    expect((await upload(world, { 'widgets/panel/index.html': '' }, { ...MANIFEST, widgets })).status).toBe(
      200,
    );
    expect((await upload(world, { 'panel/index.html': '' }, { ...MANIFEST, widgets })).status).toBe(200);
  },
});

statement('§8', 'I', 'Browsers get the files of widgets, and nothing else of a package', {
  'not its scripts, and not what configures it': async () => {
    const { as } = await start({
      apps: [
        packageOf(
          {
            'hello.js': HELLO,
            'settings.json': {},
            'entity-extensions.json': { entityTypeExtensions: [] },
            'lib/part.js': '',
            'index.html': 'page',
            'panel/index.html': 'page',
          },
          { ...MANIFEST, widgets: [WIDGET, { ...WIDGET, key: 'root', indexPath: './index.html' }] },
        ),
      ],
    });
    const statusOf = async (path: string) =>
      (await as(null).get(`/app-assets/probe/1.0.0/widgets/${path}`)).status;
    for (const path of ['hello.js', 'manifest.json', 'settings.json', 'entity-extensions.json']) {
      expect([path, await statusOf(path)]).toEqual([path, 404]);
      expect(await statusOf(`panel/..%2F${path}`)).toBe(404);
    }
    expect([await statusOf('index.html'), await statusOf('panel/index.html')]).toEqual([200, 200]);
  },
  'pages, what lies beside them, and pictures': async () => {
    const { as } = await start({
      apps: [
        packageOf(
          {
            'panel/index.html': 'page',
            'panel/main.js': 'script',
            'widgets/assets/style.css': 'style',
            'public/logo.svg': 'logo',
            'icon.svg': 'icon',
          },
          { ...MANIFEST, widgets: [WIDGET] },
        ),
      ],
    });
    for (const path of [
      'panel/index.html',
      'panel/main.js',
      'assets/style.css',
      'public/logo.svg',
      'icon.svg',
    ]) {
      expect([path, (await as(null).get(`/app-assets/probe/1.0.0/widgets/${path}`)).status]).toEqual([
        path,
        200,
      ]);
    }
  },
});

statement('§9', 'D', 'The manifest and the scripts lie at the root of the package', {
  'a package without a manifest is refused': async () => {
    expect(await refusalOf(zipSync({ 'readme.txt': encode('x') }))).toContain('manifest.json');
    expect(await refusalOf(zipSync({ 'app/manifest.json': encode('{"name":"probe"}') }))).toContain(
      'manifest.json',
    );
  },
  'scripts below a folder are not looked at': async () => {
    const world = await start();
    expect((await upload(world, { 'lib/broken.js': 'throw new Error()' })).status).toBe(200);
    expect((await world.as('admin').get('admin/apps/probe?fields=pluggableObjects')).body).toMatchObject({
      pluggableObjects: [],
    });
  },
});
