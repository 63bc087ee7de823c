/** Two projects with a field that is shown only where another one has a certain value. */
import * as v from 'valibot';
import type { CreateOptions, SeedInput } from '../../src/index.ts';
import { packageOf } from '../engine/world.ts';
import { type Answer, start } from '../rest/support/world.ts';
import { onChange } from './probe.ts';

/** A reason is only asked for where an issue is fixed, and must be given then; in the other project where it is open. */
const SEED: SeedInput = {
  version: 1,
  users: [{ login: 'admin', fullName: 'Admin', roles: [{ role: 'System Admin' }] }],
  fields: [
    { name: 'State', type: 'state[1]', values: ['Open', { name: 'Fixed', resolved: true }] },
    { name: 'Reason', type: 'enum[1]', values: ['Typo', 'Crash'] },
  ],
  projects: [
    {
      key: 'DEMO',
      name: 'Demo',
      leader: 'admin',
      fields: [
        'State',
        { name: 'Reason', canBeEmpty: false, showWhen: { field: 'State', values: ['Fixed'] } },
      ],
    },
    {
      key: 'OTHER',
      name: 'Other',
      leader: 'admin',
      fields: ['State', { name: 'Reason', default: 'Crash', showWhen: { field: 'State', values: ['Open'] } }],
    },
  ],
  issues: [
    { project: 'DEMO', summary: 'Open one', reporter: 'admin', fields: { State: 'Open' } },
    { project: 'DEMO', summary: 'Fixed one', reporter: 'admin', fields: { State: 'Fixed', Reason: 'Typo' } },
  ],
};

export const reason = { name: 'Reason', $type: 'SingleEnumIssueCustomField', value: { name: 'Typo' } };
export const state = (name: string) => ({ name: 'State', $type: 'StateIssueCustomField', value: { name } });
export const SENTENCE =
  'You can only update the value for the Reason field when the value for the State field is Fixed';

const FieldsSchema = v.object({
  customFields: v.array(v.object({ name: v.string(), value: v.nullable(v.object({ name: v.string() })) })),
});

/** With an app of this one script, where there is one. */
export async function conditional(script?: string, options: CreateOptions = {}) {
  const apps = script === undefined ? [] : [packageOf({ 'handler.js': script })];
  const { as, server, idAt } = await start({ seed: SEED, apps, ...options });
  const { youTrack } = server;
  const admin = as('admin');
  if (script !== undefined) {
    for (const project of youTrack.read((tx) => [...tx.all('Project')])) {
      youTrack.apps.attach('demo-app', project);
    }
  }
  return {
    youTrack,
    admin,
    project: { id: await idAt('admin/projects/DEMO') },
    other: { id: await idAt('admin/projects/OTHER') },
    edit: (id: string, body: object): Promise<Answer> => admin.post(`issues/${id}`, body),
    async valuesOf(id: string): Promise<Readonly<Record<string, string | null>>> {
      const { body } = await admin.get(`issues/${id}?fields=customFields(name,value(name))`);
      const { customFields } = v.parse(FieldsSchema, body);
      return Object.fromEntries(customFields.map(({ name, value }) => [name, value?.name ?? null]));
    },
    lines: (level: string): string[] =>
      youTrack.logs().flatMap((line) => (line.level === level ? [line.text] : [])),
  };
}

/** Writes the field whenever an issue gets another summary. */
export const WRITES = onChange('ctx.issue.fields.Reason = ctx.Reason.Typo;').replace(
  'exports.rule = entities.Issue.onChange({',
  `$&
  requirements: {
    Reason: { type: entities.EnumField.fieldType, Typo: {} },
    State: { type: entities.State.fieldType, Fixed: {} },
  },`,
);
