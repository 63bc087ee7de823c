import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Configuration, ProjectViewSchema } from '../../src/shared/api.ts';
import { uploadApp } from '../../tools/stand-ins/upload.ts';
import { ownFolder } from '../fixtures/folder.ts';
import { BOARD, CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin/project';

const MATCHES: Configuration['matches'] = [
  {
    field: 'Priority',
    key: 'component',
    values: {
      map: [
        { from: 'Critical', to: 'Checkout' },
        { from: 'Major', to: 'Search' },
        { from: 'Normal', to: 'Reports' },
      ],
      otherwise: 'attention',
    },
  },
  {
    field: 'Platforms',
    key: 'platforms',
    values: {
      map: [
        { from: 'iOS', to: 'Mobile' },
        { from: 'Android', to: 'Mobile' },
      ],
      otherwise: 'send',
    },
  },
  { field: 'Estimation', key: 'story_points', unit: 'days' },
  { source: 'attribute', field: 'votes', key: 'risk' },
  { source: 'attribute', field: 'spent time', key: 'effort' },
  { source: 'attribute', field: 'resolved', key: 'due_date' },
  { source: 'attribute', field: 'created', key: 'notes' },
];

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await save({ matches: MATCHES });
});

async function save(change: Partial<Configuration>): Promise<void> {
  const api = world.as('admin');
  const { revision, configuration } = v.parse(
    ProjectViewSchema,
    await api.get(`${ADMIN}?project=${PROJECT}`),
  );
  await api.post(ADMIN, {
    project: PROJECT,
    revision,
    nonce: `mapping-test-${revision}`,
    configuration: { ...CONFIGURATION, ...configuration, ...change },
  });
}

const onBoard = async (key: string) => (await world.sandbox.issues(BOARD)).find((issue) => issue.key === key);
const fieldsOf = async (key: string) => (await onBoard(key))?.fields;

const priority = (name: string) => ({
  name: 'Priority',
  $type: 'SingleEnumIssueCustomField',
  value: { name },
});
const state = (name: string) => ({ name: 'State', $type: 'StateIssueCustomField', value: { name } });

