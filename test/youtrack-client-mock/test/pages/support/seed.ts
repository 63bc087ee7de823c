/** What the tests look at: one person who may do everything, one project with a field of each kind, two issues. */
import type { SeedInput } from '../../../src/seed/schema.ts';

/** Names and texts that would break a page or a frame that does not escape them. */
export const ADA = 'Ada <b>Lovelace</b> $&';
export const SUMMARY = 'Ships </script><script>alert("summary")</script> $\' on time';
const DESCRIPTION = '<img src=x onerror=alert(1)> [click](javascript:alert(1)) **bold**';

export const SEED: SeedInput = {
  version: 1,
  users: [
    { login: 'ada', fullName: ADA, email: 'ada@example.org', roles: [{ role: 'System Admin' }] },
    { login: 'dev', fullName: 'Dev', roles: [{ role: 'Developer' }] },
    { login: 'guest', fullName: 'Guest', guest: true },
  ],
  fields: [
    { name: 'Priority', type: 'enum[1]', values: ['Minor', 'Major'] },
    { name: 'Labels', type: 'enum[*]', values: ['Minor', 'Major'] },
    { name: 'State', type: 'state[1]', values: ['Open', { name: 'Fixed', resolved: true }] },
    { name: 'Assignee', type: 'user[1]', values: ['ada'] },
    { name: 'Estimate', type: 'period' },
    { name: 'Due', type: 'date' },
    { name: 'Points', type: 'integer' },
    { name: 'Notes', type: 'text' },
  ],
  projects: [
    {
      key: 'DEMO',
      name: 'Demo',
      leader: 'ada',
      fields: ['Priority', 'Labels', 'State', 'Assignee', 'Estimate', 'Due', 'Points', 'Notes'],
    },
  ],
  issues: [
    { project: 'DEMO', summary: SUMMARY, description: DESCRIPTION, reporter: 'ada' },
    {
      project: 'DEMO',
      summary: 'The second issue',
      description: 'Before {{widget probe/text}} {{widget probe/nothing}} after',
      reporter: 'dev',
      fields: { State: 'Fixed' },
    },
  ],
  articles: [{ project: 'DEMO', summary: 'An article', content: '**Read** me', author: 'ada' }],
};
