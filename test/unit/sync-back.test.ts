import { describe, expect, it } from 'vitest';
import { isSyncBackField, readSyncBack } from '../../src/domain/sync-back.ts';

describe('Sync Back fields', () => {
  it.each(['Priority 🚀 Ducalis', 'Alignment 🛠️ Ducalis', 'Total score 👩‍💻 Ducalis', 'priority X ducalis'])(
    '%j is one',
    (name) => expect(isSyncBackField(name)).toBe(true),
  );

  it.each(['Priority', 'Ducalis', 'Priority Ducalis', 'My Priority 🚀 Ducalis', 'Priority 🚀 Ducalis 2'])(
    '%j is none',
    (name) => expect(isSyncBackField(name)).toBe(false),
  );

  it('reads numbers and text, a star, and percentages', () => {
    expect(
      readSyncBack([
        { name: 'Priority 🚀 Ducalis', text: '⭐ 3' },
        { name: 'Alignment 🚀 Ducalis', text: '87 %' },
        { name: 'Total score 🚀 Ducalis', text: '12,5' },
        { name: 'Score status 🚀 Ducalis', text: 'Final' },
      ]),
    ).toEqual([
      {
        emoji: '🚀',
        priority: 3,
        isTopPriority: true,
        totalScore: 12.5,
        votingPercent: null,
        isFinal: true,
        alignment: 87,
      },
    ]);
  });

  it('keeps boards apart', () => {
    const found = readSyncBack([
      { name: 'Priority 🚀 Ducalis', text: '1' },
      { name: 'Priority 🛠️ Ducalis', text: '2' },
    ]);
    expect(found.map(({ emoji, priority }) => [emoji, priority])).toEqual([
      ['🚀', 1],
      ['🛠️', 2],
    ]);
  });

  it('takes an empty field as no score, never as 0', () => {
    expect(readSyncBack([{ name: 'Priority 🚀 Ducalis', text: null }])).toEqual([]);
    expect(readSyncBack([{ name: 'Priority 🚀 Ducalis', text: ' ' }])).toEqual([]);
    expect(readSyncBack([{ name: 'Priority 🚀 Ducalis', text: 'soon' }])[0]?.priority).toBeNull();
  });
});
