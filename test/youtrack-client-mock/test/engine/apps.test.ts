import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ImportRejected } from '../../src/engine/types.ts';
import { createWorld, type Files, MANIFEST, packageOf, rule } from './world.ts';

const RULE = rule('');

describe('An import is refused', () => {
  it.each<[string, Files, object | undefined, string]>([
    ['without a name', {}, {}, 'manifest.json'],
    ['for a name in other letters', {}, { ...MANIFEST, name: 'Demo App' }, 'manifest.json: name'],
    ['for a newer YouTrack', {}, { ...MANIFEST, minYouTrackVersion: '2099.1.0' }, 'needs YouTrack 2099.1.0'],
    ['for an older YouTrack', {}, { ...MANIFEST, maxYouTrackVersion: '2020.1.0' }, 'up to 2020.1.0'],
    [
      'when a script throws while it is loaded',
      { 'a.js': `throw new Error('boom');` },
      undefined,
      'a.js could not be loaded',
    ],
    [
      'for an ECMAScript module',
      { 'a.js': `import x from './b.js';` },
      undefined,
      'a.js could not be loaded',
    ],
    [
      'when a script uses what the runtime has not',
      { 'a.js': `setTimeout(() => {}, 1);` },
      undefined,
      'setTimeout is not defined',
    ],
    [
      'for a rule maker that does not exist',
      { 'a.js': `require('@jetbrains/youtrack-scripting-api/entities').IssueWorkItem.onChange({});` },
      undefined,
      'not a function',
    ],
    ['for an unknown module', { 'a.js': `require('fs');` }, undefined, "Cannot find module 'fs'"],
    [
      'for a path with a parameter',
      {
        'a.js': `exports.httpHandler = { endpoints: [{ method: 'GET', path: 'x/{id}', handle: () => {} }] };`,
      },
      undefined,
      'fixed path',
    ],
    [
      'for scopes of two families',
      {
        'a.js': `exports.httpHandler = { endpoints: [
      { method: 'GET', path: 'x', handle: () => {} }, { method: 'GET', path: 'y', scope: 'ISSUE', handle: () => {} }] };`,
      },
      undefined,
      'must be all of',
    ],
    [
      'for a cron that is none',
      {
        'a.js': RULE.replace('onChange', 'onSchedule').replace(
          'title:',
          `cron: 'daily', search: 'x', title:`,
        ),
      },
      undefined,
      'cron',
    ],
    ['for a broken settings.json', { 'settings.json': '{' }, undefined, 'settings.json is no JSON'],
    [
      'for an unknown type of a property',
      {
        'entity-extensions.json': {
          entityTypeExtensions: [{ entityType: 'Issue', properties: { x: { type: 'text' } } }],
        },
      },
      undefined,
      'unknown type text',
    ],
  ])('%s', (_what, files, manifest, reason) => {
    const world = createWorld({ files: {} });
    const before = world.youTrack.apps.list();
    const attempt = () => world.youTrack.apps.importFiles(packageOf(files, manifest));
    expect(attempt).toThrow(ImportRejected);
    expect(attempt).toThrow(reason);
    expect(world.youTrack.apps.list()).toEqual(before);
  });

  it('for a ZIP without a manifest, and for what is no ZIP', () => {
    const { apps } = createWorld({ files: {} }).youTrack;
    expect(() => apps.importZip(zipSync({ 'readme.txt': new Uint8Array() }))).toThrow('no manifest.json');
    expect(() => apps.importZip(new TextEncoder().encode('hello'))).toThrow('not a ZIP');
  });
});

describe('Scripts', () => {
  it('share utility modules, and are recognised by `exports`, not by `module.exports`', () => {
    const world = createWorld({
      files: {
        'tool.js': `module.exports = { word: 'shared' };`,
        'rule.js': `const tool = require('./tool'); ${rule(`ctx.issue.description = tool.word;`)}`,
        'hidden.js': `module.exports = { httpHandler: { endpoints: [] } };`,
      },
    });
    expect(world.youTrack.apps.list()[0]?.scripts.map(({ file, kind }) => [file, kind])).toEqual([
      ['rule.js', 'rule'],
    ]);
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'description')).toBe('shared');
  });

  it('have a world of their own: ECMAScript with this YouTrack’s clock, and no eval', () => {
    const world = createWorld({
      files: {
        'rule.js': rule(`
          const names = ['fetch', 'URL', 'Buffer', 'process', 'setTimeout', 'TextEncoder', 'crypto'];
          let evaluated = 'refused';
          try { evaluated = eval('1'); } catch (error) { evaluated = error instanceof EvalError; }
          console.log(names.filter((name) => name in globalThis).length, Date.now(), new Date().getTime(), new Date() instanceof Date, evaluated);
        `),
      },
    });
    world.edit({ summary: 'Second' });
    const now = world.youTrack.now();
    expect(world.log()).toEqual([`info: 0 ${now} ${now} true true`]);
  });
});

