/** What YouTrack takes for an app, what it refuses, and what becomes of the version that was there before. */
import { zipSync } from 'fflate';
import { expect } from 'vitest';
import type { Files } from '../packed-app.ts';
import { MANIFEST, packageOf, uploadOf, zipOf } from '../packed-app.ts';
import type { World } from '../rest/support/world.ts';
import { pluck, start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

const HELLO = `exports.httpHandler = { endpoints: [
  { method: 'GET', path: 'hello', handle: (ctx) => ctx.response.json({ version: 1 }) },
] };`;
const WIDGET = {
  key: 'panel',
  name: 'Panel',
  indexPath: 'panel/index.html',
  extensionPoint: 'MAIN_MENU_ITEM',
};
const encode = (text: string) => new TextEncoder().encode(text);

async function upload({ as }: World, files: Files, manifest?: object) {
  return as('admin').upload('admin/apps/import', uploadOf(zipOf(packageOf(files, manifest))));
}

/** Installs version 1, tries what is given, and tells how that was refused and whether version 1 still works. */
async function refusalOf(zip: Uint8Array): Promise<string> {
  const { as } = await start({ apps: [packageOf({ 'hello.js': HELLO })] });
  const answer = await as('admin').upload('admin/apps/import', uploadOf(zip));
  expect(answer).toMatchObject({ status: 400, body: { error: 'bad_request' } });
  expect(pluck(await as('admin').get('admin/apps?fields=version'), 'version')).toEqual(['1.0.0']);
  expect((await as('dora').get('extensionEndpoints/probe/hello/hello')).body).toEqual({ version: 1 });
  return String(Object(answer.body).error_description);
}

const SIGNATURE = 'PK\u0001\u0002';
/** In the central directory of a ZIP, from the beginning of an entry, which is 46 bytes before its name. */
const CRC_AT = 16;
const SIZE_AT = 24;
const LOCAL_AT = 42;

/** Where the central directory of a ZIP tells of a file. */
function entryIn(zip: Uint8Array, name: string): number {
  const bytes = Buffer.from(zip);
  const at = bytes.lastIndexOf(name) - 46;
  expect(bytes.toString('latin1', at, at + 4)).toBe(SIGNATURE);
  return at;
}

/** The ZIP whose directory says another size of a file, by this difference. */
function withOtherSize(zip: Uint8Array, name: string, difference: number): Uint8Array {
  const changed = Buffer.from(zip);
  const at = entryIn(zip, name) + SIZE_AT;
  changed.writeUInt32LE(changed.readUInt32LE(at) + difference, at);
  return changed;
}

/** The ZIP that says another checksum of a file, in both places. */
function withOtherChecksum(zip: Uint8Array, name: string): Uint8Array {
  const changed = Buffer.from(zip);
  const at = entryIn(zip, name);
  changed.writeUInt32LE(1, at + CRC_AT);
  changed.writeUInt32LE(1, changed.readUInt32LE(at + LOCAL_AT) + 14);
  return changed;
}

const NEWER = { ...MANIFEST, version: '2.0.0' };
const refused = (files: Files, manifest: object = NEWER) => refusalOf(zipOf(packageOf(files, manifest)));

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

statement('§1', 'O', 'An ECMAScript module in a script at the root makes the import fail', {
  'an import, an export': async () => {
    for (const source of ["import { rule } from './x.js'; exports.rule = rule;", 'export const rule = {};']) {
      expect(await refused({ 'module.js': source })).toContain('module.js');
    }
  },
});

statement('§1', 'O', 'A script that throws while it is loaded makes the import fail', {
  'with its message': async () => {
    expect(await refused({ 'broken.js': "throw new Error('out of order')" })).toContain('out of order');
  },
  'also a module that another one requires': async () => {
    expect(await refused({ 'a.js': "require('./b')", 'b.js': 'null.x' })).toContain('b.js');
  },
  'and one whose export throws when it is read': async () => {
    for (const name of ['rule', 'httpHandler']) {
      const thrown = `get() { throw new Error('out of order'); }`;
      const source = `Object.defineProperty(exports, '${name}', { ${thrown} });`;
      expect(await refused({ 'broken.js': source })).toContain('broken.js');
    }
    const source = "exports.httpHandler = new Proxy({}, { get() { throw new Error('out of order'); } });";
    expect(await refused({ 'broken.js': source })).toContain('out of order');
  },
  'and one that uses what the API does not have': async () => {
    const source = `
      const entities = require('@jetbrains/youtrack-scripting-api/entities');
      exports.rule = entities.IssueWorkItem.onChange({ title: 'x', action: () => null });`;
    expect(await refused({ 'rule.js': source })).toContain('rule.js');
  },
});

statement('§9', 'I', 'A file that is no package is refused with a reason, and what was installed stays', {
  'no ZIP at all, and a part of one': async () => {
    expect(await refusalOf(encode('nonsense'))).toContain('no');
    const zip = zipOf(packageOf({ 'hello.js': HELLO }, NEWER));
    expect(await refusalOf(zip.slice(0, zip.length / 2))).toContain('ZIP');
  },
  'a path that leads out of it': async () => {
    const manifest = { 'manifest.json': encode(JSON.stringify(NEWER)) };
    for (const path of ['../evil.js', 'widgets/../../evil.js', '/etc/evil', 'C:/evil', 'a\\..\\..\\evil']) {
      expect(await refusalOf(zipSync({ ...manifest, [path]: encode('x') }))).toContain(path);
    }
  },
  'one that would fill the memory': async () => {
    const zeros = new Uint8Array(60 * 1024 * 1024);
    const bomb = zipSync({ 'manifest.json': encode(JSON.stringify(NEWER)), a: zeros, b: zeros });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusalOf(bomb)).toContain('bytes');
  },
  'one that lies about the size or the checksum of a file': async () => {
    for (const level of [0, 6] as const) {
      const text = 'exports.note = "a file that is long enough to be packed, packed, packed";';
      const zip = zipSync(
        { 'manifest.json': encode(JSON.stringify(NEWER)), 'note.js': encode(text) },
        { level },
      );
      for (const difference of [1, -1, -text.length]) {
        expect(await refusalOf(withOtherSize(zip, 'note.js', difference))).toContain('damaged at note.js');
      }
      expect(await refusalOf(withOtherChecksum(zip, 'note.js'))).toContain('damaged at note.js');
    }
  },
  'one of too many files': async () => {
    const files = Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`f${n}`, new Uint8Array()]));
    expect(await refusalOf(zipSync(files))).toContain('entries');
  },
  'a manifest or settings that are no JSON': async () => {
    expect(await refusalOf(zipSync({ 'manifest.json': encode('{') }))).toContain('manifest.json');
    expect(await refused({ 'settings.json': '{' })).toContain('settings.json');
  },
  'a list where an object must be': async () => {
    for (const file of ['settings.json', 'entity-extensions.json', 'manifest.json']) {
      const manifest = { 'manifest.json': encode(JSON.stringify(NEWER)) };
      expect(await refusalOf(zipSync({ ...manifest, [file]: encode('[]') }))).toBe(
        `${file} must hold an object`,
      );
    }
  },
  'extension properties of an unknown entity or type': async () => {
    const extend = (entityType: string, type: string) => ({
      'entity-extensions.json': { entityTypeExtensions: [{ entityType, properties: { kept: { type } } }] },
    });
    expect(await refused(extend('Sandwich', 'string'))).toContain('Sandwich');
    expect(await refused(extend('Issue', 'sandwich'))).toContain('sandwich');
  },
});

