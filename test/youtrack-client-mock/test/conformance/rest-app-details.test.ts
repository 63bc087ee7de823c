/** What REST tells of apps, their scripts and what these need, as JetBrains' own clients ask for it. */
import { expect } from 'vitest';
import { packageOf, uploadOf, zipOf } from '../packed-app.ts';
import type { World } from '../rest/support/world.ts';
import { pluck, start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

const API = '@jetbrains/youtrack-scripting-api';
const ATTACHED = 'admin/projects/DEMO/appConfigurations';

const rule = (source: string): string => `
  const entities = require('${API}/entities');
  exports.rule = entities.Issue.${source};`;

const KINDS = packageOf({
  'ask.js': rule(`action({ title: 'Asks', command: 'ask', action: () => {} })`),
  'flow.js': rule(`stateMachine({
    title: 'Flows', fieldName: 'State',
    states: { Open: { initial: true, transitions: { fix: { targetState: 'Fixed' } } }, Fixed: { transitions: {} } },
  })`),
  'talk.js': `exports.httpHandler = { endpoints: [
    { method: 'GET', path: 'say', handle: (ctx) => { console.warn('Said'); } },
  ] };`,
  'tick.js': rule(`onSchedule({ search: '#Unresolved', cron: '0 0 3 * * ?', action: () => {} })`),
  'watch.js': rule(`onChange({ title: 'Watches', action: () => {} })`),
  'words.js': `exports.hello = 'Hello';`,
});

/** One thing that the project lacks, and one that the whole YouTrack lacks. */
const NEEDY = packageOf({
  'calm.js': rule('onChange({ action: () => {} })'),
  'serve.js': `
    const entities = require('${API}/entities');
    exports.httpHandler = {
      endpoints: [{ method: 'GET', path: 'x', scope: 'PROJECT', handle: () => {} }],
      requirements: { Size: { type: entities.EnumField.fieldType } },
    };`,
  'watch.js': rule(`onChange({
    action: () => {},
    requirements: { Size: { type: entities.EnumField.fieldType }, boss: { type: entities.User, login: 'nobody' } },
  })`),
});

async function attached(app: ReadonlyMap<string, Uint8Array>): Promise<World> {
  const here = await start({ apps: [app] });
  await here.as('pat').post(ATTACHED, { app: { name: 'probe' } });
  return here;
}

async function told({ as }: World, path: string): Promise<unknown> {
  return (await as('admin').get(path)).body;
}

statement('§6', 'S', 'Whether required settings are missing is one word, yes or no', {
  'of the app and of its global configuration': async () => {
    const required = { properties: { url: { type: 'string', 'x-scope': 'GLOBAL' } }, required: ['url'] };
    const here = await attached(packageOf({ 'settings.json': required }));
    const path = 'admin/apps/probe?fields=globalConfig(missingRequiredSettings)';
    expect(await told(here, path)).toMatchObject({ globalConfig: { missingRequiredSettings: true } });
    await here.as('admin').post('admin/apps/probe/globalConfig', { globalSettings: '{"url":"x"}' });
    expect(await told(here, path)).toMatchObject({ globalConfig: { missingRequiredSettings: false } });
  },
});

statement('§6', 'S', 'The kind of a script is told by its alias', {
  'of rules and of modules that they require': async () => {
    const here = await attached(KINDS);
    expect(await told(here, 'admin/apps/probe?fields=pluggableObjects(name,typeAlias)')).toMatchObject({
      pluggableObjects: [
        { name: 'ask', typeAlias: 'action' },
        { name: 'flow', typeAlias: 'statemachine' },
        { name: 'talk' },
        { name: 'tick', typeAlias: 'on-schedule' },
        { name: 'watch', typeAlias: 'on-change' },
        { name: 'words', typeAlias: 'custom-script' },
      ],
    });
  },
  'also where the rules of a project are listed': async () => {
    const here = await attached(KINDS);
    const usages = 'admin/projects/DEMO/pluggableObjectUsages?fields=pluggableObject(typeAlias)';
    expect(pluck(await here.as('pat').get(usages), 'pluggableObject')).toMatchObject([
      { typeAlias: 'action' },
      { typeAlias: 'statemachine' },
      { typeAlias: 'on-schedule' },
      { typeAlias: 'on-change' },
    ]);
  },
});

statement('§6', 'I', 'Handlers and tools have aliases, too', {
  'that say what they are': async () => {
    const files = {
      'talk.js': `exports.httpHandler = { endpoints: [{ method: 'GET', path: 'x', handle: () => {} }] };`,
      'tool.js': `exports.aiTool = { name: 'answer', execute: () => 42 };`,
    };
    const here = await attached(packageOf(files));
    expect(await told(here, 'admin/apps/probe?fields=pluggableObjects(typeAlias)')).toMatchObject({
      pluggableObjects: [
        { typeAlias: 'http-handler', $type: 'HttpHandlerPluggableObject' },
        { typeAlias: 'ai-tool' },
      ],
    });
  },
});

statement('§6', 'O', 'The rules of a workflow are typed by what YouTrack calls them inside', {
  'as two shipped apps look for action rules': async () => {
    const here = await attached(KINDS);
    const fields = 'fields=name,rules(name,title,type)';
    const rules = [
      { name: 'ask', title: 'Asks', type: 'StatelessActionRule' },
      { name: 'flow', title: 'Flows', type: 'StateMachine' },
      { name: 'talk' },
      { name: 'tick', type: 'ScheduledRule' },
      { name: 'watch', title: 'Watches', type: 'StatelessRule' },
      { name: 'words', type: 'CustomRule' },
    ];
    expect(await told(here, `admin/workflows/probe?${fields}`)).toMatchObject({ name: 'probe', rules });
    expect(await told(here, `admin/workflows?${fields}&query=prob`)).toMatchObject([{ rules }]);
    expect(await told(here, `admin/workflows?${fields}&query=other`)).toEqual([]);
    expect((await here.as('admin').get('admin/workflows/other')).status).toBe(404);
    expect((await here.as('oscar').get('admin/workflows/probe')).status).toBe(403);
  },
});

statement('§6', 'S', 'A script is read with its source', {
  'as it was packed, and since when it is there': async () => {
    const here = await start();
    const before = here.server.youTrack.now();
    here.server.youTrack.apps.importFiles(KINDS);
    const { pluggableObjects } = Object(
      await told(
        here,
        'admin/apps/probe?fields=pluggableObjects(id,script(id,name,script,updated,traceEnabled))',
      ),
    );
    const words = pluggableObjects.at(-1);
    expect(words.script).toMatchObject({
      id: words.id,
      name: 'words',
      script: `exports.hello = 'Hello';`,
      updated: before,
      traceEnabled: false,
    });
  },
  'and by whom it was uploaded': async () => {
    const { as } = await start();
    await as('admin').upload('admin/apps/import', uploadOf(zipOf(KINDS)));
    const fields = 'pluggableObjects(script(updatedBy(login))),manifestFile(updatedBy(login))';
    const updatedBy = { login: 'admin' };
    const { body } = await as('admin').get(`admin/apps/probe?fields=${fields}`);
    expect(Object(body).manifestFile).toMatchObject({ updatedBy });
    expect(Object(body).pluggableObjects[0].script).toMatchObject({ updatedBy });
  },
});

statement('§2', 'S', 'What a script requires and has not breaks its usage, that of its app, and the app', {
  'with a sentence, a key, and whether the whole YouTrack lacks it': async () => {
    const here = await attached(NEEDY);
    const usages =
      'usages(isBroken,problems(message,fixes,problemKey,global),configuration(project(shortName)))';
    const fields = `hasBrokenUsages,usages(isBroken),pluggableObjects(name,${usages})`;
    const size = {
      message: 'The requirement Size is not met: the project has no field Size',
      fixes: [],
      problemKey: 'field-missing',
      global: false,
    };
    const boss = { message: expect.stringContaining('boss'), problemKey: 'entity-missing', global: true };
    const configuration = { project: { shortName: 'DEMO' } };
    expect(await told(here, `admin/apps/probe?fields=${fields}`)).toMatchObject({
      hasBrokenUsages: true,
      usages: [{ isBroken: true }],
      pluggableObjects: [
        { name: 'calm', usages: [{ isBroken: false, problems: [], configuration }] },
        { name: 'serve', usages: [{ isBroken: true, problems: [size], configuration }] },
        { name: 'watch', usages: [{ isBroken: true, problems: [size, boss], configuration }] },
      ],
    });
    const rules = 'admin/projects/DEMO/pluggableObjectUsages?fields=isBroken';
    expect(pluck(await here.as('pat').get(rules), 'isBroken')).toEqual([false, true]);
  },
  'until it is there': async () => {
    const app = packageOf({
      'watch.js': rule(`onChange({ action: () => {}, requirements: { soon: { type: entities.IssueTag } } })`),
    });
    const here = await attached(app);
    const path = 'admin/apps/probe?fields=hasBrokenUsages,usages(isBroken,isActive)';
    expect(await told(here, path)).toMatchObject({
      hasBrokenUsages: true,
      usages: [{ isBroken: true, isActive: true }],
    });
    await here.as('pat').post('tags', { name: 'soon' });
    expect(await told(here, path)).toMatchObject({ hasBrokenUsages: false, usages: [{ isBroken: false }] });
  },
});

statement('§6', 'S', 'A log that is asked for no fields tells time, level and message all the same', {
  'of an app and of one of its scripts': async () => {
    const here = await attached(KINDS);
    await here.as('dora').get('extensionEndpoints/probe/talk/say');
    const line = {
      timestamp: new Date(here.server.youTrack.now()).toISOString(),
      level: 'WARN',
      message: 'Said',
    };
    expect(await told(here, 'admin/apps/probe/logs?$top=1')).toMatchObject([line]);
    const { rules } = Object(await told(here, 'admin/workflows/probe?fields=id,rules(id,name)'));
    const { id } = rules.find(({ name }: { name: string }) => name === 'talk');
    const path = `admin/workflows/probe/rules/${id}/logs`;
    expect(await told(here, `${path}?fields=timestamp,level,username,message,stacktrace`)).toMatchObject([
      { ...line, username: 'dora', stacktrace: null },
    ]);
  },
});

statement('§6', 'S', 'The fields of a project are asked for as a schema, by calling a tool', {
  'with the values that may be chosen, and which must be there': async () => {
    const { as } = await start();
    const call = { name: 'get_issue_fields_schema', arguments: { projectKey: 'DEMO' } };
    const { body } = await as('dora').post('ai/tools/call?fields=name,content(text),isError', call);
    expect(body).toMatchObject({ name: call.name, isError: false });
    const schema = JSON.parse(Object(body).content[0].text);
    expect(schema).toMatchObject({
      type: 'object',
      properties: {
        Priority: { type: 'string', enum: ['Minor', 'Major'] },
        Versions: { type: 'array', items: { type: 'string', enum: ['1.0', '1.1'] } },
        Assignee: { type: 'string' },
        Points: { type: 'integer' },
        Factor: { type: 'number' },
      },
      required: ['State'],
    });
  },
  'a project that cannot be seen is refused in words': async () => {
    const { as } = await start();
    const { status, body } = await as('dora').post('ai/tools/call?fields=isError,content(text)', {
      name: 'get_issue_fields_schema',
      arguments: { projectKey: 'HIDDEN' },
    });
    expect([status, body]).toMatchObject([
      200,
      { isError: true, content: [{ text: expect.stringContaining('HIDDEN') }] },
    ]);
  },
});

statement('§10', 'S', 'A group is found by a part of its name, and tells who is in it directly', {
  'and a name in the place of an id leads nowhere': async () => {
    const { as } = await start();
    const found = await as('admin').get('groups?query=test&fields=id,name,userCount,ownUsers(login)');
    expect(found.body).toMatchObject([{ name: 'Testers', userCount: 1, ownUsers: [{ login: 'rita' }] }]);
    expect((await as('admin').get('groups/Testers')).status).toBe(404);
    expect((await as('admin').get(`groups/${pluck(found, 'id')[0]}?fields=name`)).body).toMatchObject({
      name: 'Testers',
    });
  },
});

statement('§10', 'S', 'The type of a field says what it holds, and whether it holds several', {
  'beside its id': async () => {
    const { as } = await start();
    const { body } = await as('admin').get(
      'admin/projects/DEMO/customFields?fields=field(name,fieldType(id,valueType,isMultiValue,isBundleType))',
    );
    expect(body).toEqual(
      expect.arrayContaining(
        [
          { id: 'version[*]', valueType: 'version', isMultiValue: true, isBundleType: true },
          { id: 'state[1]', valueType: 'state', isMultiValue: false, isBundleType: true },
          { id: 'date and time', valueType: 'date and time', isMultiValue: false, isBundleType: false },
        ].map((fieldType) =>
          expect.objectContaining({
            field: expect.objectContaining({ fieldType: expect.objectContaining(fieldType) }),
          }),
        ),
      ),
    );
  },
});

statement('§10', 'S', 'Tags that suit a project are listed there', {
  'those of its issues and articles that the user sees': async () => {
    const { as } = await start();
    const path = 'admin/projects/DEMO/relevantTags?fields=name,isUsable';
    expect((await as('dora').get(`${path}&query=priv`)).body).toMatchObject([
      { name: 'private', isUsable: true },
    ]);
    expect((await as('dora').get(`${path}&query=other`)).body).toEqual([]);
    expect((await as('admin').get(path)).body).toEqual([]);
    expect((await as('dora').get('admin/projects/HIDDEN/relevantTags')).status).toBe(404);
  },
});