describe('Settings', () => {
  const files: Files = {
    'settings.json': {
      properties: {
        token: { type: 'string', format: 'secret', minLength: 8, 'x-scope': 'GLOBAL' },
        size: { type: 'integer', maximum: 10 },
      },
    },
  };

  it('show secrets as a mask, keep them when the mask comes back, and are cleared by null', () => {
    const { apps } = createWorld({ files }).youTrack;
    apps.mergeSettings('demo-app', null, { token: 'long enough', size: 3 });
    expect(apps.settings('demo-app', null)).toEqual({ token: '<***>', size: 3 });
    apps.mergeSettings('demo-app', null, { token: '<***>' });
    expect(apps.settings('demo-app', null)).toEqual({ token: '<***>', size: 3 });
    apps.mergeSettings('demo-app', null, { token: null });
    expect(apps.settings('demo-app', null)).toEqual({ size: 3 });
  });

  it.each([
    [{ token: 'short' }, 'token'],
    [{ size: 11 }, 'size'],
    [{ size: 'x' }, 'size'],
    [{ unknown: 1 }, 'unknown'],
  ])('%j is refused and changes nothing', (values, reason) => {
    const { apps } = createWorld({ files }).youTrack;
    apps.mergeSettings('demo-app', null, { size: 3 });
    expect(() => apps.mergeSettings('demo-app', null, { size: 4, ...values })).toThrow(reason);
    expect(apps.settings('demo-app', null)).toEqual({ size: 3 });
  });

  it('of the whole YouTrack are not set in a project', () => {
    const world = createWorld({ files });
    expect(() => world.youTrack.apps.mergeSettings('demo-app', world.demo, { token: 'long enough' })).toThrow(
      'token',
    );
  });
});

describe('An update', () => {
  const declared = (type: string) => ({
    entityTypeExtensions: [
      { entityType: 'Issue', properties: { kept: { type: 'string' }, changed: { type } } },
    ],
  });

  it('keeps what is declared as before, and forgets what has another type', () => {
    const world = createWorld({
      files: {
        'rule.js': rule(
          `ctx.issue.extensionProperties.kept = 'a'; ctx.issue.extensionProperties.changed = 'b';`,
        ),
        'entity-extensions.json': declared('string'),
      },
    });
    world.edit({ summary: 'Second' });
    const [before] = world.youTrack.apps.list();
    const after = world.youTrack.apps.importFiles(
      packageOf({ 'entity-extensions.json': declared('integer') }, { ...MANIFEST, version: '1.1.0' }),
    );
    expect(after).toMatchObject({ id: before?.id, version: '1.1.0' });
    expect(world.get(world.issue, 'ext:demo-app:kept')).toBe('a');
    expect(world.get(world.issue, 'ext:demo-app:changed')).toBeNull();
    expect(world.youTrack.apps.usages({})).toHaveLength(1);
  });

  it('forgets a setting that has another type', () => {
    const setting = (type: string): Files => ({ 'settings.json': { properties: { word: { type } } } });
    const { apps } = createWorld({ files: setting('string') }).youTrack;
    apps.mergeSettings('demo-app', null, { word: 'text' });
    apps.importFiles(packageOf(setting('integer')));
    expect(apps.settings('demo-app', null)).toEqual({});
  });

  it('that is refused leaves the app as it was', () => {
    const world = createWorld({ files: { 'rule.js': rule(`ctx.issue.description = 'still';`) } });
    expect(() => world.youTrack.apps.importFiles(packageOf({ 'rule.js': 'throw 1;' }))).toThrow(
      ImportRejected,
    );
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'description')).toBe('still');
  });

  it('removed, an app takes with it what it kept', () => {
    const world = createWorld({
      files: {
        'rule.js': rule(`ctx.issue.extensionProperties.kept = 'a';`),
        'entity-extensions.json': declared('string'),
      },
    });
    world.edit({ summary: 'Second' });
    world.youTrack.apps.remove('demo-app');
    expect(world.get(world.issue, 'ext:demo-app:kept')).toBeNull();
    expect(world.youTrack.apps.usages({})).toEqual([]);
  });
});

describe('Widgets', () => {
  const widget = (key: string, extensionPoint: string, permissions: string[]) => ({
    key,
    name: key,
    indexPath: `${key}/index.html`,
    extensionPoint,
    permissions,
  });
  const manifest = {
    ...MANIFEST,
    widgets: [
      widget('admin', 'ADMINISTRATION_MENU_ITEM', ['ADMIN_UPDATE_APP']),
      widget('panel', 'ISSUE_FIELD_PANEL_LAST', ['READ_ISSUE']),
    ],
  };

  it('are shown to whom they are permitted, and on issues of attached projects only', () => {
    const pages = { 'widgets/admin/index.html': '<p>', 'panel/index.html': '<p>' };
    const world = createWorld({ files: pages, manifest });
    const keys = (...args: Parameters<typeof world.youTrack.widgets>) =>
      world.youTrack.widgets(...args).map(({ key }) => key);
    expect(keys('ADMINISTRATION_MENU_ITEM', world.admin, null)).toEqual(['admin']);
    expect(keys('ADMINISTRATION_MENU_ITEM', world.developer, null)).toEqual([]);
    expect(keys('ISSUE_FIELD_PANEL_LAST', world.developer, world.demo)).toEqual(['panel']);
    expect(keys('ISSUE_FIELD_PANEL_LAST', world.developer, world.other)).toEqual([]);
    expect(keys('ISSUE_FIELD_PANEL_LAST', world.stranger, world.demo)).toEqual([]);
  });
});
