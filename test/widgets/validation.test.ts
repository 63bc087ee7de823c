import { describe, expect, it } from 'vitest';
import { type Draft, draftOf } from '../../widgets/project/model/draft.ts';
import { findProblems, problemAt, problemSummary } from '../../widgets/project/model/validation.ts';
import { BOARD_FIELDS, DEBT, FIELDS, GROWTH, matchRow, projectView } from './project-view.ts';

const surroundings = { fields: FIELDS, boards: [GROWTH, DEBT], boardFields: BOARD_FIELDS };
const stored = draftOf(projectView());

function withMatches(...matches: [string | null, string | null][]): Draft {
  return { ...stored, matches: matches.map(([field, key], id) => matchRow({ id, field, key })) };
}

describe('findProblems', () => {
  it('finds none in what was saved while nothing has changed', () => {
    expect(findProblems(stored, surroundings)).toEqual([]);
  });

  it('asks for a board', () => {
    expect(problemAt(findProblems({ ...stored, board: null }, surroundings), 'board')).toBe(
      'Choose a board.',
    );
  });

  it('tells that the board cannot be chosen, which has two reasons', () => {
    const problems = findProblems(stored, { ...surroundings, boards: [DEBT] });
    expect(problemAt(problems, 'board')).toBe(
      'This board is gone from Ducalis, or not released for projects.',
    );
  });

  it('tells that a built-in field is gone', () => {
    const fields = FIELDS.filter(({ name }) => name !== 'Assignee');
    const problems = findProblems(stored, { ...surroundings, fields });
    expect(problems.map(({ place }) => place)).toEqual(['assignee']);
  });

  it('finds none in a fitting match of an attribute, though the project has no such field', () => {
    const row = matchRow({ isAttribute: true, field: 'votes' });
    expect(findProblems({ ...stored, matches: [{ ...row, key: 'impact' }] }, surroundings)).toEqual([]);
    const problems = findProblems({ ...stored, matches: [{ ...row, key: 'due' }] }, surroundings);
    expect(problemAt(problems, 'key-0')).toBe('votes does not fit Date.');
  });

  it('asks for both sides of an empty match', () => {
    const problems = findProblems(withMatches([null, null]), surroundings);
    expect(problems.map(({ place }) => place)).toEqual(['field-0', 'key-0']);
  });

  it('says why a pair does not fit', () => {
    const problems = findProblems(withMatches(['Story points', 'due']), surroundings);
    expect(problemAt(problems, 'key-0')).toBe('integer does not fit Date.');
  });

  it('refuses a type this app does not know', () => {
    const problems = findProblems(withMatches(['Whatever', 'notes']), surroundings);
    expect(problemAt(problems, 'key-0')).toBe('Fields of type mystery cannot be sent.');
  });

  it('holds a second feed of one Ducalis field against the second row', () => {
    const problems = findProblems(withMatches(['Priority', 'notes'], ['Type', 'notes']), surroundings);
    expect(problems.map(({ place }) => place)).toEqual(['key-1']);
  });

  it('tells which side of a match is gone', () => {
    const problems = findProblems(withMatches(['Old', 'impact'], ['Priority', 'old']), surroundings);
    expect(problems.map(({ place }) => place)).toEqual(['field-0', 'key-1']);
  });

  it("says nothing about the board's fields while they are not known", () => {
    const draft = withMatches(['Story points', 'anything']);
    expect(findProblems(draft, { ...surroundings, boardFields: null })).toEqual([]);
  });
});

describe('results and filter', () => {
  it('hold a result against a field that is sent, is gone, cannot hold it, or takes another one', () => {
    const draft: Draft = {
      ...stored,
      results: [
        { result: 'totalScore', field: 'Story points' },
        { result: 'totalScore', field: 'Gone' },
        { result: 'totalScore', field: 'Priority' },
      ],
    };
    const problems = findProblems(draft, surroundings);
    expect(problems.map(({ tab }) => tab)).toEqual(['results', 'results', 'results']);
    expect(problems[0]?.message).toMatch(/sent to Ducalis/);
    const free = {
      ...draft,
      matches: [],
      results: [draft.results[0], draft.results[0]].flatMap((one) => one ?? []),
    };
    expect(findProblems(free, surroundings).map(({ message }) => message)).toEqual([
      'Another result is written into this field.',
    ]);
  });

  it('want values for each condition, and no tag both ways', () => {
    const filter = {
      ...stored.filter,
      fields: [{ field: 'Type', values: [] }],
      includeTag: 'a',
      excludeTag: 'a',
    };
    expect(findProblems({ ...stored, filter }, surroundings).map(({ place }) => place)).toEqual([
      'condition-Type',
      'tag',
    ]);
  });
});

describe('problemSummary', () => {
  it.each([
    [1, '1 thing to fix'],
    [2, '2 things to fix'],
  ])('%i → %s', (count, words) => {
    expect(problemSummary(count)).toBe(words);
  });
});
