/** What stands in the store after a seed was planted. */
import { expect, it } from 'vitest';
import { canSeeIssue, hasPermission } from '../../src/model/access.ts';
import { refOf, refsOf, textOf } from '../../src/model/props.ts';
import { NOW, plant, small } from './support.ts';

const DAY_MS = 86_400_000;
const issue = { project: 'DEMO', summary: 'One', reporter: 'bob' };

it('users have a token of their own, fixed where the seed fixes it, and guests have none', () => {
  const { users, tx, one } = plant({
    version: 1,
    users: [
      { login: 'ada', fullName: 'Ada', token: 'perm:fixed', roles: [{ role: 'System Admin' }] },
      { login: 'bob', fullName: 'Bob', timeZone: 'Asia/Tokyo', banned: true },
      { login: 'guest', fullName: 'Guest', guest: true },
    ],
  });
  expect(users).toEqual([
    { login: 'ada', token: 'perm:fixed', roles: [{ role: 'System Admin' }] },
    { login: 'bob', token: expect.stringMatching(/^perm:Ym9i\.c2VlZA==\.\w{20,}$/), roles: [] },
  ]);
  const token = one('PermanentToken', 'token', 'perm:fixed');
  expect(refOf(tx, token, 'user')).toBe(one('User', 'login', 'ada'));
  expect(tx.get(token, 'scope')).toBe('YouTrack,YouTrack Administration');
  expect(tx.get(one('User', 'login', 'bob'), 'timeZoneId')).toBe('Asia/Tokyo');
  expect(tx.get(one('User', 'login', 'bob'), 'banned')).toBe(true);
  expect([...tx.find('User', 'guest', true)]).toEqual([one('User', 'login', 'guest')]);
});

it('roles hold in their project or everywhere', () => {
  const { tx, one } = plant(
    small({
      projects: [
        { key: 'DEMO', name: 'Demo', leader: 'ada' },
        { key: 'OPS', name: 'Operations', leader: 'ada' },
      ],
    }),
  );
  const [ada, bob] = [one('User', 'login', 'ada'), one('User', 'login', 'bob')];
  const [demo, ops] = [one('Project', 'shortName', 'DEMO'), one('Project', 'shortName', 'OPS')];
  expect([demo, ops, null].map((project) => hasPermission(tx, bob, 'UPDATE_ISSUE', project))).toEqual([
    true,
    false,
    false,
  ]);
  expect(hasPermission(tx, ada, 'ADMIN_UPDATE_APP', null)).toBe(true);
});

it('a project has a team with its leader in it, and shares the values of its fields with others', () => {
  const { tx, one } = plant(
    small({
      projects: [
        {
          key: 'DEMO',
          name: 'Demo',
          leader: 'ada',
          team: ['bob', 'ada'],
          fields: [{ name: 'State', canBeEmpty: false, emptyText: 'None', default: 'Open' }],
        },
        { key: 'OPS', name: 'Operations', leader: 'bob', fields: ['State'] },
      ],
    }),
  );
  const demo = one('Project', 'shortName', 'DEMO');
  const team = one('UserGroup', 'name', 'Demo Team');
  expect(refOf(tx, demo, 'team')).toBe(team);
  expect(refOf(tx, team, 'teamOf')).toBe(demo);
  expect(refsOf(tx, team, 'users').map((user) => textOf(tx, user, 'login'))).toEqual(['ada', 'bob']);
  const [own, other] = [...tx.all('ProjectCustomField')];
  expect(own && other && refOf(tx, own, 'bundle')).toBe(other && refOf(tx, other, 'bundle'));
  expect(own && tx.get(own, 'emptyFieldText')).toBe('None');
  expect(own && refsOf(tx, own, 'defaultValues').map((value) => textOf(tx, value, 'name'))).toEqual(['Open']);
  expect(tx.get(one('UserGroup', 'allUsers', true), 'name')).toBe('All Users');
});

it('issues are numbered in their project, in order, and carry what REST would have given them', () => {
  const { tx, one } = plant(
    small({
      tags: [{ name: 'release', owner: 'ada', sharedWith: ['Demo Team', 'All Users'] }],
      issues: [
        { ...issue, ageDays: 10, tags: ['release'], fields: { State: 'Open' } },
        {
          ...issue,
          summary: 'Two\nlines',
          reporter: 'ada',
          ageDays: 5,
          description: '**x**',
          fields: { State: 'Fixed' },
          comments: [
            { author: 'ada', text: 'First' },
            { author: 'bob', text: 'Second', ageDays: 1 },
          ],
        },
      ],
    }),
  );
  const first = one('Issue', 'numberInProject', 1);
  expect(tx.get(first, 'created')).toBe(NOW - 10 * DAY_MS);
  expect(tx.get(first, 'updated')).toBe(NOW - 10 * DAY_MS);
  expect(tx.get(first, 'resolved')).toBeNull();
  expect(tx.get(first, 'reported')).toBe(true);
  expect(tx.get(first, 'description')).toBeNull();
  expect(tx.get(first, 'voters')).toEqual([]);
  expect(refOf(tx, first, 'updatedBy')).toBe(one('User', 'login', 'bob'));
  expect(refsOf(tx, first, 'tags')).toEqual([one('Tag', 'name', 'release')]);

  const second = one('Issue', 'numberInProject', 2);
  expect(tx.get(second, 'summary')).toBe('Two lines');
  expect(tx.get(second, 'description')).toBe('**x**');
  expect(tx.get(second, 'updated')).toBe(NOW - DAY_MS);
  expect(refOf(tx, second, 'reporter')).toBe(one('User', 'login', 'ada'));
  expect(refOf(tx, second, 'updatedBy')).toBe(one('User', 'login', 'bob'));
  expect(tx.get(second, 'resolved')).toBe(NOW - DAY_MS);
  const comments = [...tx.find('IssueComment', 'issue', { ref: second })];
  expect(comments.map((id) => [textOf(tx, id, 'text'), tx.get(id, 'created')])).toEqual([
    ['First', NOW - 5 * DAY_MS + 60_000],
    ['Second', NOW - DAY_MS],
  ]);
  expect(tx.get(one('Project', 'shortName', 'DEMO'), 'nextNumber')).toBe(3);
});

it('a restricted issue is seen by its reporter and by whom it is for', () => {
  const { tx, one } = plant(
    small({
      users: [
        { login: 'ada', fullName: 'Ada', roles: [{ role: 'System Admin' }] },
        { login: 'bob', fullName: 'Bob', roles: [{ role: 'Observer' }] },
        { login: 'eve', fullName: 'Eve', roles: [{ role: 'Observer' }] },
      ],
      groups: [{ name: 'Us', users: ['bob'] }],
      projects: [{ key: 'DEMO', name: 'Demo', leader: 'ada' }],
      issues: [{ ...issue, reporter: 'ada', visibleTo: { groups: ['Us'] } }],
    }),
  );
  const restricted = one('Issue', 'summary', 'One');
  const sees = (login: string): boolean => canSeeIssue(tx, one('User', 'login', login), restricted);
  expect([sees('ada'), sees('bob'), sees('eve')]).toEqual([true, true, false]);
});