statement('§9', 'D', 'An update replaces the scripts of the version before it', {
  'and keeps settings, places and id': async () => {
    const settings = { properties: { colour: { type: 'string' } } };
    const world = await start({ apps: [packageOf({ 'hello.js': HELLO, 'settings.json': settings })] });
    const { as } = world;
    await as('admin').post('admin/apps/probe/globalConfig', { globalSettings: '{"colour":"red"}' });
    await as('pat').post('admin/projects/DEMO/appConfigurations', { app: { name: 'probe' } });
    const before = (await as('admin').get('admin/apps/probe')).body;
    await upload(
      world,
      { 'hello.js': HELLO.replace('version: 1', 'version: 2'), 'settings.json': settings },
      NEWER,
    );
    expect((await as('admin').get('admin/apps/probe')).body).toEqual(before);
    expect((await as('dora').get('extensionEndpoints/probe/hello/hello')).body).toEqual({ version: 2 });
    expect((await as('admin').get('admin/apps/probe/globalConfig?fields=globalSettings')).body).toMatchObject(
      {
        globalSettings: '{"colour":"red"}',
      },
    );
    expect((await as('pat').get('admin/projects/DEMO/appConfigurations')).body).toHaveLength(1);
  },
});

statement('§6', 'S', 'JetBrains’ command line uploads, lists and downloads over REST', {
  'the package comes back as it was sent': async () => {
    const { as } = await start();
    const zip = zipOf(packageOf({ 'hello.js': HELLO }));
    expect((await as('admin').upload('admin/apps/import', uploadOf(zip))).body).toMatchObject({
      id: expect.any(String),
    });
    const file = await as('admin').get('admin/apps/probe', { accept: 'application/zip' });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/zip']);
  },
  'an upload without its file is refused': async () => {
    const { as } = await start();
    expect((await as('admin').upload('admin/apps/import', new FormData())).status).toBe(400);
    expect((await as('admin').post('admin/apps/import', {})).status).toBe(400);
  },
});
