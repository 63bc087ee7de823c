/** What administrators do to an instance over REST, and that none of it is a change of the issues. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { idOf, pluck, start, type World } from './support/world.ts';

const APP = 'watcher';

/** Logs every on-change rule that runs, and keeps a mark on issues. */
const FILES = new Map(
  Object.entries({
    'manifest.json': JSON.stringify({ name: APP, title: 'Watcher', version: '1.0.0' }),
    'settings.json': JSON.stringify({
      title: 'Watcher',
      type: 'object',
      properties: { key: { title: 'Key', type: 'string', 'x-scope': 'GLOBAL' } },
      required: ['key'],
    }),
    'rule.js': `
      const entities = require('@jetbrains/youtrack-scripting-api/entities');
      exports.rule = entities.Issue.onChange({ title: 'Watch', runOn: { change: true, removal: true },
        action: (ctx) => { console.log(ctx.issue.id); } });`,
  }).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
);

const IssueSchema = v.object({
  idReadable: v.string(),
  updated: v.number(),
  customFields: v.array(v.unknown()),
});
const ISSUE_FIELDS = 'fields=idReadable,updated,customFields(name,value(name))';

async function watched(): Promise<World> {
  const world = await start({ apps: [FILES] });
  const admin = world.as('admin');
  await admin.post(`admin/apps/${APP}/globalConfig`, { globalSettings: JSON.stringify({ key: 'k' }) });
  for (const key of ['DEMO', 'OTHER']) {
    await admin.post(`admin/projects/${key}/appConfigurations`, { app: { name: APP } });
  }
  return world;
}

function ran(world: World): string[] {
  return world.server.youTrack.logs().flatMap(({ level, text }) => (level === 'info' ? [text] : []));
}

async function issue(world: World, id = 'DEMO-1'): Promise<v.InferOutput<typeof IssueSchema>> {
  return v.parse(IssueSchema, (await world.as('rita').get(`issues/${id}?${ISSUE_FIELDS}`)).body);
}

async function fieldNamed(world: World, name: string) {
  const value = v.object({ id: v.string(), name: v.string() });
  const schema = v.array(
    v.object({
      id: v.string(),
      field: value,
      bundle: v.optional(v.object({ id: v.string(), values: v.optional(v.array(value), []) })),
    }),
  );
  const { body } = await world
    .as('admin')
    .get('admin/projects/DEMO/customFields?fields=id,field(id,name),bundle(id,values(id,name))&$top=-1');
  const field = v.parse(schema, body).find((one) => one.field.name === name);
  if (!field) throw new Error(`DEMO has no field ${name}`);
  return {
    id: field.id,
    field: field.field.id,
    bundle: field.bundle?.id ?? '',
    values: field.bundle?.values ?? [],
  };
}

/** Runs a change and checks that no issue noticed. */
async function unnoticed(world: World, change: () => Promise<unknown>): Promise<void> {
  const { updated } = await issue(world);
  await world.server.youTrack.advance(60_000);
  await change();
  expect(ran(world)).toEqual([]);
  const [first] = world.server.youTrack.read((tx) => [...tx.find('Issue', 'summary', 'The first issue')]);
  expect(world.server.youTrack.read((tx) => tx.get(first ?? '', 'updated'))).toBe(updated);
}

