/** Results on their way into the fields that an administrator chose for them. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  attempts,
  chooseFields,
  MINUTE,
  postResults,
  pushed,
  readIssue,
  timeOf,
} from '../fixtures/results.ts';
import { BOARD, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await chooseFields(world);
});

async function oneOf(summary: string): Promise<string> {
  const [key = ''] = await pushed(world, summary);
  return key;
}

describe('new results', () => {
  it('are in the chosen fields a minute after the sweep that fetched them', async () => {
    const key = await oneOf('Swept');
    await world.sandbox.vote(BOARD, key, { reach: 8, revenue: 6, effort: 2 });
    await world.pass(7 * MINUTE);
    const { result } = await world.panel(key);
    expect(result?.totalScore).toBeGreaterThan(0);
    expect((await readIssue(world, key)).fields).toMatchObject({
      Score: result?.totalScore,
      Rank: result?.priority,
      Reach: 8,
    });
  });

  it('are there as soon when Ducalis posts them, whatever the type of the field', async () => {
    const key = await oneOf('Posted');
    expect(await postResults(world, [key])).toEqual({ accepted: 1, ignored: 0 });
    await world.pass(MINUTE);
    expect((await readIssue(world, key)).fields).toEqual({
      Score: 12.5,
      Rank: 3,
      Top: 'Yes',
      Final: 'No',
      Voted: '50',
      Reach: 8,
      'Ducalis link': 'https://ducalis.io/issue/1',
    });
  });

  it('clear a field that cannot hold them, and fill the others', async () => {
    const key = await oneOf('Too great');
    await postResults(world, [key]);
    await world.pass(MINUTE);
    await postResults(world, [key], { priority: 3_000_000_000, total_score: 1e308, voting_percent: '75' });
    await world.pass(MINUTE);
    expect((await readIssue(world, key)).fields).toMatchObject({
      Score: null,
      Rank: null,
      Reach: 8,
      Voted: '75',
    });
  });

  it('clear the fields of what is not known any more', async () => {
    const key = await oneOf('Cleared');
    await postResults(world, [key]);
    await world.pass(MINUTE);
    const nothing = { total_score: null, priority: null, voting_percent: null, criteria: [] };
    await postResults(world, [key], { ...nothing, top_priority: false });
    await world.pass(MINUTE);
    expect((await readIssue(world, key)).fields).toMatchObject({
      Score: null,
      Rank: null,
      Top: 'No',
      Voted: null,
      Reach: null,
    });
  });

  it('send nothing to Ducalis and leave `updated` as it was', async () => {
    const key = await oneOf('Quiet');
    const before = await readIssue(world, key);
    const sent = async () => (await world.sandbox.requests()).filter(({ method }) => method !== 'GET').length;
    const sentBefore = await sent();
    await postResults(world, [key]);
    await world.pass(6 * MINUTE);
    const after = await readIssue(world, key);
    expect(after.fields).toMatchObject({ Rank: 3 });
    expect(after.updated).toBe(before.updated);
    expect(await sent()).toBe(sentBefore);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('are written once: what a person enters later stays until there is something new', async () => {
    const key = await oneOf('Corrected');
    await postResults(world, [key]);
    await world.pass(MINUTE);
    await world.as('admin').post(`issues/${key}`, {
      customFields: [{ name: 'Rank', $type: 'SimpleIssueCustomField', value: 99 }],
    });
    await postResults(world, [key]);
    await world.pass(2 * MINUTE);
    expect((await readIssue(world, key)).fields).toMatchObject({ Rank: 99 });
    await postResults(world, [key], { total_score: 13 });
    await world.pass(MINUTE);
    expect((await readIssue(world, key)).fields).toMatchObject({ Rank: 3, Score: 13 });
  });

  it('reach all issues, although one run takes a hundred', async () => {
    const keys = await pushed(world, ...Array.from({ length: 110 }, (_, n) => `Many ${n}`));
    expect(await postResults(world, keys)).toEqual({ accepted: 110, ignored: 0 });
    const before = await attempts(world);
    await world.pass(MINUTE);
    // Where YouTrack finds nothing by properties in a query, it is one by date, which finds all of them.
    expect((await attempts(world)) - before).toBe(inject('harder') ? 110 : 100);
    await world.pass(MINUTE);
    for (const key of keys) expect((await readIssue(world, key)).fields).toMatchObject({ Rank: 3 });
  });
});

it('no issue is looked at while no result is new', async () => {
  const key = await oneOf('Looked at once');
  await postResults(world, [key]);
  await world.pass(MINUTE);
  const before = await attempts(world);
  await postResults(world, [key]);
  await world.pass(10 * MINUTE);
  expect(await attempts(world)).toBe(before);
});

it('a look-up that fails keeps no result of a recently changed issue', async () => {
  const key = await oneOf('Looked up in vain');
  // Half a minute after a round, so that the next look-up is the one for results.
  await world.pass(5.5 * MINUTE - ((await timeOf(world)) % (5 * MINUTE)));
  await postResults(world, [key]);
  await world.mock.post('fail', { member: 'Issue.findByExtensionProperties', times: 1 });
  await world.pass(MINUTE);
  expect(JSON.stringify(await world.mock.get('logs'))).toMatch(/search of .*Write results .* failed/);
  expect((await readIssue(world, key)).fields).toMatchObject({ Rank: 3 });
});
