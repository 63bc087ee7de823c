import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const MetricsSchema = v.array(
  v.object({
    rule: v.string(),
    actionCalls: v.number(),
    insideOutbound: v.number(),
    insideSearches: v.number(),
    insideForeignWrites: v.number(),
  }),
);

it('while a user waits for an edit, the app calls nobody, searches nothing and writes to no other entity', async () => {
  const key = await world.createIssue('Costs nothing');
  await world.as('developer').post(`issues/${key}`, {
    summary: 'Still nothing',
    customFields: [{ name: 'Story points', $type: 'SimpleIssueCustomField', value: 3 }],
  });
  await world.as('developer').post('commands', { query: 'State Fixed', issues: [{ idReadable: key }] });
  const rules = v.parse(MetricsSchema, await world.mock.get('metrics'));
  expect(rules.map(({ rule }) => rule)).toContain('push-changes');
  for (const rule of rules) {
    expect(rule).toMatchObject({ insideOutbound: 0, insideSearches: 0, insideForeignWrites: 0 });
  }
  expect(rules.find(({ rule }) => rule === 'push-changes')?.actionCalls).toBe(3);
});