describe('Renaming', () => {
  it('a value changes what its issues show', async () => {
    const world = await watched();
    const { bundle, values } = await fieldNamed(world, 'Priority');
    const path = `admin/customFieldSettings/bundles/enum/${bundle}/values`;
    const value = values.find(({ name }) => name === 'Major')?.id;
    await unnoticed(world, async () => {
      expect((await world.as('admin').post(`${path}/${value}`, { name: 'Huge' })).status).toBe(200);
    });
    expect((await issue(world)).customFields).toContainEqual({
      name: 'Priority',
      value: expect.objectContaining({ name: 'Huge' }),
      $type: 'SingleEnumIssueCustomField',
    });
    expect((await world.as('admin').post(`${path}/${value}`, { name: 'Minor' })).status).toBe(400);
    expect((await world.as('oscar').post(`${path}/${value}`, { name: 'Other' })).status).toBe(403);
  });

  it('a field keeps its values', async () => {
    const world = await watched();
    const { field } = await fieldNamed(world, 'Priority');
    await unnoticed(world, async () => {
      const path = `admin/customFieldSettings/customFields/${field}`;
      expect((await world.as('admin').post(path, { name: 'Urgency' })).status).toBe(200);
      expect((await world.as('admin').post(path, { name: 'State' })).status).toBe(400);
    });
    const { customFields } = await issue(world);
    expect(customFields).toContainEqual(
      expect.objectContaining({ name: 'Urgency', value: expect.objectContaining({ name: 'Major' }) }),
    );
    expect(JSON.stringify(customFields)).not.toContain('"Priority"');
  });

  it('a project gives its issues other ids', async () => {
    const world = await watched();
    await unnoticed(world, async () => {
      expect((await world.as('admin').post('admin/projects/DEMO', { shortName: 'NEW' })).status).toBe(200);
    });
    expect((await issue(world, 'NEW-1')).idReadable).toBe('NEW-1');
    expect((await world.as('rita').get('issues/DEMO-1')).status).toBe(404);
  });
});

describe('Taking away', () => {
  it('a value leaves its issues without one', async () => {
    const world = await watched();
    const { bundle, values } = await fieldNamed(world, 'Priority');
    const value = values.find(({ name }) => name === 'Major')?.id;
    await unnoticed(world, () =>
      world.as('admin').delete(`admin/customFieldSettings/bundles/enum/${bundle}/values/${value}`),
    );
    expect((await issue(world)).customFields).toContainEqual(
      expect.objectContaining({ name: 'Priority', value: null }),
    );
  });

  it.each(['from a project', 'altogether'])('a field %s', async (how) => {
    const world = await watched();
    const { id, field } = await fieldNamed(world, 'Priority');
    await unnoticed(world, () =>
      world
        .as('admin')
        .delete(
          how === 'altogether'
            ? `admin/customFieldSettings/customFields/${field}`
            : `admin/projects/DEMO/customFields/${id}`,
        ),
    );
    expect(JSON.stringify((await issue(world)).customFields)).not.toContain('Priority');
  });

  it('a project takes its issues along, for good', async () => {
    const world = await watched();
    const { youTrack } = world.server;
    expect((await world.as('pat').delete('admin/projects/DEMO')).status).toBe(403);
    expect((await world.as('admin').delete('admin/projects/DEMO')).status).toBe(200);
    expect(ran(world)).toEqual([]);
    expect((await world.as('admin').get('admin/projects/DEMO')).status).toBe(404);
    expect((await world.as('admin').get('issues/DEMO-1')).status).toBe(404);
    expect(youTrack.apps.usages({ app: APP })).toHaveLength(1);
    expect(() => youTrack.restoreIssue('DEMO-1')).toThrow('There is no deleted issue DEMO-1');
  });
});

describe('An app', () => {
  const disable = { enabled: false };
  it.each<[string, (world: World) => Promise<unknown>]>([
    ['disabled everywhere', (world) => world.as('admin').post(`admin/apps/${APP}/globalConfig`, disable)],
    [
      'disabled in the project',
      async (world) => {
        const usage = pluck(await world.as('admin').get('admin/projects/DEMO/appConfigurations'), 'id')[0];
        await world.as('admin').post(`admin/projects/DEMO/appConfigurations/${usage}`, disable);
      },
    ],
    [
      'detached',
      async (world) => {
        const usage = pluck(await world.as('admin').get('admin/projects/DEMO/appConfigurations'), 'id')[0];
        await world.as('admin').delete(`admin/projects/DEMO/appConfigurations/${usage}`);
      },
    ],
    [
      'without a required setting',
      (world) =>
        world
          .as('admin')
          .post(`admin/apps/${APP}/globalConfig`, { globalSettings: JSON.stringify({ key: null }) }),
    ],
  ])('that is %s runs no more', async (_, change) => {
    const world = await watched();
    await world.as('dora').post('issues/DEMO-1', { summary: 'Once' });
    await change(world);
    await world.as('dora').post('issues/DEMO-1', { summary: 'Twice' });
    expect(ran(world)).toEqual(['DEMO-1']);
  });
});

