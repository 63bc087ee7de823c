import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { RestError } from '../../tools/stand-ins/rest.ts';
import type { SandboxIssue } from '../../tools/stand-ins/sandbox.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const SCORES = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/scores`;
const VOTES = { reach: 8, revenue: 6, effort: 2 };

async function onBoard(key: string): Promise<SandboxIssue> {
  const issue = (await world.sandbox.issues(BOARD)).find((candidate) => candidate.key === key);
  if (issue === undefined) throw new Error(`${key} did not arrive`);
  return issue;
}

async function pushed(summary: string) {
  const key = await world.createIssue(summary);
  await world.pass(3_000);
  return { key, issue: await onBoard(key) };
}

/** A time of the emulator's clock. */
async function at(offsetMs: number): Promise<string> {
  const { now } = v.parse(v.object({ now: v.number() }), await world.mock.post('settle', {}));
  return new Date(now + offsetMs).toISOString();
}

/** The revision is absent: only some tests are about it. */
async function item(issue: Pick<SandboxIssue, 'source' | 'external_id'>, more = {}) {
  return {
    source: issue.source,
    external_id: issue.external_id,
    key: 'DEMO-1',
    id: 1,
    url: 'https://ducalis.io/issue/1',
    total_score: 12.5,
    priority: 3,
    top_priority: true,
    voting_percent: 50,
    all_voted: false,
    alignment: 70,
    criteria: [{ key: 'reach', name: 'Reach', type: 'value', score: 8 }],
    updated_at: await at(-1_000),
    ...more,
  };
}

