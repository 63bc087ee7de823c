/** Custom fields of issues: what is written by type, how it reads, and what is refused. */
import { expect } from 'vitest';
import { packageOf } from '../packed-app.ts';
import { start } from '../rest/support/world.ts';
import { machine } from './machine-probe.ts';
import { statement } from './statement.ts';

const MINUTE = 60_000;
const EVENING = Date.UTC(2026, 9, 31, 21, 30);

type Case = () => Promise<void>;

/** Writes a value, reads it back, and empties the field again. */
function shape(name: string, $type: string, value: unknown, reads: unknown): Case {
  return async () => {
    const { as } = await start();
    const write = (written: unknown) =>
      as('dora').post('issues/DEMO-1', { customFields: [{ name, $type, value: written }] });
    const read = async () =>
      (
        await as('dora').get(
          `issues/DEMO-1?customFields=${name}&fields=customFields(name,value(name,login,minutes,text))`,
        )
      ).body;
    expect((await write(value)).status).toBe(200);
    expect(await read()).toMatchObject({ customFields: [{ name, $type, value: reads }] });
    const empty = Array.isArray(value) ? [] : null;
    expect((await write(empty)).status).toBe(200);
    expect(await read()).toMatchObject({ customFields: [{ name, $type, value: empty }] });
  };
}

statement(
  '§10',
  'O',
  'Each type of field has a type of its own on an issue, and takes and gives its own shape',
  {
    'enum[1]': shape('Priority', 'SingleEnumIssueCustomField', { name: 'Minor' }, { name: 'Minor' }),
    'enum[*]': shape('Labels', 'MultiEnumIssueCustomField', [{ name: 'ui' }], [{ name: 'ui' }]),
    'user[1]': shape('Assignee', 'SingleUserIssueCustomField', { login: 'dora' }, { login: 'dora' }),
    'user[*]': shape('Reviewers', 'MultiUserIssueCustomField', [{ login: 'pat' }], [{ login: 'pat' }]),
    'version[1]': shape('Version', 'SingleVersionIssueCustomField', { name: '1.0' }, { name: '1.0' }),
    'version[*]': shape('Versions', 'MultiVersionIssueCustomField', [{ name: '1.1' }], [{ name: '1.1' }]),
    'build[1]': shape('Build', 'SingleBuildIssueCustomField', { name: 'b1' }, { name: 'b1' }),
    'build[*]': shape('Builds', 'MultiBuildIssueCustomField', [{ name: 'b2' }], [{ name: 'b2' }]),
    'ownedField[1]': shape('Subsystem', 'SingleOwnedIssueCustomField', { name: 'Core' }, { name: 'Core' }),
    'ownedField[*]': shape(
      'Subsystems',
      'MultiOwnedIssueCustomField',
      [{ name: 'Core' }],
      [{ name: 'Core' }],
    ),
    'group[1]': shape('Squad', 'SingleGroupIssueCustomField', { name: 'Testers' }, { name: 'Testers' }),
    'group[*]': shape('Squads', 'MultiGroupIssueCustomField', [{ name: 'Testers' }], [{ name: 'Testers' }]),
    'period, in minutes': shape('Estimate', 'PeriodIssueCustomField', { minutes: 90 }, { minutes: 90 }),
    'period, as a text': shape(
      'Estimate',
      'PeriodIssueCustomField',
      { presentation: '1d 1h' },
      { minutes: 540 },
    ),
    integer: shape('Points', 'SimpleIssueCustomField', 8, 8),
    float: shape('Factor', 'SimpleIssueCustomField', 1.5, 1.5),
    string: shape('Code', 'SimpleIssueCustomField', 'A-1', 'A-1'),
    'date and time': shape('Meeting', 'SimpleIssueCustomField', EVENING, EVENING),
    text: shape('Notes', 'TextIssueCustomField', { text: '**x**' }, { text: '**x**' }),
  },
);

statement('§10', 'O', 'A state is a field of its own type and cannot be emptied where it must have a value', {
  'state[1]': async () => {
    const { as } = await start();
    const field = { name: 'State', $type: 'StateIssueCustomField' };
    const write = (value: unknown) =>
      as('dora').post('issues/DEMO-1', { customFields: [{ ...field, value }] });
    expect((await write({ name: 'Fixed' })).status).toBe(200);
    expect((await write(null)).body).toMatchObject({ error: 'Field required', error_field: 'State' });
  },
});

statement('§10', 'O', 'A date is kept at noon UTC of its day', {
  'whatever the time that is written': async () => {
    const { as } = await start();
    await as('dora').post('issues/DEMO-1', {
      customFields: [{ name: 'Due', $type: 'DateIssueCustomField', value: EVENING + MINUTE }],
    });
    const { body } = await as('dora').get('issues/DEMO-1?customFields=Due&fields=customFields(value)');
    expect(body).toMatchObject({ customFields: [{ value: Date.UTC(2026, 9, 31, 12) }] });
  },
});

statement('§10', 'O', 'A period reads as a value with minutes and a presentation', {
  'of eight-hour days': async () => {
    const { as } = await start();
    await as('dora').post('issues/DEMO-1', {
      customFields: [{ name: 'Estimate', $type: 'PeriodIssueCustomField', value: { minutes: 540 } }],
    });
    const { body } = await as('dora').get(
      'issues/DEMO-1?customFields=Estimate&fields=customFields(value(minutes,presentation))',
    );
    expect(body).toMatchObject({
      customFields: [{ value: { $type: 'PeriodValue', minutes: 540, presentation: '1d 1h' } }],
    });
  },
});

