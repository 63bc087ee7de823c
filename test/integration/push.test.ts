import { beforeAll, describe, expect, it } from 'vitest';
import { BOARD, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const onBoard = async (key: string) =>
  (await world.sandbox.issues(BOARD)).filter((issue) => issue.key === key);
const pushes = async () =>
  (await world.sandbox.requests()).filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/issues/bulk'),
  ).length;

describe('an edited issue', () => {
  it('arrives once, with exactly the values it has', async () => {
    const key = await world.createIssue('Before');
    await world.as('developer').post(`issues/${key}`, {
      summary: 'Checkout fails with "quotes" & <tags> 🚀',
      description: '**Bold** move',
      customFields: [
        { name: 'State', $type: 'StateIssueCustomField', value: { name: 'In Progress' } },
        { name: 'Customer', $type: 'SimpleIssueCustomField', value: 'Ærø {GmbH}' },
        { name: 'Story points', $type: 'SimpleIssueCustomField', value: 8 },
        { name: 'Assignee', $type: 'SingleUserIssueCustomField', value: { login: 'developer' } },
        { name: 'Platforms', $type: 'MultiEnumIssueCustomField', value: [{ name: 'Web' }, { name: 'iOS' }] },
      ],
    });
    await world.pass(3_000);

    const [issue, ...others] = await onBoard(key);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({
      name: 'Checkout fails with "quotes" & <tags> 🚀',
      status: 'In Progress',
      assignee: 'developer@example.com',
      reporter: 'admin@example.com',
      url: `${world.standIns.youTrackUrl}/issue/${key}`,
    });
    expect(issue?.description).toContain('<strong>Bold</strong> move');
    expect(issue?.fields).toMatchObject({
      customer: 'Ærø {GmbH}',
      story_points: 8,
      platforms: ['Web', 'iOS'],
    });
    expect(issue?.fields.component ?? null).toBeNull();
  });

  it('is pushed once or twice for ten edits within a second, and what arrives is the last state', async () => {
    const key = await world.createIssue('Ten edits');
    await world.pass(3_000);
    const before = await pushes();
    for (let edit = 1; edit <= 10; edit += 1) {
      await world.as('developer').post(`issues/${key}`, { summary: `Edit ${edit}` });
      await world.pass(100);
    }
    await world.pass(3_000);
    expect((await pushes()) - before).toBeLessThanOrEqual(2);
    expect((await onBoard(key)).map((issue) => issue.name)).toEqual(['Edit 10']);
  });

  it('causes no call when nothing that is sent has changed', async () => {
    const key = await world.createIssue('Same');
    await world.pass(3_000);
    const before = await pushes();
    await world.as('developer').post(`issues/${key}`, { summary: 'Other' });
    await world.as('developer').post(`issues/${key}`, { summary: 'Same' });
    await world.pass(3_000);
    expect(await pushes()).toBe(before);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('shares one call with others edited at the same time', async () => {
    const keys: string[] = [];
    for (let issue = 0; issue < 12; issue += 1) keys.push(await world.createIssue(`Together ${issue}`));
    const before = await pushes();
    await world.pass(3_000);
    expect((await pushes()) - before).toBeLessThanOrEqual(2);
    const arrived = new Set((await world.sandbox.issues(BOARD)).map((issue) => issue.key));
    expect(keys.filter((key) => !arrived.has(key))).toEqual([]);
  });

  it('sends only the tags that the team can see', async () => {
    const key = await world.createIssue('Tagged', {
      tags: [{ name: 'release' }, { name: 'my private list' }],
    });
    await world.pass(3_000);
    expect((await onBoard(key))[0]?.labels).toEqual(['release']);
  });
});

describe('an issue with restricted visibility', () => {
  it('stays out, and says so', async () => {
    const key = await world.createIssue('Secret', {
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'admin' }] },
    });
    await world.pass(3_000);
    expect(await onBoard(key)).toEqual([]);
    expect((await world.panel(key)).status).toEqual({ state: 'excluded', by: 'restricted' });
  });

  it('is taken off the board when it becomes restricted, and comes back', async () => {
    const key = await world.createIssue('Open first');
    await world.pass(3_000);
    expect(await onBoard(key)).toHaveLength(1);
    await world.as('admin').post(`issues/${key}`, {
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'admin' }] },
    });
    await world.pass(3_000);
    expect(await onBoard(key)).toEqual([]);
    await world.as('admin').post(`issues/${key}`, { visibility: { $type: 'UnlimitedVisibility' } });
    await world.pass(3_000);
    expect(await onBoard(key)).toHaveLength(1);
  });
});