describe('a revision that tells of a restored backup', () => {
  it.each([
    ['newer than anything sent', 5],
    ['older than what was acknowledged', -5],
  ])('%s: the issue is sent again, newer than both', async (_what, difference) => {
    const { key, issue } = await pushed(`Restored ${difference}`);
    const told = (issue.revision ?? 0) + difference;
    await world.as('admin').post(SCORES, { items: [await item(issue, { revision: told })] });
    expect((await world.panel(key)).status.state).toBe('sending');
    await world.pass(6 * 60_000);
    expect((await onBoard(key)).revision).toBeGreaterThan(Math.max(told, issue.revision ?? 0));
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('is none while a change of the issue is still to be sent', async () => {
    const { key, issue } = await pushed('Edited meanwhile');
    await world.as('developer').post(`issues/${key}`, { summary: 'Edited again' });
    const requests = (await world.sandbox.requests()).length;
    await world.as('admin').post(SCORES, { items: [await item(issue, { revision: 1 })] });
    await world.pass(3_000);
    expect((await world.sandbox.requests()).length).toBe(requests + 1);
    expect((await world.panel(key)).status.state).toBe('synced');
  });
});

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
    expect(await world.as('admin').post(SCORES, { items: [await item(issue)] })).toEqual({
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
    await world.as('admin').post(SCORES, { items: [await item(issue, { priority: 2 })] });
    const older = await item(issue, { priority: 9, updated_at: await at(-60_000) });
    expect(await world.as('admin').post(SCORES, { items: [older] })).toEqual({ accepted: 0, ignored: 1 });
    expect((await world.panel(key)).result?.priority).toBe(2);
  });

  it('from a clock that runs ahead shut out no later ones', async () => {
    const { key, issue } = await pushed('Ahead');
    const ahead = await item(issue, { priority: 2, updated_at: await at(365 * 86_400_000) });
    await world.as('admin').post(SCORES, { items: [ahead] });
    await world.pass(3_000);
    const later = await item(issue, { priority: 1 });
    expect(await world.as('admin').post(SCORES, { items: [later] })).toEqual({ accepted: 1, ignored: 0 });
    expect((await world.panel(key)).result?.priority).toBe(1);
  });

  it('cause no push and leave `updated` as it was', async () => {
    const { key, issue } = await pushed('Quiet');
    const before = await world.as('admin').get(`issues/${key}?fields=updated`);
    const requests = (await world.sandbox.requests()).length;
    await world.as('admin').post(SCORES, { items: [await item(issue, { revision: issue.revision })] });
    await world.pass(3_000);
    expect(await world.as('admin').get(`issues/${key}?fields=updated`)).toEqual(before);
    expect((await world.sandbox.requests()).length).toBe(requests);
  });

  it('with odd parts are kept with what can be read', async () => {
    const { key, issue } = await pushed('Odd');
    const odd = await item(issue, {
      total_score: '12.50',
      voting_percent: 100.000_000_000_000_01,
      alignment: -1,
      priority: 0,
      all_voted: null,
      criteria: [{ key: 'risk', name: 'Risk', type: 'risk', score: 8 }, null],
      updated_at: 'yesterday',
    });
    const other = await pushed('Beside it');
    const items = [null, odd, {}, await item(other.issue)];
    expect(await world.as('admin').post(SCORES, { items })).toEqual({ accepted: 2, ignored: 2 });
    expect((await world.panel(key)).result).toMatchObject({
      totalScore: 12.5,
      votingPercent: 100,
      alignment: null,
      priority: null,
      isFinal: false,
      criteria: [{ name: 'Risk', kind: null, score: 8 }],
    });
    expect((await world.panel(other.key)).result?.priority).toBe(3);
  });

  it('count in the order of the feed, whatever their times say', async () => {
    const { key, issue } = await pushed('Put right');
    await world.sandbox.vote(BOARD, key, VOTES);
    const wrong = await item(issue, { total_score: 99, updated_at: await at(5_000) });
    await world.as('admin').post(SCORES, { items: [wrong] });
    expect((await world.panel(key)).result?.totalScore).toBe(99);
    await world.pass(6 * 60_000);
    expect((await world.panel(key)).result?.totalScore).not.toBe(99);
  });

  it('of another source, an unknown issue, or in a shape nobody knows are ignored', async () => {
    const { key, issue } = await pushed('Hostile');
    const items = [
      await item(issue, { source: 'another-youtrack' }),
      await item({ source: issue.source, external_id: 'unknown' }),
      await item(issue, { external_id: undefined }),
      await item(issue, { external_id: [issue.external_id] }),
      null,
      'issue',
    ];
    expect(await world.as('admin').post(SCORES, { items })).toEqual({ accepted: 0, ignored: items.length });
    expect((await world.panel(key)).result?.totalScore ?? null).toBeNull();
  });

  it('of an issue that has left the board are ignored', async () => {
    const { key, issue } = await pushed('Left');
    const me = v.parse(v.object({ id: v.string() }), await world.as('admin').get('users/me?fields=id'));
    await world.as('admin').post(`issues/${key}`, {
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ id: me.id }] },
    });
    await world.pass(6 * 60_000);
    expect(await world.as('admin').post(SCORES, { items: [await item(issue)] })).toEqual({
      accepted: 0,
      ignored: 1,
    });
  });

  it('never make a link of an address that is not https', async () => {
    const { key, issue } = await pushed('Link');
    const before = (await world.panel(key)).ducalisUrl;
    await world.as('admin').post(SCORES, { items: [await item(issue, { url: 'javascript:alert(1)' })] });
    expect((await world.panel(key)).ducalisUrl).toBe(before);
  });

  it.each([['developer'], ['reporter']])('are not taken from a %s', async (login) => {
    const { issue } = await pushed(`By ${login}`);
    const refused = world.as(login).post(SCORES, { items: [await item(issue)] });
    await expect(refused).rejects.toSatisfy((error) => error instanceof RestError && error.status === 403);
  });

  it('are refused when there are more than 500', async () => {
    const refused = world.as('admin').post(SCORES, { items: Array.from({ length: 501 }, () => null) });
    await expect(refused).rejects.toSatisfy((error) => error instanceof RestError && error.status === 400);
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
