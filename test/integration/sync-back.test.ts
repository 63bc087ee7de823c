/** Results that Ducalis' Sync Back has written, as the panel shows them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const value = (name: string, written: string | number) => ({
  name,
  $type: 'SimpleIssueCustomField',
  value: written,
});

describe('the panel', () => {
  it('shows the results of the board that the project is connected with', async () => {
    const key = await world.createIssue('On two boards', {
      customFields: [
        value('Priority 🛠️ Ducalis', 1),
        value('Priority 🚀 Ducalis', '⭐ 4'),
        value('Reach 🚀 Ducalis', 2.5),
      ],
    });
    expect((await world.panel(key)).result).toEqual({
      priority: 4,
      isTopPriority: true,
      totalScore: null,
      votingPercent: null,
      isFinal: false,
      alignment: null,
      criteria: [{ name: 'Reach', kind: null, score: 2.5 }],
      scoredAt: null,
      source: 'sync-back',
    });
  });

  it('shows those of another board where that one has none', async () => {
    const key = await world.createIssue('On the other board', {
      customFields: [value('Priority 🛠️ Ducalis', 1)],
    });
    expect((await world.panel(key)).result).toMatchObject({ priority: 1, source: 'sync-back' });
  });

  it('shows none for empty fields', async () => {
    const key = await world.createIssue('On no board');
    expect((await world.panel(key)).result).toBeNull();
  });
});

it('Sync Back fields are no fields to match, those of criteria neither', async () => {
  const view = await world.as('admin').get(`extensionEndpoints/ducalis/admin/project?project=${PROJECT}`);
  const text = JSON.stringify(view);
  expect(text).toContain('"Reach"');
  expect(text).not.toContain('Reach 🚀 Ducalis');
  expect(text).not.toContain('Priority 🛠️ Ducalis');
});
