import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  MOST_CONDITIONS,
  MOST_MAPPED,
  MOST_MATCHES,
  MOST_RESULTS,
  MOST_VALUES,
} from '../../src/domain/settings.ts';
import { type Place, type Problem, SETTINGS_CODES } from '../../src/domain/settings-problem.ts';
import { ConfigurationSchema } from '../../src/shared/api.ts';
import { configurationOf, type Draft, draftOf } from '../../widgets/project/model/draft.ts';
import { type EditorAction, reduceEditor, startEditing } from '../../widgets/project/model/editor-state.ts';
import {
  findProblems,
  type Known,
  problemAt,
  shownProblems,
  stillRefused,
} from '../../widgets/project/model/problems.ts';
import { english } from './english.ts';
import { BOARD_FIELDS, DEBT, GROWTH, matchRow, projectPage, projectView } from './project-view.ts';

const known: Known = { page: projectPage(), boardFields: BOARD_FIELDS, values: new Map([['Type', ['Bug']]]) };
const stored = draftOf(projectView());
const source: Place = { part: 'match', index: 0, control: 'source' };
const target: Place = { part: 'match', index: 0, control: 'target' };
const values: Place = { part: 'match', index: 0, control: 'values' };
const into: Place = { part: 'result', index: 0, control: 'target' };
const condition: Place = { part: 'condition', index: 0 };

function withMatches(...matches: [string | null, string | null][]): Draft {
  return { ...stored, matches: matches.map(([field, key], id) => matchRow({ id, field, key })) };
}
const withResults = (...results: Draft['results']): Draft => ({ ...stored, matches: [], results });
const withFilter = (change: Partial<Draft['filter']>): Draft => ({
  ...stored,
  filter: { ...stored.filter, ...change },
});

/** The sentence beside the control. */
function sentenceAt(place: Place, draft: Draft, around = known): string | null {
  return english(problemAt(shownProblems(findProblems(draft, around), draft, around), place));
}

describe('findProblems', () => {
  it('finds none in what was saved while nothing has changed', () => {
    expect(findProblems(stored, known)).toEqual([]);
  });

  it('counts every board of the page as one that can be chosen', () => {
    expect(findProblems({ ...stored, board: DEBT }, known)).toEqual([]);
  });

  it('finds none in a fitting match of an attribute, though the project has no such field', () => {
    const row = matchRow({ isAttribute: true, field: 'votes', key: 'impact' });
    expect(findProblems({ ...stored, matches: [row] }, known)).toEqual([]);
  });

  it('says nothing about what the page does not know', () => {
    const draft = {
      ...withFilter({ fields: [{ field: 'Type', values: ['Saga'] }] }),
      matches: [matchRow({ field: 'Story points', key: 'anything' })],
    };
    expect(findProblems(draft, { ...known, boardFields: null, values: null })).toEqual([]);
    expect(findProblems(draft, { ...known, boardFields: null, values: new Map() })).toEqual([]);
    expect(findProblems(draft, known)).toHaveLength(2);
  });

  it('finds a match where Ducalis takes no fields', () => {
    const page = projectPage({}, { connection: { ...known.page.connection, push: 'unsupported' } });
    expect(sentenceAt({ part: 'matches' }, stored, { ...known, page, boardFields: null })).toMatch(
      /cannot receive fields/,
    );
  });
});

