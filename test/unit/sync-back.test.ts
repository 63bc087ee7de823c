import { describe, expect, it } from 'vitest';
import {
  isSyncBackField,
  preferBoard,
  readSyncBack,
  staleSyncBackFields,
} from '../../src/domain/sync-back.ts';

const only = (name: string, text: string) => readSyncBack([{ name, text }])[0];

describe('Sync Back fields', () => {
  it.each([
    ['Priority 🚀 Ducalis', 'a plain emoji'],
    ['Alignment 🛠️ Ducalis', 'a variation selector'],
    ['Alignment 🛠 Ducalis', 'none'],
    ['Total score 👩‍💻 Ducalis', 'joined emojis'],
    ['Priority 👩🏽‍🔧 Ducalis', 'a skin tone'],
    ['Priority 🇩🇪 Ducalis', 'a flag'],
    ['Priority 🏴󠁧󠁢󠁳󠁣󠁴󠁿 Ducalis', 'a flag of a region'],
    ['Priority 1️⃣ Ducalis', 'a keycap'],
    ['Priority Ducalis', 'no emoji'],
    ['priority X ducalis', 'a letter'],
    ['Reach 🚀 Ducalis', 'a criterion'],
    ['Time to market (weeks) 🇩🇪 Ducalis', 'a criterion of several words'],
    ['Reach 1️⃣ Ducalis', 'a criterion and a keycap'],
  ])('%j is one: %s', (name) => expect(isSyncBackField(name)).toBe(true));

  it.each([
    'Priority',
    'Ducalis',
    '🚀 Ducalis',
    'Reach Ducalis',
    'Reach X Ducalis',
    'Reach 1 Ducalis',
    'Priority 🚀 Ducalis 2',
    'Priority 🚀Ducalis',
    'Reach🚀 Ducalis',
  ])('%j is none', (name) => expect(isSyncBackField(name)).toBe(false));

  it('are told from any other name without looking at it over and over', () => {
    const hostile = `${'1️⃣ '.repeat(5_000)}x Ducali`;
    expect(isSyncBackField(hostile)).toBe(false);
  });

  it('hold numbers and text, a star, percentages and criteria', () => {
    expect(
      readSyncBack([
        { name: 'Priority 🚀 Ducalis', text: '⭐ 3' },
        { name: 'Alignment 🚀 Ducalis', text: '87 %' },
        { name: 'Total score 🚀 Ducalis', text: '12,5' },
        { name: 'Score status 🚀 Ducalis', text: 'Final' },
        { name: 'Reach 🚀 Ducalis', text: '8' },
        { name: 'Effort 🚀 Ducalis', text: null },
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
        criteria: [{ name: 'Reach', score: 8 }],
      },
    ]);
  });

  it('of several boards are kept apart, and one emoji in two spellings is one board', () => {
    const found = readSyncBack([
      { name: 'Priority 🚀 Ducalis', text: '1' },
      { name: 'Priority 🛠️ Ducalis', text: '2' },
      { name: 'Total score 🛠 Ducalis', text: '5' },
    ]);
    expect(found.map(({ emoji, priority, totalScore }) => [emoji, priority, totalScore])).toEqual([
      ['🚀', 1, null],
      ['🛠️', 2, 5],
    ]);
  });

  it('that are empty mean no score, never 0', () => {
    expect(readSyncBack([{ name: 'Priority 🚀 Ducalis', text: null }])).toEqual([]);
    expect(readSyncBack([{ name: 'Priority 🚀 Ducalis', text: ' ' }])).toEqual([]);
    expect(only('Priority 🚀 Ducalis', 'soon')?.priority).toBeNull();
    expect(only('Total score 🚀 Ducalis', '0')?.totalScore).toBe(0);
  });
});

describe('a number', () => {
  it.each([
    ['12.5', 12.5],
    ['12,5', 12.5],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1 234', 1234],
    ['1 234 567,8', 1234567.8],
    ["1'234", 1234],
    ['1,234', 1234],
    ['1.234', 1.234],
    ['0,125', 0.125],
    ['12,3456', 12.3456],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['1,234,567.89', 1234567.89],
    ['87 %', 87],
    ['#3', 3],
    ['-2.5', -2.5],
    ['−2', -2],
    ['⭐️ 3', 3],
    ['3 of 12', 3],
    ['12 3456', 12],
  ])('%j is %d', (text, number) => {
    expect(only('Total score 🚀 Ducalis', text)?.totalScore).toBe(number);
  });
});

describe('a score', () => {
  it.each(['Final', 'final', 'FINAL ✅', 'Complete', 'Completed', 'Final score'])(
    'is final when it says %j',
    (text) => {
      expect(only('Score status 🚀 Ducalis', text)?.isFinal).toBe(true);
    },
  );

  it.each([
    'Not final',
    'Non-final',
    "Isn't final",
    'Preliminary',
    'In progress',
    'Incomplete',
    'Finally',
    '100',
  ])('is not final when it says %j', (text) => {
    expect(only('Score status 🚀 Ducalis', text)?.isFinal).toBe(false);
  });
});

describe('the result that is shown', () => {
  const results = readSyncBack([
    { name: 'Priority 🚀 Ducalis', text: '1' },
    { name: 'Priority 🛠️ Ducalis', text: '2' },
  ]);

  it.each([
    ['🛠', 2],
    ['🚀', 1],
    ['🌋', 1],
    [null, 1],
  ])('for a board with the emoji %s has priority %d', (emoji, priority) => {
    expect(preferBoard(results, emoji)?.priority).toBe(priority);
  });

  it('is none without values', () => expect(preferBoard([], '🚀')).toBeUndefined());
});

describe('fields of an emoji that no board has any more', () => {
  const fields = [
    'State',
    'Priority 🚀 Ducalis',
    'Priority 🛠️ Ducalis',
    'Reach 🛠️ Ducalis',
    'Priority Ducalis',
  ];

  it('are reported when others bear a known one', () => {
    expect(staleSyncBackFields(fields, ['🚀', '🌋'])).toEqual(['Priority 🛠️ Ducalis', 'Reach 🛠️ Ducalis']);
    expect(staleSyncBackFields(fields, ['🛠'])).toEqual(['Priority 🚀 Ducalis']);
  });

  it('are not, where no emoji or every emoji is known', () => {
    expect(staleSyncBackFields(fields, [])).toEqual([]);
    expect(staleSyncBackFields(fields, ['🌋'])).toEqual([]);
    expect(staleSyncBackFields(fields, ['🚀', '🛠️'])).toEqual([]);
  });
});