describe('Work items', () => {
  const path = 'issues/DEMO-1/timeTracking/workItems';
  const fields = 'fields=text,duration(minutes,presentation),author(login)';

  it('are added, changed and deleted, each time for the rules of their issue', async () => {
    const world = await watched();
    const dora = world.as('dora');
    const item = idOf(await dora.post(`${path}?fields=id`, { duration: { minutes: 90 }, text: 'Done' }));
    expect((await dora.get(`${path}?${fields}`)).body).toEqual([
      {
        text: 'Done',
        duration: { minutes: 90, presentation: '1h 30m', $type: 'DurationValue' },
        author: { login: 'dora', $type: 'User' },
        $type: 'IssueWorkItem',
      },
    ]);
    await dora.post(`${path}/${item}`, { duration: { presentation: '2h' } });
    expect((await dora.get(`${path}/${item}?${fields}`)).body).toMatchObject({ duration: { minutes: 120 } });
    await dora.delete(`${path}/${item}`);
    expect((await dora.get(path)).body).toEqual([]);
    expect(ran(world)).toEqual(['DEMO-1', 'DEMO-1', 'DEMO-1']);
  });

  it('need a duration and the permission', async () => {
    const world = await watched();
    expect((await world.as('dora').post(path, { text: 'Nothing' })).status).toBe(400);
    expect((await world.as('rita').post(path, { duration: { minutes: 1 } })).status).toBe(403);
  });
});

it('Votes are given and taken back, but not to an issue of one’s own', async () => {
  const world = await watched();
  const dora = world.as('dora');
  const votes = async () => (await dora.get('issues/DEMO-1?fields=votes')).body;
  await dora.post('issues/DEMO-1/voters', { hasVote: true });
  expect(await votes()).toMatchObject({ votes: 1 });
  expect((await dora.get('issues/DEMO-1/voters?fields=hasVote')).body).toMatchObject({ hasVote: true });
  await dora.post('issues/DEMO-1/voters', { hasVote: false });
  expect(await votes()).toMatchObject({ votes: 0 });
  expect((await world.as('rita').post('issues/DEMO-1/voters', { hasVote: true })).status).toBe(403);
  expect(ran(world)).toEqual(['DEMO-1', 'DEMO-1']);
  const activities = 'activities?categories=VotersCategory&fields=author(login),added(login),removed(login)';
  expect((await dora.get(`issues/DEMO-1/${activities}`)).body).toMatchObject([
    { $type: 'VotersActivityItem', author: { login: 'dora' }, added: [{ login: 'dora' }], removed: [] },
    { $type: 'VotersActivityItem', author: { login: 'dora' }, added: [], removed: [{ login: 'dora' }] },
  ]);
});

it('A command on several issues is one transaction, with tags put on and taken off', async () => {
  const world = await watched();
  const admin = world.as('admin');
  const second = v.parse(
    v.object({ idReadable: v.string() }),
    (
      await admin.post('issues?fields=idReadable', {
        project: { id: await world.idAt('admin/projects/DEMO') },
        summary: 'One more',
      })
    ).body,
  ).idReadable;
  const issues = [{ idReadable: 'DEMO-1' }, { idReadable: second }];
  await admin.post('commands', { query: 'tag shared Priority Minor', issues });
  expect(pluck(await admin.get(`issues/${second}/tags?fields=name`), 'name')).toEqual(['shared']);
  await admin.post('commands', { query: 'remove tag shared', issues });
  expect(pluck(await admin.get(`issues/${second}/tags?fields=name`), 'name')).toEqual([]);
  expect(ran(world)).toEqual([second, 'DEMO-1', second, 'DEMO-1', second]);
});
