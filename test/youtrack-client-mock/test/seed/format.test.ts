/** What is refused in a seed, and that the refusal says where. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SeedError } from '../../src/seed/error.ts';
import { readSeed } from '../../src/seed/file.ts';
import { parseSeed } from '../../src/seed/schema.ts';
import { STARTER } from '../../src/seed/starter.ts';
import { temporaryFolder } from '../cli/temporary-folder.ts';
import { plant, small } from './support.ts';

const issue = { project: 'DEMO', summary: 'One', reporter: 'ada' };
const user = { login: 'eve', fullName: 'Eve' };

describe('a seed of another shape', () => {
  const WRONG: readonly (readonly [string, unknown])[] = [
    ['The seed: ', 'text'],
    ['version: ', { ...small(), version: 2 }],
    ['users: ', { version: 1 }],
    ['users.0.login: must be a login', small({ users: [{ ...user, login: 'e v e' }] })],
    ['users.0.email: must be an e-mail', small({ users: [{ ...user, email: 'eve' }] })],
    ['users.0.timeZone: must be a time zone', small({ users: [{ ...user, timeZone: 'Mars/Olympus' }] })],
    ['users.0.roles.0.role: ', { ...small(), users: [{ ...user, roles: [{ role: 'Boss' }] }] }],
    ['users.0.nickname: ', { ...small(), users: [{ ...user, nickname: 'E' }] }],
    ['fields.0.type: ', { ...small(), fields: [{ name: 'Size', type: 'size' }] }],
    ['fields.0.values.1.resolved: ', withValues('Open', { name: 'Fixed', resolved: 'yes' })],
    [
      'projects.0.key: must be a project key',
      small({ projects: [{ key: '12', name: 'Demo', leader: 'ada' }] }),
    ],
    ['issues.0.fields.State: ', { ...small(), issues: [{ ...issue, fields: { State: true } }] }],
    ['issues.0.ageDays: ', small({ issues: [{ ...issue, ageDays: -1 }] })],
    [
      'issues.0.comments.0.text: must not be empty',
      small({ issues: [{ ...issue, comments: [{ author: 'ada', text: ' ' }] }] }),
    ],
  ];

  it.each(WRONG)('is refused at "%s"', (start, seed) => {
    expect(() => parseSeed(seed)).toThrow(SeedError);
    expect(() => parseSeed(seed)).toThrow(new RegExp(`^${start}`));
  });
});

describe('a seed that names what is not there', () => {
  const DANGLING: readonly (readonly [string, unknown])[] = [
    [
      'users.2.guest: There is a guest already',
      small({
        users: [
          { ...user, login: 'ada' },
          { ...user, login: 'guest', guest: true },
          { ...user, login: 'other', guest: true },
        ],
      }),
    ],
    [
      'users.1.login: There is a user "ADA" already',
      small({
        users: [
          { ...user, login: 'ada' },
          { ...user, login: 'ADA' },
        ],
      }),
    ],
    [
      'users.0.roles.0.project: There is no project "NOPE"',
      small({
        users: [
          { ...user, login: 'ada', roles: [{ role: 'Reporter', project: 'NOPE' }] },
          { ...user, login: 'bob' },
        ],
      }),
    ],
    ['groups.0.users.1: There is no user "eve"', small({ groups: [{ name: 'Us', users: ['ada', 'eve'] }] })],
    ['groups.0.name: There is a group "All Users" already', small({ groups: [{ name: 'All Users' }] })],
    [
      'fields.0.values: A field of type integer has no values',
      small({ fields: [{ name: 'Size', type: 'integer', values: ['1'] }] }),
    ],
    [
      'fields.0.values.1: There is a value "S" already',
      small({ fields: [{ name: 'Size', type: 'enum[1]', values: ['S', 'S'] }] }),
    ],
    [
      'fields.0.values.0.resolved: Only',
      small({ fields: [{ name: 'Size', type: 'enum[1]', values: [{ name: 'S', resolved: true }] }] }),
    ],
    [
      'fields.0.values.0: There is no user "eve"',
      small({ fields: [{ name: 'Owner', type: 'user[1]', values: ['eve'] }] }),
    ],
    [
      'projects.0.fields.1.showWhen.values: "Done" is no value of this field',
      small({
        fields: [
          { name: 'Size', type: 'enum[1]', values: ['S'] },
          { name: 'Why', type: 'text' },
        ],
        projects: [
          {
            key: 'DEMO',
            name: 'Demo',
            leader: 'ada',
            fields: ['Size', { name: 'Why', showWhen: { field: 'Size', values: ['Done'] } }],
          },
        ],
      }),
    ],
    [
      'projects.0.fields.0.showWhen.field: There is no field of this project "Size"',
      small({
        fields: [{ name: 'Why', type: 'text' }],
        projects: [
          {
            key: 'DEMO',
            name: 'Demo',
            leader: 'ada',
            fields: [{ name: 'Why', showWhen: { field: 'Size', values: ['S'] } }],
          },
        ],
      }),
    ],
    [
      'issues.0.fields.Why: You can only update the value for the Why field when the value for the Size field is S or M',
      small({
        fields: [
          { name: 'Size', type: 'enum[1]', values: ['S', 'M', 'L'] },
          { name: 'Why', type: 'text' },
        ],
        projects: [
          {
            key: 'DEMO',
            name: 'Demo',
            leader: 'ada',
            fields: ['Size', { name: 'Why', showWhen: { field: 'Size', values: ['S', 'M'] } }],
          },
        ],
        issues: [{ ...issue, fields: { Size: 'L', Why: 'It is large' } }],
      }),
    ],
    [
      'projects.0.leader: There is no user "eve"',
      small({ projects: [{ key: 'DEMO', name: 'Demo', leader: 'eve' }] }),
    ],
    [
      'projects.0.team.0: There is no user "eve"',
      small({ projects: [{ key: 'DEMO', name: 'Demo', leader: 'ada', team: ['eve'] }] }),
    ],
    [
      'projects.0.fields.1: There is no field "Size"',
      small({ projects: [{ key: 'DEMO', name: 'Demo', leader: 'ada', fields: ['State', 'Size'] }] }),
    ],
    [
      'projects.0.fields.1: There is a field of this project "State" already',
      small({ projects: [{ key: 'DEMO', name: 'Demo', leader: 'ada', fields: ['State', 'State'] }] }),
    ],
    [
      'projects.0.fields.0.default: "Opn" is no value',
      small({
        projects: [{ key: 'DEMO', name: 'Demo', leader: 'ada', fields: [{ name: 'State', default: 'Opn' }] }],
      }),
    ],
    ['tags.0.owner: There is no user "eve"', small({ tags: [{ name: 'x', owner: 'eve' }] })],
    [
      'tags.0.sharedWith.0: There is no group "Nobody"',
      small({ tags: [{ name: 'x', owner: 'ada', sharedWith: ['Nobody'] }] }),
    ],
    ['issues.0.project: There is no project "NOPE"', small({ issues: [{ ...issue, project: 'NOPE' }] })],
    ['issues.1.reporter: There is no user "eve"', small({ issues: [issue, { ...issue, reporter: 'eve' }] })],
    ['issues.0.tags.0: There is no tag "x"', small({ issues: [{ ...issue, tags: ['x'] }] })],
    [
      'issues.0.fields.Size: The project has no such field',
      small({ issues: [{ ...issue, fields: { Size: 1 } }] }),
    ],
    [
      'issues.0.fields.State: Value is not allowed \\("Opn"\\)',
      small({ issues: [{ ...issue, fields: { State: 'Opn' } }] }),
    ],
    [
      'issues.0.fields.State: This field holds one value',
      small({ issues: [{ ...issue, fields: { State: ['Open'] } }] }),
    ],
    [
      'issues.0.fields.State: State is required',
      small({
        projects: [
          { key: 'DEMO', name: 'Demo', leader: 'ada', fields: [{ name: 'State', canBeEmpty: false }] },
        ],
        issues: [issue],
      }),
    ],
    [
      'issues.0.comments.0.author: There is no user "eve"',
      small({ issues: [{ ...issue, comments: [{ author: 'eve', text: 'Hi' }] }] }),
    ],
    [
      'issues.0.visibleTo.groups.0: There is no group "Us"',
      small({ issues: [{ ...issue, visibleTo: { groups: ['Us'] } }] }),
    ],
  ];

  it.each(DANGLING)('is refused: %s', (start, seed) => {
    expect(() => plant(seed)).toThrow(SeedError);
    expect(() => plant(seed)).toThrow(new RegExp(`^${start}`));
  });
});

describe('a seed file', () => {
  it.each([
    ['is no JSON', '{', /seed\.json: The seed is no JSON \(.+\)/],
    ['is of another version', '{"version": 9}', /^version: /],
  ])('that %s is refused', async (_what, content, sentence) => {
    const file = `${await temporaryFolder(onTestFinished)}/seed.json`;
    await writeFile(file, content);
    await expect(readSeed(file)).rejects.toThrow(sentence);
  });

  it('that is not there is refused', async () => {
    await expect(readSeed('nowhere.json')).rejects.toThrow(/^nowhere\.json: The seed can't be read \(ENOENT/);
  });
});

describe('the seeds of this project', () => {
  it.each(['../../../fixtures/seed.json', '../../../../tools/demo/seed.json'])(
    '%s can be planted',
    async (path) => {
      const seed = await readSeed(fileURLToPath(new URL(path, import.meta.url)));
      const { users, one, tx } = plant(seed);
      expect(users.map(({ login }) => login)).toContain('admin');
      expect(tx.get(one('Project', 'shortName', 'DEMO'), 'nextNumber')).toBeGreaterThan(1);
    },
  );

  it('the one for those who bring none can be planted', () => {
    expect(plant(STARTER).users).toMatchObject([{ login: 'admin', roles: [{ role: 'System Admin' }] }]);
  });
});

function withValues(...values: readonly unknown[]): unknown {
  return { ...small(), fields: [{ name: 'State', type: 'state[1]', values }] };
}