describe('a problem has a sentence for its place', () => {
  const incomplete = withFilter({ fields: [{ field: 'Type', values: [] }] });
  const map = { map: ['Bug', 'Bug'].map((from) => ({ from, to: 'x' })), otherwise: 'send' } as const;
  const cases: readonly (readonly [Place, Draft, string])[] = [
    [{ part: 'board' }, { ...stored, board: null }, 'Choose a board.'],
    [
      { part: 'board' },
      { ...stored, board: { ...GROWTH, id: '99' } },
      'This board is gone from Ducalis, or not released for projects.',
    ],
    [
      { part: 'builtIn', name: 'status' },
      { ...stored, builtIn: { ...stored.builtIn, status: 'Story points' } },
      'A field of this type cannot be used here.',
    ],
    [
      { part: 'builtIn', name: 'assignee' },
      { ...stored, builtIn: { ...stored.builtIn, assignee: 'Old' } },
      'This field is no longer in the project.',
    ],
    [source, withMatches([null, null]), 'Choose a YouTrack field.'],
    [target, withMatches([null, null]), 'Choose a Ducalis field.'],
    [source, withMatches(['Old', 'impact']), 'This field is no longer in the project.'],
    [target, withMatches(['Priority', 'old']), 'This field is not on the board.'],
    [target, withMatches(['Story points', 'due']), 'integer does not fit Date.'],
    [source, withMatches(['Whatever', 'notes']), 'Fields of type mystery cannot be sent.'],
    [
      { ...target, index: 1 },
      withMatches(['Priority', 'notes'], ['Type', 'notes']),
      'Another row already feeds this field.',
    ],
    [
      { part: 'match', index: 0, control: 'unit' },
      { ...stored, matches: [matchRow({ field: 'Story points', key: 'impact', unit: 'days' })] },
      'A unit can be chosen only where a period feeds a number.',
    ],
    [
      values,
      { ...stored, matches: [matchRow({ field: 'Type', key: 'notes', values: { ...map, map: [] } })] },
      'Values can be mapped only from a field with named values to a selector.',
    ],
    [into, withResults({ result: 'totalScore', field: 'Old' }), 'This field is no longer in the project.'],
    [
      into,
      withResults({ result: 'totalScore', field: 'Priority' }),
      'A field of this type cannot hold this result.',
    ],
    [
      { ...into, index: 1 },
      withResults(
        { result: 'totalScore', field: 'Story points' },
        { result: 'priority', field: 'Story points' },
      ),
      'Another result is written into this field.',
    ],
    [
      into,
      { ...stored, results: [{ result: 'totalScore', field: 'Story points' }] },
      'This field is sent to Ducalis, so it cannot take a result from it.',
    ],
    [
      { part: 'result', index: 0, control: 'source' },
      withResults({ result: 'criterion', criterion: 'luck', field: 'Story points' }),
      'This criterion is not on the board.',
    ],
    [
      into,
      { ...withResults({ result: 'isFinal', field: 'Type' }), builtIn: { ...stored.builtIn, type: null } },
      'A field of this type needs the values Yes and No to hold this result.',
    ],
    [condition, incomplete, 'Choose at least one value.'],
    [
      condition,
      withFilter({ fields: [{ field: 'Story points', values: ['5'] }] }),
      'A filter cannot look at a field of this type.',
    ],
    [
      condition,
      withFilter({ fields: [{ field: 'Type', values: ['Bug', 'Saga'] }] }),
      'This project does not have all of these values. Type: Saga',
    ],
    [
      { part: 'tags' },
      withFilter({ includeTag: 'a', excludeTag: 'a' }),
      'A tag cannot be wanted and unwanted at once.',
    ],
  ];
  it.each(cases)('at %o', (place, draft, sentence) => {
    expect(sentenceAt(place, draft)).toBe(sentence);
  });

  it('is shown once for each control', () => {
    const draft = withResults(
      { result: 'totalScore', field: 'Priority' },
      { result: 'alignment', field: 'Priority' },
    );
    const problems = findProblems(draft, known);
    expect(problems).toHaveLength(3);
    expect(shownProblems(problems, draft, known).map(({ path }) => path)).toEqual([
      'result.0.target',
      'result.1.target',
    ]);
  });

  it.each(SETTINGS_CODES)('%s has a sentence also at a place where nobody expects it', (code) => {
    const problem: Problem = { place: { part: 'tags' }, code, detail: null };
    expect(english(shownProblems([problem], stored, known)[0]?.message)).toMatch(/^\S.*[.]\s?$/);
  });
});

