/** Values of custom fields, by type: what may be written, how it reads, and what is refused without a trace. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { World } from './support/world.ts';
import { idOf, pluck, start } from './support/world.ts';

const NOON = Date.UTC(2026, 9, 31, 12);
const EVENING = Date.UTC(2026, 9, 31, 21, 30);
const QUERY = 'fields=name,value(name,login,minutes,presentation,text)';

interface Shape {
  readonly name: string;
  readonly $type: string;
  readonly value: unknown;
  readonly reads: unknown;
}

const SHAPES: readonly Shape[] = [
  shape('Priority', 'SingleEnumIssueCustomField', { name: 'Minor' }, named('EnumBundleElement', 'Minor')),
  shape(
    'Labels',
    'MultiEnumIssueCustomField',
    [{ name: 'docs' }, { name: 'ui' }],
    [named('EnumBundleElement', 'ui'), named('EnumBundleElement', 'docs')],
  ),
  shape('State', 'StateIssueCustomField', { name: 'Fixed' }, named('StateBundleElement', 'Fixed')),
  shape('Assignee', 'SingleUserIssueCustomField', { login: 'dora' }, user('dora', 'Dora Developer')),
  shape(
    'Reviewers',
    'MultiUserIssueCustomField',
    [{ login: 'dora' }, { login: 'pat' }],
    [user('dora', 'Dora Developer'), user('pat', 'Pat Lead')],
  ),
  shape('Version', 'SingleVersionIssueCustomField', { name: '1.1' }, named('VersionBundleElement', '1.1')),
  shape(
    'Versions',
    'MultiVersionIssueCustomField',
    [{ name: '1.0' }],
    [named('VersionBundleElement', '1.0')],
  ),
  shape('Build', 'SingleBuildIssueCustomField', { name: 'b1' }, named('BuildBundleElement', 'b1')),
  shape('Builds', 'MultiBuildIssueCustomField', [{ name: 'b2' }], [named('BuildBundleElement', 'b2')]),
  shape('Subsystem', 'SingleOwnedIssueCustomField', { name: 'Core' }, named('OwnedBundleElement', 'Core')),
  shape(
    'Subsystems',
    'MultiOwnedIssueCustomField',
    [{ name: 'Shell' }],
    [named('OwnedBundleElement', 'Shell')],
  ),
  shape('Squad', 'SingleGroupIssueCustomField', { name: 'Testers' }, named('UserGroup', 'Testers')),
  shape('Squads', 'MultiGroupIssueCustomField', [{ name: 'Writers' }], [named('UserGroup', 'Writers')]),
  shape(
    'Estimate',
    'PeriodIssueCustomField',
    { minutes: 150 },
    { $type: 'PeriodValue', minutes: 150, presentation: '2h 30m' },
  ),
  shape(
    'Estimate',
    'PeriodIssueCustomField',
    { presentation: '1d 1h' },
    { $type: 'PeriodValue', minutes: 540, presentation: '1d 1h' },
  ),
  shape('Due', 'DateIssueCustomField', NOON, NOON),
  shape('Due', 'DateIssueCustomField', EVENING, NOON),
  shape('Meeting', 'SimpleIssueCustomField', EVENING, EVENING),
  shape('Points', 'SimpleIssueCustomField', 8, 8),
  shape('Points', 'SimpleIssueCustomField', 0, 0),
  shape('Factor', 'SimpleIssueCustomField', 0.5, 0.5),
  shape('Code', 'SimpleIssueCustomField', 'X-1', 'X-1'),
  shape(
    'Notes',
    'TextIssueCustomField',
    { text: 'Two\nlines' },
    { $type: 'TextFieldValue', text: 'Two\nlines' },
  ),
];

function shape(name: string, $type: string, value: unknown, reads: unknown): Shape {
  return { name, $type, value, reads };
}

function named($type: string, name: string) {
  return { $type, name };
}

function user(login: string, name: string) {
  return { $type: 'User', login, name };
}

async function readField({ as }: World, issue: string, name: string): Promise<unknown> {
  return (await as('dora').get(`issues/${issue}/customFields/${encodeURIComponent(name)}?${QUERY}`)).body;
}

it('has an older name, which apps of JetBrains still use', async () => {
  const { as } = await start();
  const read = async (name: string) =>
    (await as('dora').get(`issues/DEMO-1?fields=${name}(name,value(name))`)).body;
  const { fields } = v.parse(FieldsSchema, await read('fields'));
  const { customFields } = v.parse(FieldsSchema, await read('customFields'));
  expect(fields).toBeInstanceOf(Array);
  expect(fields).toEqual(customFields);
});
const FieldsSchema = v.object({ fields: v.optional(v.unknown()), customFields: v.optional(v.unknown()) });

describe('a custom field', () => {
  it.each(SHAPES)('$name as $value is kept on creation', async ({ name, $type, value, reads }) => {
    const world = await start();
    const made = await world.as('dora').post('issues', {
      project: { id: await world.idAt('admin/projects/DEMO') },
      summary: 'New',
      customFields: [{ name, $type, value }],
    });
    expect(made.status).toBe(200);
    expect(await readField(world, idOf(made), name)).toEqual({ $type, name, value: reads });
  });

  it.each(SHAPES)('$name as $value is kept on update', async ({ name, $type, value, reads }) => {
    const world = await start();
    const dora = world.as('dora');
    expect((await dora.post('issues/DEMO-1', { customFields: [{ name, $type, value }] })).status).toBe(200);
    expect(await readField(world, 'DEMO-1', name)).toEqual({ $type, name, value: reads });
    const alone = await dora.post(`issues/DEMO-1/customFields/${name}?${QUERY}`, { $type, value });
    expect([alone.status, alone.body]).toEqual([200, { $type, name, value: reads }]);
  });

  it.each(SHAPES.filter(({ name }) => name !== 'State'))(
    '$name is emptied after $value',
    async ({ name, $type, value }) => {
      const world = await start();
      const dora = world.as('dora');
      const empty = Array.isArray(value) ? [] : null;
      await dora.post('issues/DEMO-1', { customFields: [{ name, value }] });
      const emptied = await dora.post('issues/DEMO-1', { customFields: [{ name, value: empty }] });
      expect(emptied.status).toBe(200);
      expect(await readField(world, 'DEMO-1', name)).toEqual({ $type, name, value: empty });
    },
  );

  it('may be named by its id, and its values by theirs', async () => {
    const world = await start();
    const dora = world.as('dora');
    const pat = await world.idAt('users/pat');
    const id = idOf(await dora.get('issues/DEMO-1/customFields/Assignee'));
    await dora.post('issues/DEMO-1', { customFields: [{ id, value: { id: pat } }] });
    expect(await readField(world, 'DEMO-1', 'Assignee')).toMatchObject({ value: { login: 'pat' } });
    await dora.post(`issues/DEMO-1/customFields/${id}`, { value: { login: 'dora' } });
    expect(await readField(world, 'DEMO-1', 'Assignee')).toMatchObject({ value: { login: 'dora' } });
  });
});

describe('refused, and nothing kept:', () => {
  it.each([
    ['Priority', 'Minor', 400],
    ['Priority', { name: 'Nonsense' }, 400],
    ['Priority', {}, 400],
    ['Priority', [{ name: 'Minor' }], 400],
    ['Labels', { name: 'ui' }, 400],
    ['Labels', [{ name: 'ui' }, { name: 'Nonsense' }], 400],
    ['Labels', null, 400],
    ['State', null, 400],
    ['State', { name: 'Major' }, 400],
    ['Assignee', { login: 'me' }, 400],
    ['Assignee', { login: 'rita' }, 400],
    ['Assignee', { name: 'Dora Developer' }, 400],
    ['Assignee', 'dora', 400],
    ['Reviewers', [{ login: 'rita' }], 400],
    ['Version', { name: '9.9' }, 400],
    ['Build', { name: '1.0' }, 400],
    ['Subsystem', { name: 'ui' }, 400],
    ['Squad', { name: 'Nobody' }, 400],
    ['Estimate', 150, 400],
    ['Estimate', { minutes: -1 }, 400],
    ['Estimate', { minutes: 1.5 }, 400],
    ['Estimate', { presentation: 'a while' }, 400],
    ['Due', '2026-10-31', 400],
    ['Meeting', '2026-10-31T12:00', 400],
    ['Points', '8', 400],
    ['Points', 1.5, 400],
    ['Factor', '0.5', 400],
    ['Code', 5, 400],
    ['Notes', 'Text', 400],
    ['Notes', { text: 5 }, 400],
    ['Nonsense', { name: 'x' }, 400],
    ['priority', { name: 'Minor' }, 500],
    ['POINTS', 8, 500],
  ])('%s as %j', async (name, value, status) => {
    const world = await start();
    const dora = world.as('dora');
    const project = { id: await world.idAt('admin/projects/DEMO') };
    const before = await dora.get(
      `issues/DEMO-1?fields=summary,customFields(${QUERY.slice('fields='.length)})`,
    );
    const write = {
      summary: 'Not kept',
      customFields: [
        { name: 'Points', value: 13 },
        { name, value },
      ],
    };
    expect((await dora.post('issues/DEMO-1', write)).status).toBe(status);
    expect((await dora.post('issues', { ...write, project })).status).toBe(status);
    const after = await dora.get(
      `issues/DEMO-1?fields=summary,customFields(${QUERY.slice('fields='.length)})`,
    );
    expect(after.body).toEqual(before.body);
    expect(pluck(await dora.get('issues?fields=summary'), 'summary')).not.toContain('Not kept');
  });

  it.each([
    ['Priority', 'MultiEnumIssueCustomField', { name: 'Minor' }],
    ['Priority', 'StateIssueCustomField', { name: 'Minor' }],
    ['Assignee', 'SingleEnumIssueCustomField', { login: 'dora' }],
    ['Points', 'Nonsense', 8],
  ])('%s with the wrong $type %s is a server error', async (name, $type, value) => {
    const { as } = await start();
    const dora = as('dora');
    const write = { customFields: [{ name, $type, value }] };
    expect(await dora.post('issues/DEMO-1', write)).toMatchObject({
      status: 500,
      body: { error: 'server_error' },
    });
    expect((await dora.post(`issues/DEMO-1/customFields/${name}`, { $type, value })).status).toBe(500);
  });

  it('a value that is not among the allowed ones, in the documented words', async () => {
    const { as } = await start();
    expect(
      await as('dora').post('issues/DEMO-1', {
        customFields: [{ name: 'Assignee', value: { login: 'rita' } }],
      }),
    ).toMatchObject({
      status: 400,
      body: { error: 'bad_request', error_description: 'Value is not allowed' },
    });
  });

  it('nothing for a field that must not be empty', async () => {
    const { as } = await start();
    expect(await as('dora').post('issues/DEMO-1/customFields/State', { value: null })).toMatchObject({
      status: 400,
      body: { error: 'Field required', error_description: 'State is required', error_field: 'State' },
    });
  });
});

describe('the custom fields of an issue', () => {
  it('are all of the project, in its order, with default values on a new issue', async () => {
    const world = await start();
    const made = await world.as('rita').post('issues', {
      project: { id: await world.idAt('admin/projects/DEMO') },
      summary: 'New',
    });
    const answer = await world.as('rita').get(`issues/${idOf(made)}/customFields?${QUERY}&$top=-1`);
    expect(pluck(answer, 'name').slice(0, 3)).toEqual(['State', 'Assignee', 'Priority']);
    expect(answer.body).toHaveLength(20);
    expect(answer.body).toContainEqual({
      $type: 'StateIssueCustomField',
      name: 'State',
      value: named('StateBundleElement', 'Open'),
    });
  });

  it('may be cut down to some by name', async () => {
    const { as } = await start();
    const query = 'fields=customFields(name)&customFields=Priority&customFields=State';
    const fields = [
      { $type: 'StateIssueCustomField', name: 'State' },
      { $type: 'SingleEnumIssueCustomField', name: 'Priority' },
    ];
    expect((await as('rita').get(`issues/DEMO-1?${query}`)).body).toMatchObject({ customFields: fields });
    expect(
      (await as('rita').get(`issues?query=${encodeURIComponent('issue ID: DEMO-1')}&${query}`)).body,
    ).toMatchObject([{ customFields: fields }]);
  });

  it('a state that resolves sets and clears when the issue was resolved', async () => {
    const { as, server } = await start();
    const resolved = async (name: string) => {
      const write = { customFields: [{ name: 'State', value: { name } }] };
      return (await as('dora').post('issues/DEMO-1?fields=resolved', write)).body;
    };
    expect(await resolved('Fixed')).toEqual({ $type: 'Issue', resolved: server.youTrack.now() });
    expect(await resolved('Open')).toEqual({ $type: 'Issue', resolved: null });
  });
});
