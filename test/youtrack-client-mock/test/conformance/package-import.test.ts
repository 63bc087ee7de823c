/** What is refused when an app is imported, and what becomes of the version that was there before. */
import { zipSync } from 'fflate';
import { expect } from 'vitest';
import { packageOf, uploadOf, zipOf } from '../packed-app.ts';
import { start } from '../rest/support/world.ts';
import { encode, HELLO, NEWER, refusalOf, refused, upload } from './package-probe.ts';
import { statement } from './statement.ts';

/** The attributes of a symbolic link, as a packer on Unix writes them. */
const UNIX_LINK = 0o120777 * 2 ** 16;

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
  'whatever it throws, with text or without': async () => {
    const thrown = [
      'null',
      'Object.create(null)',
      '{ toString() { throw 1; } }',
      'new Proxy({}, { get() { throw 1; } })',
    ];
    for (const what of thrown) {
      expect(await refused({ 'broken.js': `throw ${what};` })).toContain('broken.js could not be loaded: ');
    }
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
  'a link, or a path that no disk would hold': async () => {
    const manifest = { 'manifest.json': encode(JSON.stringify(NEWER)) };
    const link = [encode('/etc/hosts'), { os: 3, attrs: UNIX_LINK }] satisfies [Uint8Array, object];
    expect(await refusalOf(zipSync({ ...manifest, 'widgets/logo.svg': link }))).toContain(
      'holds the link widgets/logo.svg',
    );
    expect(await refusalOf(zipSync({ ...manifest, ['long/'.repeat(1000)]: encode('x') }))).toContain(
      'holds a path of more than',
    );
  },
  'one that holds a name twice': async () => {
    // The first is not the one that is told of the second.
    for (const name of ['one.js', 'two.js']) {
      const zip = zipOf(packageOf({ [name]: '', [`${name.slice(0, 3)}_js`]: '' }, NEWER));
      const twice = Buffer.from(Buffer.from(zip).toString('latin1').replaceAll('_js', '.js'), 'latin1');
      expect(await refusalOf(twice)).toBe('The archive holds two entries of the same name');
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
  'a text that is no UTF-8': async () => {
    const manifest = { 'manifest.json': encode(JSON.stringify(NEWER)) };
    for (const file of ['settings.json', 'entity-extensions.json', 'manifest.json']) {
      const latin = Buffer.from(JSON.stringify({ ...NEWER, title: 'Caf\u00e9' }), 'latin1');
      expect(await refusalOf(zipSync({ ...manifest, [file]: latin }))).toBe(`${file} is no UTF-8`);
    }
  },
  'settings that are a list, or that require one that is not there': async () => {
    expect(await refused({ 'settings.json': { properties: [] } })).toBe(
      'settings.json: properties: must be an object, not a list',
    );
    expect(await refused({ 'settings.json': { properties: { colour: [] } } })).toBe(
      'settings.json: properties.colour: must be an object, not a list',
    );
    const required = { properties: { colour: { type: 'string' } }, required: ['colour', 'color'] };
    expect(await refused({ 'settings.json': required })).toBe(
      'settings.json: required: there is no setting color',
    );
  },
  'extension properties that are a list': async () => {
    const declared = { entityTypeExtensions: [{ entityType: 'Issue', properties: [] }] };
    expect(await refused({ 'entity-extensions.json': declared })).toBe(
      'entity-extensions.json: entityTypeExtensions.0.properties: must be an object, not a list',
    );
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