statement('§10', 'O', 'A value that the bundle does not hold is refused', {
  'a user who is not in it': async () => {
    const { as } = await start();
    const answer = await as('dora').post('issues/DEMO-1', {
      customFields: [{ name: 'Assignee', $type: 'SingleUserIssueCustomField', value: { login: 'rita' } }],
    });
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'bad_request', error_description: 'Value is not allowed' },
    ]);
  },
  '`me` is no login': async () => {
    const { as } = await start();
    const answer = await as('dora').post('issues/DEMO-1', {
      customFields: [{ name: 'Assignee', $type: 'SingleUserIssueCustomField', value: { login: 'me' } }],
    });
    expect(answer.status).toBe(400);
  },
});

statement('§10', 'O', 'The name of a field is its canonical one', {
  'another case is a 500': async () => {
    const { as } = await start();
    const answer = await as('dora').post('issues/DEMO-1', {
      customFields: [{ name: 'priority', $type: 'SingleEnumIssueCustomField', value: { name: 'Minor' } }],
    });
    expect([answer.status, answer.body]).toMatchObject([500, { error: 'server_error' }]);
  },
});

statement('§10', 'O', 'Several values come in the order of the server', {
  'not in that of the request': async () => {
    const { as } = await start();
    await as('dora').post('issues/DEMO-1', {
      customFields: [
        { name: 'Labels', $type: 'MultiEnumIssueCustomField', value: [{ name: 'docs' }, { name: 'ui' }] },
      ],
    });
    const { body } = await as('dora').get(
      'issues/DEMO-1?customFields=Labels&fields=customFields(value(name))',
    );
    expect(body).toMatchObject({ customFields: [{ value: [{ name: 'ui' }, { name: 'docs' }] }] });
  },
});

statement('§10', 'D', 'Bundles hold the values of fields, by type', {
  'a value is added, renamed and taken away': async () => {
    const { as } = await start();
    const bundles = 'admin/customFieldSettings/bundles/enum';
    const { body } = await as('admin').get(`${bundles}?fields=id,values(name)`);
    const [{ id }] = Object(body);
    const value = (await as('admin').post(`${bundles}/${id}/values?fields=id,name`, { name: 'Critical' }))
      .body;
    expect(value).toMatchObject({ name: 'Critical', $type: 'EnumBundleElement' });
    const path = `${bundles}/${id}/values/${Object(value).id}`;
    expect((await as('admin').post(`${path}?fields=name`, { name: 'Blocker' })).body).toMatchObject({
      name: 'Blocker',
    });
    expect((await as('admin').delete(path)).status).toBe(200);
    expect((await as('admin').get(`${bundles}/${id}?fields=values(name)`)).body).toMatchObject({
      values: [{ name: 'Minor' }, { name: 'Major' }],
    });
  },
});

const MANAGED = 'customFields(id,name,$type,value(name),event(id),possibleEvents(id,presentation))';

/** A world in which a state machine manages the field State of DEMO. */
async function managed(more?: string) {
  const { as } = await start({ apps: [packageOf({ 'machine.js': machine(more) })] });
  const state = async () => (await as('dora').get(`issues/DEMO-1?customFields=State&fields=${MANAGED}`)).body;
  const before = await state();
  await as('admin').post('admin/projects/DEMO/appConfigurations', { app: { name: 'probe' } });
  const write = (one: object) =>
    as('dora').post('issues/DEMO-1', { customFields: [{ name: 'State', ...one }] });
  return { as, before, state, write };
}

const TYPE = 'StateMachineIssueCustomField';

statement('§10', 'O', 'Under a state machine a field is of another type, which is written by an event', {
  'it tells the events that are possible now': async () => {
    const { before, state } = await managed("guard: (ctx) => ctx.issue.summary === 'Ready',");
    expect(before).toMatchObject({ customFields: [{ $type: 'StateIssueCustomField' }] });
    expect(await state()).toMatchObject({
      customFields: [
        {
          $type: TYPE,
          value: { name: 'Open' },
          event: null,
          possibleEvents: [{ id: 'touch', presentation: 'touch', $type: 'Event' }],
        },
      ],
    });
  },
  'with the issue, and at the address of the field': async () => {
    for (const event of [{ id: 'fix' }, { presentation: 'fix', $type: 'Event' }]) {
      const { as, state, write } = await managed();
      expect((await write({ $type: TYPE, event })).status).toBe(200);
      expect(await state()).toMatchObject({ customFields: [{ value: { name: 'Fixed' } }] });
      const other = await as('admin').post('issues/DEMO-3/customFields/State?fields=value(name)', { event });
      expect(other.body).toMatchObject({ value: { name: 'Fixed' } });
    }
  },
  'an event that is not possible is refused, and so is a field without a machine': async () => {
    const { as, state, write } = await managed();
    expect(await write({ $type: TYPE, event: { id: 'reopen' } })).toMatchObject({ status: 400 });
    expect(await write({ $type: TYPE })).toMatchObject({ status: 400, body: { error_field: 'value' } });
    expect((await write({ $type: 'StateIssueCustomField', value: { name: 'Fixed' } })).status).toBe(500);
    expect(await state()).toMatchObject({ customFields: [{ value: { name: 'Open' } }] });
    const points = [{ name: 'Points', event: { id: 'fix' } }];
    expect((await as('dora').post('issues/DEMO-1', { customFields: points })).status).toBe(400);
  },
});
