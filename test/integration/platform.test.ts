/** Where YouTrack may turn out to be stricter than the emulator: what the app must not depend on. */
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { edit, onBoard } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.pass(10_000);
});
afterEach(() => world.stop());

const fail = (member: string, times: number) => world.mock.post('fail', { member, times });

async function pushed(name: string): Promise<string> {
  const key = await world.createIssue(name);
  await world.pass(5_000);
  expect(await onBoard(world, name)).toHaveLength(1);
  return key;
}

const MetricsSchema = v.array(v.object({ rule: v.string(), actionCalls: v.number() }));

async function marks(): Promise<number> {
  const rules = v.parse(MetricsSchema, await world.mock.get('metrics'));
  return rules.find(({ rule }) => rule === 'push-changes')?.actionCalls ?? 0;
}

describe('when YouTrack cannot tell whether a part of an issue has changed', () => {
  it('what the app writes does not count as a change, and the edit arrives with the slow check', async () => {
    const key = await pushed('Told');
    await fail('Issue.isChanged', 1_000_000);
    await edit(world, key, { summary: 'Not told' });
    const before = await marks();
    await world.pass(2 * MINUTE);
    expect((await marks()) - before).toBe(0);
    await world.pass(75 * MINUTE);
    expect(await onBoard(world, 'Not told')).toMatchObject([{ key }]);
  });

  it('an edit that resolves the issue is sent all the same', async () => {
    const key = await pushed('Resolved soon');
    await fail('Issue.isChanged', 1_000_000);
    await edit(world, key, {
      customFields: [{ name: 'State', $type: 'StateIssueCustomField', value: { name: 'Fixed' } }],
    });
    await world.pass(5_000);
    expect(await onBoard(world, 'Resolved soon')).toMatchObject([{ key, resolved: true }]);
  });
});
