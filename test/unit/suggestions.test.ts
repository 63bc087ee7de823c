import { describe, expect, it } from 'vitest';
import { suggestBuiltIn, suggestMatches } from '../../src/domain/suggestions.ts';

const FIELDS = [
  { name: 'Stage', type: 'state[1]' },
  { name: 'Type', type: 'enum[1]' },
  { name: 'Assignee', type: 'user[1]' },
  { name: 'Story points', type: 'integer' },
  { name: 'Customer', type: 'string' },
];
const BOARD = [
  { key: 'story_points', name: 'Story Points', type: 'number' },
  { key: 'client', name: 'Customer', type: 'text_short' },
  { key: 'reach', name: 'Reach', type: 'number' },
] as const;

describe('suggested built-in parts', () => {
  it('are the first state field and the fields called Type and Assignee', () => {
    expect(suggestBuiltIn(FIELDS)).toEqual({ status: 'Stage', type: 'Type', assignee: 'Assignee' });
  });

  it('are none of an unsuitable type', () => {
    expect(suggestBuiltIn([{ name: 'Assignee', type: 'string' }])).toEqual({
      status: null,
      type: null,
      assignee: null,
    });
  });
});

describe('suggested matches', () => {
  it('pair fields of the same name, whatever their case and punctuation', () => {
    expect(suggestMatches(FIELDS, BOARD, new Set())).toEqual([
      { field: 'Story points', key: 'story_points' },
      { field: 'Customer', key: 'client' },
    ]);
  });

  it('leave out what is taken on either side', () => {
    expect(suggestMatches(FIELDS, BOARD, new Set(['Story points', 'client']))).toEqual([]);
  });

  it('never pair what does not fit', () => {
    const dates = [{ key: 'customer', name: 'Customer', type: 'date' }] as const;
    expect(suggestMatches(FIELDS, dates, new Set())).toEqual([]);
  });

  it('use each YouTrack field once', () => {
    const twice = [
      { key: 'customer', name: 'Customer', type: 'text_short' },
      { key: 'customer2', name: 'customer', type: 'text_long' },
    ] as const;
    expect(suggestMatches(FIELDS, twice, new Set())).toEqual([{ field: 'Customer', key: 'customer' }]);
  });

  it('take a name without letters for no name', () => {
    const emoji = [{ key: '1', name: '🚀', type: 'text_short' }] as const;
    expect(suggestMatches([{ name: '⭐', type: 'string' }], emoji, new Set())).toEqual([]);
  });
});