describe('a matched value', () => {
  it('arrives as the option, in the unit and of the attribute that were chosen', async () => {
    const key = await world.createIssue('Mapped', {
      customFields: [
        priority('Critical'),
        {
          name: 'Platforms',
          $type: 'MultiEnumIssueCustomField',
          value: [{ name: 'iOS' }, { name: 'Web' }, { name: 'Android' }],
        },
        { name: 'Estimation', $type: 'PeriodIssueCustomField', value: { minutes: 2 * 480 + 240 } },
      ],
    });
    await world.pass(3_000);
    expect(await fieldsOf(key)).toEqual({
      component: 'Checkout',
      platforms: ['Mobile', 'Web'],
      story_points: 2.5,
      risk: 0,
      notes: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  it('of an attribute follows it, although no field of the issue changes', async () => {
    const key = await world.createIssue('Voted for');
    await world.pass(3_000);
    await world.as('developer').post(`issues/${key}/voters`, { hasVote: true });
    await world.pass(3_000);
    expect(await fieldsOf(key)).toMatchObject({ risk: 1 });
    await world.as('developer').post(`issues/${key}/voters`, { hasVote: false });
    await world.pass(3_000);
    expect(await fieldsOf(key)).toMatchObject({ risk: 0 });
  });

  it('of the day on which an issue was resolved comes and goes', async () => {
    const key = await world.createIssue('Resolved');
    await world.as('developer').post(`issues/${key}`, { customFields: [state('Fixed')] });
    await world.pass(3_000);
    expect(await onBoard(key)).toMatchObject({
      resolved: true,
      fields: { due_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    await world.as('developer').post(`issues/${key}`, { customFields: [state('Open')] });
    await world.pass(3_000);
    expect(await onBoard(key)).toMatchObject({ resolved: false });
    expect(await fieldsOf(key)).not.toHaveProperty('due_date');
  });

  it('that a person must decide about holds the issue back, and the next change sends it', async () => {
    const key = await world.createIssue('Held back', { customFields: [priority('Minor')] });
    await world.pass(3_000);
    expect(await onBoard(key)).toBeUndefined();
    expect((await world.panel(key)).status).toEqual({
      state: 'failed',
      reason: 'value-not-mapped',
      detail: 'Priority: Minor',
      retryAt: null,
    });
    await world.as('developer').post(`issues/${key}`, { customFields: [priority('Major')] });
    await world.pass(3_000);
    expect(await fieldsOf(key)).toMatchObject({ component: 'Search' });
    expect((await world.panel(key)).status.state).toBe('synced');
  });
});

/** An app of somebody else that logs an hour of work, or an hour more, for each comment. */
const WORK_LOGGER = {
  'manifest.json': JSON.stringify({
    name: 'work-logger',
    title: 'Work Logger',
    description: 'Logs work',
    version: '1.0.0',
    vendor: { name: 'Test' },
  }),
  'log-work.js': `
    const entities = require('@jetbrains/youtrack-scripting-api/entities');
    exports.rule = entities.Issue.onChange({
      title: 'Log work',
      guard: (ctx) => ctx.issue.comments.added.isNotEmpty(),
      action: (ctx) => {
        const first = ctx.issue.workItems.first();
        if (first) first.duration = first.duration + 60;
        else ctx.issue.addWorkItem('work', Date.now(), ctx.currentUser, 60);
      },
      requirements: {},
    });`,
};

describe('spent time', () => {
  beforeAll(async () => {
    const folder = await ownFolder('work-logger');
    for (const [name, content] of Object.entries(WORK_LOGGER)) await writeFile(join(folder, name), content);
    await uploadApp(folder, world.standIns.youTrackUrl, world.standIns.tokens.get('admin') ?? '');
    const api = world.as('admin');
    const { id } = v.parse(v.object({ id: v.string() }), await api.get('admin/apps/work-logger?fields=id'));
    await api.post(`admin/projects/${PROJECT}/appConfigurations`, { app: { id } });
  });

  it('arrives as hours when work is logged, and when logged work is edited', async () => {
    const key = await world.createIssue('Worked on', { description: 'x' });
    await world.pass(3_000);
    for (const hours of [1, 2]) {
      await world.as('developer').post(`issues/${key}/comments`, { text: 'Done for today' });
      await world.pass(3_000);
      expect(await fieldsOf(key)).toMatchObject({ effort: hours });
    }
  });
});

describe('a description', () => {
  it('arrives as formatted text without scripts or signatures, with addresses that lead to YouTrack', async () => {
    const key = await world.createIssue('Described', {
      description:
        '**Bold** <script>alert(1)</script> ![shot](/api/files/8-1?sign=c2VjcmV0&updated=1) [list](/issues/DEMO) [x](javascript:alert(1))',
    });
    await world.pass(3_000);
    const description = (await onBoard(key))?.description ?? '';
    const url = world.standIns.youTrackUrl;
    expect(description).toContain('<strong>Bold</strong>');
    expect(description).toContain(`<img src="${url}/api/files/8-1" alt="shot">`);
    expect(description).toContain(`<a href="${new URL(url).origin}/issues/DEMO">list</a>`);
    expect(description).not.toMatch(/<script|sign=|href="javascript/);
  });
});

const type = (name: string) => ({ name: 'Type', $type: 'SingleEnumIssueCustomField', value: { name } });
const only = (name: string): Pick<Configuration, 'filter'> => ({
  filter: {
    fields: [{ field: 'Type', values: [name] }],
    unresolvedOnly: true,
    includeTag: null,
    excludeTag: null,
    includeRestricted: false,
    whenLeaving: 'remove',
  },
});

const FieldsSchema = v.array(
  v.object({
    field: v.object({ name: v.string() }),
    bundle: v.nullish(
      v.object({ id: v.string(), values: v.array(v.object({ id: v.string(), name: v.string() })) }),
    ),
  }),
);

async function renameType(from: string, to: string): Promise<void> {
  const api = world.as('admin');
  const fields = v.parse(
    FieldsSchema,
    await api.get(`admin/projects/${PROJECT}/customFields?fields=field(name),bundle(id,values(id,name))`),
  );
  const bundle = fields.find(({ field }) => field.name === 'Type')?.bundle;
  const value = bundle?.values.find(({ name }) => name === from);
  await api.post(`admin/customFieldSettings/bundles/enum/${bundle?.id}/values/${value?.id}`, { name: to });
}

describe('a filter', () => {
  it('decides from then on which issues come to the board', async () => {
    await save(only('Bug'));
    const bug = await world.createIssue('A bug', { customFields: [type('Bug')] });
    const task = await world.createIssue('A task', { customFields: [type('Task')] });
    await world.pass(3_000);
    expect(await onBoard(bug)).toBeDefined();
    expect(await onBoard(task)).toBeUndefined();

    await world.as('developer').post(`issues/${task}`, { customFields: [type('Bug')] });
    await world.as('developer').post(`issues/${bug}`, { customFields: [state('Fixed')] });
    await world.pass(6_000);
    expect(await onBoard(task)).toBeDefined();
    expect(await onBoard(bug)).toBeUndefined();
  });

  it('stays when a save does not speak of it', async () => {
    await save({ filter: undefined });
    expect(await world.as('admin').get(`${ADMIN}?project=${PROJECT}`)).toMatchObject({
      configuration: { filter: { unresolvedOnly: true }, matches: MATCHES },
    });
  });

  it('takes nothing off the board because a value it names was renamed', async () => {
    const key = await world.createIssue('Evaluated', { customFields: [type('Bug')] });
    await world.pass(3_000);
    expect(await onBoard(key)).toBeDefined();

    await renameType('Bug', 'Defect {new}');
    await world.as('developer').post(`issues/${key}`, { summary: 'Edited' });
    await world.pass(3_000);
    expect(await onBoard(key)).toBeDefined();

    await save(only('Defect {new}'));
    await world.as('developer').post(`issues/${key}`, { summary: 'Edited again' });
    await world.pass(3_000);
    expect(await onBoard(key)).toMatchObject({ name: 'Edited again', type: 'Defect {new}' });
  });
});
