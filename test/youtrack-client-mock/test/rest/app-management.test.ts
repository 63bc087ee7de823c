/** What JetBrains' command line and pages read of installed apps beyond what the statements about the platform say. */
import { describe, expect, it } from 'vitest';
import { packageOf } from '../packed-app.ts';
import { pluck, start } from './support/world.ts';

const ATTACHED = 'admin/projects/DEMO/appConfigurations';
const HANDLER = `exports.httpHandler = { endpoints: [
  { method: 'GET', path: 'x', handle: () => {} }, { method: 'POST', path: 'x', handle: () => {} },
] };`;
const TOOL = `exports.aiTool = { name: 'answer', execute: () => ({ answer: 42 }) };`;

const FULL = packageOf(
  {
    'serve.js': HANDLER,
    'settings.json': {
      properties: {
        key: { type: 'string', format: 'secret', 'x-scope': 'GLOBAL' },
        limit: { type: 'integer', 'x-scope': 'PROJECT' },
      },
    },
    'entity-extensions.json': { entityTypeExtensions: [] },
    'widgets/panel/index.html': 'Panel',
    'widgets/setup/index.html': 'Setup',
  },
  {
    name: 'full',
    title: 'Full',
    version: '1.0.0',
    description: 'With everything',
    vendor: { name: 'Nobody' },
    icon: 'icon.svg',
    widgets: [
      {
        key: 'panel',
        name: 'Panel',
        indexPath: 'panel/index.html',
        extensionPoint: 'ISSUE_BELOW_SUMMARY',
        permissions: ['READ_ISSUE'],
      },
      {
        key: 'setup',
        name: 'Setup',
        description: 'Sets up',
        indexPath: 'setup/index.html',
        extensionPoint: 'ADMINISTRATION_MENU_ITEM',
      },
    ],
  },
);
const PLAIN = packageOf({ 'tool.js': TOOL }, { name: 'plain', title: 'A plain one', version: '1.0.0' });

