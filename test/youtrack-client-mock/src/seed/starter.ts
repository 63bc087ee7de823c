/** What there is when nobody brings a seed: an administrator and a project with the fields every new project gets. */
import type { SeedInput } from './schema.ts';

export const STARTER: SeedInput = {
  version: 1,
  users: [
    {
      login: 'admin',
      fullName: 'Ada Admin',
      email: 'admin@example.com',
      roles: [{ role: 'System Admin' }],
    },
    { login: 'guest', fullName: 'Guest', guest: true, banned: true },
  ],
  fields: [
    {
      name: 'Priority',
      type: 'enum[1]',
      values: ['Show-stopper', 'Critical', 'Major', 'Normal', 'Minor'],
    },
    {
      name: 'Type',
      type: 'enum[1]',
      values: ['Bug', 'Cosmetics', 'Exception', 'Feature', 'Task', 'Usability Problem', 'Epic'],
    },
    {
      name: 'State',
      type: 'state[1]',
      values: [
        'Submitted',
        'Open',
        'In Progress',
        'To be discussed',
        { name: "Can't Reproduce", resolved: true },
        { name: 'Duplicate', resolved: true },
        { name: 'Fixed', resolved: true },
        { name: "Won't fix", resolved: true },
      ],
    },
    { name: 'Assignee', type: 'user[1]' },
    { name: 'Subsystem', type: 'ownedField[1]', values: ['Backend', 'Frontend'] },
    { name: 'Fix versions', type: 'version[*]', values: ['1.0', '1.1'] },
    { name: 'Affected versions', type: 'version[*]', values: ['1.0', '1.1'] },
    { name: 'Fixed in build', type: 'build[1]', values: [] },
    { name: 'Due Date', type: 'date' },
    { name: 'Estimation', type: 'period' },
  ],
  projects: [
    {
      key: 'DEMO',
      name: 'Demo',
      description: 'A project to try things in',
      leader: 'admin',
      fields: [
        { name: 'Priority', canBeEmpty: false, default: 'Normal' },
        { name: 'Type', canBeEmpty: false, default: 'Task' },
        { name: 'State', canBeEmpty: false, default: 'Submitted' },
        { name: 'Assignee', emptyText: 'Unassigned' },
        { name: 'Subsystem', emptyText: 'No subsystem' },
        { name: 'Fix versions', emptyText: 'Unscheduled' },
        { name: 'Affected versions', emptyText: 'Unknown' },
        { name: 'Fixed in build', emptyText: 'Next build' },
        'Due Date',
        'Estimation',
      ],
    },
  ],
  articles: [
    {
      project: 'DEMO',
      summary: 'How this works',
      content: 'Apps may put widgets on this page, too.',
      author: 'admin',
    },
  ],
  issues: [
    {
      project: 'DEMO',
      summary: 'Look around',
      description: 'This is an emulator: nothing here is kept when it ends.',
      reporter: 'admin',
      fields: { State: 'Open', Assignee: 'admin' },
    },
  ],
};