describe('a limit of what can be saved', () => {
  const names = (count: number) => Array.from({ length: count }, (_, number) => `Text ${number}`);
  const boardFields = names(110).map((name) => ({
    key: name,
    name,
    type: 'text_long' as const,
    required: false,
    options: [],
    isCriterion: false,
  }));
  const around = { ...known, boardFields, values: null };
  const limits: readonly [most: number, place: Place, sentence: string, (count: number) => Draft][] = [
    [
      MOST_MATCHES,
      { part: 'matches' },
      'A project can have 100 matches at most: 1 too many.',
      (count) => withMatches(...names(count).map((key): [string, string] => ['Story points', key])),
    ],
    [
      MOST_RESULTS,
      { part: 'results' },
      'At most 50 results can be written: 1 too many.',
      (count) => withResults(...names(count).map((field) => ({ result: 'url' as const, field }))),
    ],
    [
      MOST_MAPPED,
      values,
      'At most 500 values can be mapped: 1 too many.',
      (count) => ({
        ...stored,
        matches: [
          matchRow({
            field: 'Priority',
            key: 'select',
            values: { map: names(count).map((from) => ({ from, to: 'L' })), otherwise: 'empty' },
          }),
        ],
      }),
    ],
    [
      MOST_CONDITIONS,
      { part: 'conditions' },
      'A filter can have 10 conditions at most: 1 too many.',
      (count) => withFilter({ fields: names(count).map((field) => ({ field, values: ['x'] })) }),
    ],
    [
      MOST_VALUES,
      condition,
      'A condition can name 200 values at most: 1 too many.',
      (count) => withFilter({ fields: [{ field: 'Type', values: names(count) }] }),
    ],
  ];

  it.each(limits)('is reported before the app refuses it: %i', (most, place, sentence, draftWith) => {
    const tooMany = (draft: Draft) => findProblems(draft, around).filter(({ code }) => code === 'too-many');
    const over = draftWith(most + 1);
    expect(tooMany(draftWith(most))).toEqual([]);
    expect(english(problemAt(shownProblems(tooMany(over), over, around), place))).toBe(sentence);
    // So that the app can say at which place.
    expect(v.is(ConfigurationSchema, configurationOf(over))).toBe(true);
  });
});

describe('what the app has found', () => {
  const start = startEditing(
    projectPage({
      configuration: {
        board: GROWTH,
        builtIn: { status: 'Stage', type: 'Type', assignee: 'Assignee' },
        matches: [
          { field: 'Story points', key: 'impact' },
          { field: 'Priority', key: 'notes' },
        ],
        results: [
          { result: 'url', field: 'Link' },
          { result: 'isFinal', field: 'Final' },
        ],
        filter: {
          ...stored.filter,
          fields: [
            { field: 'Type', values: ['Bug'] },
            { field: 'Stage', values: ['Open'] },
          ],
          includeTag: 'a',
        },
      },
    }),
  );
  const places: readonly Place[] = [
    { part: 'board' },
    { part: 'builtIn', name: 'status' },
    { part: 'matches' },
    { ...target, index: 1 },
    { part: 'results' },
    { ...into, index: 1 },
    { part: 'conditions' },
    { ...condition, index: 1 },
    { part: 'tags' },
  ];
  const refused = {
    draft: start.draft,
    problems: places.map((place): Problem => ({ place, code: 'field-not-found', detail: null })),
  };
  const remaining = (...actions: EditorAction[]) =>
    stillRefused(refused, actions.reduce(reduceEditor, start).draft).map(({ place }) => place);
  const but = (...gone: Place[]) => places.filter((place) => !gone.includes(place));
  const [board, status, matches, match, results, result, conditions, second, tags] = places;

  it('stays while something else is edited', () => {
    expect(remaining()).toEqual(places);
    expect(remaining({ type: 'filter-changed', change: { unresolvedOnly: true } })).toEqual(places);
  });

  const edits: readonly (readonly [EditorAction, readonly (Place | undefined)[]])[] = [
    [{ type: 'board-chosen', board: DEBT }, [board]],
    [{ type: 'built-in-chosen', part: 'status', field: null }, [status]],
    [{ type: 'match-tuned', id: 1, change: { unit: 'days' } }, [matches, match]],
    [{ type: 'match-added' }, [matches]],
    [{ type: 'result-chosen', target: { result: 'isFinal' }, was: 'Final', field: null }, [results, result]],
    [
      { type: 'filter-changed', change: { fields: start.draft.filter.fields.slice(0, 1) } },
      [conditions, second],
    ],
    [{ type: 'filter-changed', change: { includeTag: null } }, [tags]],
  ];
  it.each(edits)('goes when its own control is changed: %o', (action, gone) => {
    expect(remaining(action)).toEqual(but(...gone.flatMap((place) => place ?? [])));
  });

  it('moves with its row', () => {
    expect(remaining({ type: 'match-removed', id: 0 })).toEqual(
      places.flatMap((place) =>
        place === matches ? [] : place === match ? [{ ...target, index: 0 }] : [place],
      ),
    );
  });
});