describe('an app', () => {
  it('tells who made it, what it is made of, and where it can stand', async () => {
    const { as } = await start({ apps: [FULL, PLAIN] });
    const fields =
      'description,vendor(name,url,email),icon,darkIcon,tags,canBeAttached,hasWidgetOrHttp,hasBrokenUsages';
    expect((await as('admin').get(`admin/apps/full?fields=${fields}`)).body).toMatchObject({
      description: 'With everything',
      vendor: { name: 'Nobody', url: null, email: null },
      icon: 'icon.svg',
      darkIcon: null,
      tags: [],
      canBeAttached: true,
      hasWidgetOrHttp: true,
      hasBrokenUsages: false,
    });
    expect((await as('admin').get(`admin/apps/plain?fields=${fields}`)).body).toMatchObject({
      description: null,
      vendor: null,
      canBeAttached: false,
      hasWidgetOrHttp: false,
    });
  });

  it('tells its files, each null where the package has none', async () => {
    const { as } = await start({ apps: [FULL, PLAIN] });
    const fields = 'manifestFile(content,editable),settingsFile(content),entityExtensionsFile(content)';
    expect((await as('admin').get(`admin/apps/full?fields=${fields}`)).body).toMatchObject({
      manifestFile: { content: expect.stringContaining('"Full"'), editable: true },
      settingsFile: { content: expect.stringContaining('secret') },
      entityExtensionsFile: { content: '{"entityTypeExtensions":[]}' },
    });
    expect((await as('admin').get(`admin/apps/plain?fields=${fields}`)).body).toMatchObject({
      settingsFile: null,
      entityExtensionsFile: null,
    });
  });

  it('tells its widgets with their places and permissions, and apart those of the administration', async () => {
    const { as } = await start({ apps: [FULL] });
    const widget = 'key,name,indexPath,globalConfig(enabled),permissions(key,visibleName),extensionPoint(id)';
    const { body } = await as('admin').get(
      `admin/apps/full?fields=widgets(${widget}),adminWidgets(key,description,appName,appTitle,extensionPoint)`,
    );
    expect(body).toMatchObject({
      widgets: [
        {
          $type: 'Widget',
          key: 'panel',
          globalConfig: { enabled: true },
          permissions: [{ key: 'READ_ISSUE', visibleName: 'Read Issue' }],
          extensionPoint: { id: 'ISSUE_BELOW_SUMMARY' },
        },
        { key: 'setup', permissions: [], extensionPoint: { id: 'ADMINISTRATION_MENU_ITEM' } },
      ],
      adminWidgets: [
        {
          key: 'setup',
          description: 'Sets up',
          appName: 'full',
          appTitle: 'Full',
          extensionPoint: 'ADMINISTRATION_MENU_ITEM',
        },
      ],
    });
  });

  it('is hidden from nobody, and its project knows the global settings, too', async () => {
    const { as } = await start({ apps: [FULL] });
    await as('admin').post('admin/apps/full/globalConfig', { globalSettings: '{"key":"hush"}' });
    await as('pat').post(ATTACHED, { app: { name: 'full' } });
    const visibilitySettings = { permittedUsers: [], permittedGroups: [] };
    const fields = 'globalSettings,projectSettings,visibilitySettings(permittedUsers,permittedGroups)';
    expect((await as('pat').get(`${ATTACHED}?fields=${fields}`)).body).toMatchObject([
      { globalSettings: '{"key":"<***>"}', projectSettings: '{}', visibilitySettings },
    ]);
    expect((await as('admin').get(`admin/apps/full/globalConfig?fields=${fields}`)).body).toMatchObject({
      visibilitySettings,
    });
  });

  it('stands in a list by its title where that is asked for', async () => {
    const { as } = await start({ apps: [FULL, PLAIN] });
    const names = async (query: string) =>
      pluck(await as('admin').get(`admin/apps?fields=name${query}`), 'name');
    expect(await names('')).toEqual(['full', 'plain']);
    expect(await names('&sort=asc')).toEqual(['plain', 'full']);
  });
});

describe('tools over REST', () => {
  it('of apps answer and refuse in words', async () => {
    const { as } = await start({ apps: [PLAIN] });
    const call = async (name: string) =>
      (await as('dora').post('ai/tools/call?fields=name,isError,content(text)', { name })).body;
    expect(await call('plain_answer')).toMatchObject({
      isError: false,
      content: [{ text: '{"answer":42}' }],
    });
    expect(await call('nothing')).toMatchObject({ isError: true });
    expect(await call('get_issue_fields_schema')).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('projectKey') }],
    });
    expect((await as('dora').post('ai/tools/call', {})).status).toBe(400);
  });
});

describe('people and tags', () => {
  it('a tag tells who may use it', async () => {
    const { as } = await start();
    const fields = 'name,isUsable,tagSharingSettings(permittedGroups(name),permittedUsers(login))';
    expect((await as('rita').get(`tags?isUsable=true&query=shared&fields=${fields}`)).body).toMatchObject([
      {
        isUsable: true,
        tagSharingSettings: { permittedGroups: [{ name: 'Testers' }], permittedUsers: [] },
      },
    ]);
  });

  it('a user has a type', async () => {
    const { as } = await start();
    expect((await as('dora').get('users/dora?fields=userType(id)')).body).toMatchObject({
      userType: { id: 'STANDARD_USER' },
    });
  });

  it('everybody counts to All Users, and nobody was put into it', async () => {
    const { as } = await start();
    const { body } = await as('admin').get(
      'groups?query=all%20users&fields=usersCount,userCount,ownUsers(id)',
    );
    expect(body).toMatchObject([{ userCount: Object(body)[0].usersCount, ownUsers: [] }]);
    expect(Object(body)[0].userCount).toBeGreaterThan(1);
  });
});
