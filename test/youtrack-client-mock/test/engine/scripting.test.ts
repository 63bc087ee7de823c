/** What a sync engine asks of the scripting API, in the rules and handlers in which it asks it. */
import { describe, expect, it } from 'vitest';
import { type Answer, start, type World } from '../rest/support/world.ts';

const APP = 'asker';
const EXTENSIONS = {
  entityTypeExtensions: [{ entityType: 'Issue', properties: { mark: { type: 'string' } } }],
};

async function world(files: Readonly<Record<string, string>>): Promise<World> {
  const all = {
    'manifest.json': JSON.stringify({ name: APP, title: 'Asker', version: '1.0.0' }),
    'entity-extensions.json': JSON.stringify(EXTENSIONS),
    ...files,
  };
  const app = new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const started = await start({ apps: [app] });
  await started.as('admin').post('admin/projects/DEMO/appConfigurations', { app: { name: APP } });
  return started;
}

/** @param body of a function that gets `ctx` and the issue DEMO-1, and returns what is answered as JSON. */
async function asked(body: string, prepare?: (started: World) => Promise<unknown>): Promise<unknown> {
  const started = await world({
    'ask.js': `
      const entities = require('@jetbrains/youtrack-scripting-api/entities');
      const search = require('@jetbrains/youtrack-scripting-api/search');
      const ids = (issues) => { const all = []; issues.forEach((issue) => all.push(issue.id)); return all; };
      const answer = (ctx, issue) => { ${body} };
      exports.httpHandler = { endpoints: [{ method: 'GET', path: 'ask',
        handle: (ctx) => ctx.response.json(answer(ctx, entities.Issue.findById('DEMO-1'))) }] };`,
  });
  await prepare?.(started);
  return (await started.as('admin').get(`extensionEndpoints/${APP}/ask/ask`)).body;
}

describe('An issue that is looked up', () => {
  it('tells its work, votes and times', async () => {
    const answer = await asked(
      `let minutes = 0;
       issue.workItems.forEach((item) => { minutes += item.duration; });
       return { minutes, votes: issue.votes, age: Date.now() - issue.created, resolved: issue.resolved };`,
      async (started) => {
        const dora = started.as('dora');
        for (const minutes of [30, 60]) {
          await dora.post('issues/DEMO-1/timeTracking/workItems', { duration: { minutes } });
        }
        await dora.post('issues/DEMO-1/voters', { hasVote: true });
      },
    );
    expect(answer).toEqual({ minutes: 90, votes: 1, age: 3 * 86_400_000, resolved: null });
  });

  it('tells when it was resolved', async () => {
    const answer = await asked(
      `return { isResolved: issue.isResolved, resolved: Date.now() - issue.resolved };`,
      (started) =>
        started
          .as('dora')
          .post('issues/DEMO-1', { customFields: [{ name: 'State', value: { name: 'Fixed' } }] }),
    );
    expect(answer).toEqual({ isResolved: true, resolved: 0 });
  });

  it('tells the address of this instance, also after it has changed', async () => {
    const answer = await asked('return issue.url;', async (started) =>
      started.server.youTrack.moveTo('https://clone.example.com'),
    );
    expect(answer).toBe('https://clone.example.com/issue/DEMO-1');
  });
});

describe('Finding', () => {
  it('values of a field by their name, and all of them', async () => {
    expect(
      await asked(`
        const field = issue.project.findFieldByName('Priority');
        const names = [];
        field.values.forEach((value) => names.push(value.name));
        return { found: field.findValueByName('Minor').name, none: field.findValueByName('Nothing'), names };`),
    ).toEqual({ found: 'Minor', none: null, names: ['Minor', 'Major'] });
  });

  it('issues of a project by a query, as the user who is named sees them', async () => {
    expect(
      await asked(`
        const as = (login) => ids(search.search(issue.project, 'summary: Restricted', entities.User.findByLogin(login)));
        return { pat: as('pat'), rita: as('rita') };`),
    ).toEqual({ pat: ['DEMO-2'], rita: [] });
  });

  it('issues by what an extension property holds, and by its holding nothing', async () => {
    expect(
      await asked(
        `return {
           marked: ids(entities.Issue.findByExtensionProperties({ mark: 'x' })),
           others: ids(entities.Issue.findByExtensionProperties({ mark: null })).length,
         };`,
        async ({ server }) => {
          const { youTrack } = server;
          const [first = ''] = youTrack.read((tx) => [...tx.find('Issue', 'summary', 'The first issue')]);
          youTrack.administer('', (tx) => tx.set(first, `ext:${APP}:mark`, 'x'));
        },
      ),
    ).toEqual({ marked: ['DEMO-1'], others: 3 });
  });
});

