import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigurationSchema } from '../../src/shared/api.ts';
import { configurationOf, type Draft, draftOf } from '../../widgets/project/model/draft.ts';
import { findProblems, problemAt } from '../../widgets/project/model/validation.ts';
import { english } from './english.ts';
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
    expect(english(problemAt(findProblems({ ...stored, board: null }, surroundings), 'board'))).toBe(
      'Choose a board.',
    );
  });

  it('tells that the board cannot be chosen, which has two reasons', () => {
    const problems = findProblems(stored, { ...surroundings, boards: [DEBT] });
    expect(english(problemAt(problems, 'board'))).toBe(
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
    expect(english(problemAt(problems, 'key-0'))).toBe('votes does not fit Date.');
  });

  it('asks for both sides of an empty match', () => {
    const problems = findProblems(withMatches([null, null]), surroundings);
    expect(problems.map(({ place }) => place)).toEqual(['field-0', 'key-0']);
  });

  it('says why a pair does not fit', () => {
    const problems = findProblems(withMatches(['Story points', 'due']), surroundings);
    expect(english(problemAt(problems, 'key-0'))).toBe('integer does not fit Date.');
  });

  it('refuses a type this app does not know', () => {
    const problems = findProblems(withMatches(['Whatever', 'notes']), surroundings);
    expect(english(problemAt(problems, 'key-0'))).toBe('Fields of type mystery cannot be sent.');
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
    expect(english(problems[0]?.message)).toMatch(/sent to Ducalis/);
    const free = {
      ...draft,
      matches: [],
      results: [draft.results[0], draft.results[0]].flatMap((one) => one ?? []),
    };
    expect(findProblems(free, surroundings).map(({ message }) => english(message))).toEqual([
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

describe('a limit of what can be saved', () => {
  const names = (count: number) => Array.from({ length: count }, (_, number) => `Text ${number}`);
  const fields = [...FIELDS, ...names(60).map((name) => ({ name, type: 'string' }))];
  const boardFields = names(110).map((name) => ({
    key: name,
    name,
    type: 'text_long' as const,
    required: false,
    options: [],
    isCriterion: false,
  }));
  const limits: readonly [
    what: string,
    most: number,
    place: string,
    message: string,
    (count: number) => Draft,
  ][] = [
    [
      'matches',
      100,
      'matches',
      'A project can have 100 matches at most: 1 too many.',
      (count) => withMatches(...names(count).map((key): [string, string] => ['Story points', key])),
    ],
    [
      'results',
      50,
      'results',
      'At most 50 results can be written: 1 too many.',
      (count) => ({
        ...stored,
        matches: [],
        results: names(count).map((field) => ({ result: 'url', field })),
      }),
    ],
    [
      'mapped values',
      500,
      'values-0',
      'At most 500 values can be mapped: 1 too many.',
      (count) => ({
        ...stored,
        matches: [
          matchRow({
            field: 'Priority',
            key: 'Text 1',
            values: { map: names(count).map((from) => ({ from, to: 'L' })), otherwise: 'empty' },
          }),
        ],
      }),
    ],
    [
      'values of a condition',
      200,
      'condition-Type',
      'A condition can name 200 values at most: 1 too many.',
      (count) => ({
        ...stored,
        matches: [],
        filter: { ...stored.filter, fields: [{ field: 'Type', values: names(count) }] },
      }),
    ],
  ];

  it.each(limits)('is told before the app refuses it: %s', (_what, most, place, message, draftWith) => {
    const found = (draft: Draft) =>
      findProblems(draft, {
        fields,
        boards: [GROWTH],
        boardFields,
      });
    const isTaken = (draft: Draft) => v.safeParse(ConfigurationSchema, configurationOf(draft)).success;
    const [full, over] = [draftWith(most), draftWith(most + 1)];
    expect(found(full)).toEqual([]);
    expect(isTaken(full)).toBe(true);
    expect(found(over).map((problem) => [problem.place, english(problem.message)])).toEqual([
      [place, message],
    ]);
    expect(isTaken(over)).toBe(false);
  });
});
