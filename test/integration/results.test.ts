import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RestError } from '../../tools/stand-ins/rest.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const SCORES = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/scores`;
const VOTES = { reach: 8, revenue: 6, effort: 2 };

async function pushed(summary: string) {
  const key = await world.createIssue(summary);
  await world.pass(3_000);
  const issue = (await world.sandbox.issues(BOARD)).find((candidate) => candidate.key === key);
  if (issue === undefined) throw new Error(`${key} did not arrive`);
  return { key, issue };
}

function item(issue: { readonly source: string | null; readonly external_id: string | null }, more = {}) {
  return {
    source: issue.source,
    external_id: issue.external_id,
    key: 'DEMO-1',
    id: 1,
    url: 'https://ducalis.io/issue/1',
    revision: 1,
    total_score: 12.5,
    priority: 3,
    top_priority: true,
    voting_percent: 50,
    all_voted: false,
    alignment: 70,
    criteria: [{ key: 'reach', name: 'Reach', type: 'value', score: 8 }],
    updated_at: '2030-01-01T00:00:00.000Z',
    ...more,
  };
}

describe('results of an evaluation', () => {
  it('come with the next sweep', async () => {
    const { key } = await pushed('Swept');
    expect((await world.panel(key)).result).toBeNull();
    await world.sandbox.vote(BOARD, key, VOTES);
    await world.pass(6 * 60_000);
    const { result, status, ducalisUrl } = await world.panel(key);
    expect(status.state).toBe('synced');
    expect(result).toMatchObject({ priority: 1, source: 'board' });
    expect(result?.totalScore).toBeGreaterThan(0);
    expect(result?.criteria.find(({ name }) => name === 'Reach')).toMatchObject({ kind: 'value', score: 8 });
    expect(ducalisUrl).toMatch(/^https:\/\/ducalis\.io\/issue\//);
  });

  it('are kept at once when Ducalis posts them', async () => {
    const { key, issue } = await pushed('Posted');
    expect(await world.as('admin').post(SCORES, { items: [item(issue)] })).toEqual({
      accepted: 1,
      ignored: 0,
    });
    expect((await world.panel(key)).result).toMatchObject({
      priority: 3,
      isTopPriority: true,
      totalScore: 12.5,
      votingPercent: 50,
      isFinal: false,
      alignment: 70,
    });
  });

  it('do not go back in time', async () => {
    const { key, issue } = await pushed('Late');
    await world.as('admin').post(SCORES, { items: [item(issue, { priority: 2 })] });
    const older = item(issue, { priority: 9, updated_at: '2029-01-01T00:00:00.000Z' });
    expect(await world.as('admin').post(SCORES, { items: [older] })).toEqual({ accepted: 0, ignored: 1 });
    expect((await world.panel(key)).result?.priority).toBe(2);
  });

  it('cause no push and leave `updated` as it was', async () => {
    const { key, issue } = await pushed('Quiet');
    const before = await world.as('admin').get(`issues/${key}?fields=updated`);
    const requests = (await world.sandbox.requests()).length;
    await world.as('admin').post(SCORES, { items: [item(issue)] });
    await world.pass(3_000);
    expect(await world.as('admin').get(`issues/${key}?fields=updated`)).toEqual(before);
    expect((await world.sandbox.requests()).length).toBe(requests);
  });

  it('of another source, an unknown issue, or in a shape nobody knows are ignored', async () => {
    const { key, issue } = await pushed('Hostile');
    const items = [
      item(issue, { source: 'another-youtrack' }),
      item({ source: issue.source, external_id: 'unknown' }),
      item(issue, { total_score: 'high' }),
      item(issue, { priority: 0 }),
      item(issue, { alignment: 1_000 }),
      item(issue, { updated_at: 'yesterday' }),
      null,
      'issue',
    ];
    expect(await world.as('admin').post(SCORES, { items })).toEqual({ accepted: 0, ignored: items.length });
    expect((await world.panel(key)).result).toBeNull();
  });

  it('never make a link of an address that is not https', async () => {
    const { key, issue } = await pushed('Link');
    const before = (await world.panel(key)).ducalisUrl;
    await world.as('admin').post(SCORES, { items: [item(issue, { url: 'javascript:alert(1)' })] });
    expect((await world.panel(key)).ducalisUrl).toBe(before);
  });

  it.each([['developer'], ['reporter']])('are not taken from a %s', async (login) => {
    const { issue } = await pushed(`By ${login}`);
    const refused = world.as(login).post(SCORES, { items: [item(issue)] });
    await expect(refused).rejects.toSatisfy((error) => error instanceof RestError && error.status === 403);
  });

  it.each(['', '{', '[]', '{"items": 5}', '"text"'])('are refused when the body is %j', async (body) => {
    const response = await fetch(`${world.standIns.youTrackUrl}/api/${SCORES}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${world.standIns.tokens.get('admin')}`,
        'content-type': 'application/json',
      },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'request-malformed' } });
  });
});