describe('A scheduled rule', () => {
  const MOMENT = Date.UTC(2026, 4, 6, 12);

  it('writes fields of every kind without a trace in `updated`, also when an on-change rule follows', async () => {
    const started = await world({
      'tick.js': `
        const entities = require('@jetbrains/youtrack-scripting-api/entities');
        const WRITTEN = { Points: 8, Factor: 1.5, Code: 'c', Notes: 'n', Due: ${MOMENT}, Meeting: ${MOMENT + 1} };
        exports.rule = entities.Issue.onSchedule({ title: 'Tick', search: 'issue id: DEMO-1', cron: '0 * * * * ?',
          muteUpdateNotifications: true, modifyUpdatedProperties: false,
          action: (ctx) => {
            const { issue } = ctx;
            for (const name of Object.keys(WRITTEN)) issue.fields[name] = WRITTEN[name];
            issue.fields['Priority'] = issue.project.findFieldByName('Priority').findValueByName('Minor');
            issue.fields['Labels'].add(issue.project.findFieldByName('Labels').findValueByName('api'));
            issue.fields['Assignee'] = entities.User.findByLogin('dora');
          } });`,
      'follow.js': `
        const entities = require('@jetbrains/youtrack-scripting-api/entities');
        exports.rule = entities.Issue.onChange({ title: 'Follow',
          guard: (ctx) => ctx.issue.fields.isChanged('Points'),
          action: (ctx) => { ctx.issue.description = 'followed ' + ctx.currentUser.login; } });`,
    });
    const dora = started.as('dora');
    const before = await dora.get('issues/DEMO-1?fields=updated,updater(login)');
    await started.server.youTrack.advance(60_000);
    expect(await dora.get('issues/DEMO-1?fields=updated,updater(login)')).toMatchObject({
      body: before.body,
    });
    const { body } = await dora.get(
      'issues/DEMO-1?fields=description,customFields(name,value(name,login,text))',
    );
    const values = valuesOf({ body });
    expect(values).toMatchObject({
      Points: 8,
      Factor: 1.5,
      Code: 'c',
      Notes: expect.objectContaining({ text: 'n' }),
      Due: MOMENT,
      Meeting: MOMENT + 1,
      Priority: expect.objectContaining({ name: 'Minor' }),
      Labels: [expect.objectContaining({ name: 'api' })],
      Assignee: expect.objectContaining({ login: 'dora' }),
    });
    expect(body).toMatchObject({ description: 'followed workflow-user' });
  });

  it('is in the metrics, with what it costs nobody', async () => {
    const started = await world({
      'tick.js': `
        const entities = require('@jetbrains/youtrack-scripting-api/entities');
        exports.rule = entities.Issue.onSchedule({ title: 'Tick', search: 'issue id: DEMO-1', cron: '0 * * * * ?',
          action: (ctx) => { entities.Issue.findByExtensionProperties({ mark: 'x' }).first(); } });`,
    });
    await started.server.youTrack.advance(60_000);
    expect(started.server.youTrack.metrics()).toMatchObject([
      { app: APP, rule: 'tick', actionCalls: 1, insideSearches: 0 },
    ]);
  });
});

function valuesOf({ body }: Pick<Answer, 'body'>): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || !('customFields' in body)) return {};
  const fields: unknown = body.customFields;
  if (!Array.isArray(fields)) return {};
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
