import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, type Filter } from '../../src/domain/filter.ts';
import {
  type MatchSettings,
  MOST_CONDITIONS,
  MOST_MAPPED,
  MOST_MATCHES,
  MOST_RESULTS,
  MOST_VALUES,
  type ResultSettings,
  type Settings,
  watchedFields,
} from '../../src/domain/settings.ts';
import { filterSizeProblems, type Surroundings, settingsProblems } from '../../src/domain/settings-check.ts';
import {
  MATCH_CONTROLS,
  type Place,
  pathOf,
  RESULT_CONTROLS,
  SETTINGS_CODES,
  type SettingsCode,
  WHOLE_PARTS,
} from '../../src/domain/settings-problem.ts';
import { ProblemSchema } from '../../src/shared/problems.ts';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  Type: ['Bug', 'Feature'],
  Platforms: ['Web'],
  Top: ['Yes', 'No'],
  Half: ['Yes'],
};

const AROUND: Surroundings = {
  boards: [{ id: '1' }, { id: '2' }],
  mayChoose: (board) => board === '1',
  canPush: true,
  fields: [
    { name: 'State', type: 'state[1]' },
    { name: 'Type', type: 'enum[1]' },
    { name: 'Platforms', type: 'enum[*]' },
    { name: 'Top', type: 'enum[1]' },
    { name: 'Half', type: 'enum[1]' },
    { name: 'Assignee', type: 'user[1]' },
    { name: 'Customer', type: 'string' },
    { name: 'Points', type: 'integer' },
    { name: 'Score', type: 'float' },
    { name: 'Estimation', type: 'period' },
    { name: 'Mystery', type: 'mystery[1]' },
  ],
  boardFields: [
    { key: 'notes', name: 'Notes', type: 'text_long' },
    { key: 'effort', name: 'Effort', type: 'number' },
    { key: 'reach', name: 'Reach', type: 'number' },
    { key: 'component', name: 'Component', type: 'select' },
  ],
  hasValue: ({ field, value }) => VALUES[field]?.includes(value) ?? false,
};

const SOUND: Settings = {
  board: { id: '1', name: 'Growth' },
  builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
  matches: [
    { field: 'Points', key: 'effort' },
    { source: 'attribute', field: 'votes', key: 'reach' },
    {
      field: 'Platforms',
      key: 'notes',
    },
  ],
  results: [
    { result: 'topPriority', field: 'Top' },
    { result: 'criterion', criterion: 'reach', field: 'Score' },
  ],
  filter: { ...EVERYTHING, fields: [{ field: 'Type', values: ['Bug'] }], includeTag: 'a', excludeTag: 'b' },
};

const NOTHING: Settings = {
  board: SOUND.board,
  builtIn: { status: null, type: null, assignee: null },
  matches: [],
};

const numbered = (count: number): string[] => Array.from({ length: count }, (_, number) => `n${number}`);
const builtIn = (change: Partial<Settings['builtIn']>): Settings => ({
  ...NOTHING,
  builtIn: { ...NOTHING.builtIn, ...change },
});
const matches = (...rows: MatchSettings[]): Settings => ({ ...NOTHING, matches: rows });
const results = (...rows: ResultSettings[]): Settings => ({ ...NOTHING, results: rows });
const filter = (change: Partial<Filter>): Settings => ({ ...NOTHING, filter: { ...EVERYTHING, ...change } });
const mapped = (...names: string[]): MatchSettings['values'] => ({
  map: names.map((from) => ({ from, to: 'x' })),
  otherwise: 'send',
});

const source = (index = 0): Place => ({ part: 'match', index, control: 'source' });
const target = (index = 0): Place => ({ part: 'match', index, control: 'target' });
const unit: Place = { part: 'match', index: 0, control: 'unit' };
const values: Place = { part: 'match', index: 0, control: 'values' };
const into = (index = 0): Place => ({ part: 'result', index, control: 'target' });
const condition = (index = 0): Place => ({ part: 'condition', index });

type Row = readonly [
  what: string,
  settings: Settings,
  place: Place,
  code: SettingsCode,
  detail: string | null,
  around?: Partial<Surroundings>,
];

const ROWS: readonly Row[] = [
  ['no board', { ...NOTHING, board: null }, { part: 'board' }, 'not-chosen', null],
  [
    'a board that Ducalis does not list',
    { ...NOTHING, board: { id: '9', name: 'Ghost' } },
    { part: 'board' },
    'board-not-found',
    'Ghost',
  ],
  [
    'a board that is not released',
    { ...NOTHING, board: { id: '2', name: 'Secret' } },
    { part: 'board' },
    'board-not-allowed',
    'Secret',
  ],

  [
    'a status that is gone',
    builtIn({ status: 'Gone' }),
    { part: 'builtIn', name: 'status' },
    'field-not-found',
    'Gone',
  ],
  [
    'a text as the status',
    builtIn({ status: 'Customer' }),
    { part: 'builtIn', name: 'status' },
    'fields-incompatible',
    'Customer',
  ],
  [
    'a state as the type',
    builtIn({ type: 'State' }),
    { part: 'builtIn', name: 'type' },
    'fields-incompatible',
    'State',
  ],
  [
    'a number as the assignee',
    builtIn({ assignee: 'Points' }),
    { part: 'builtIn', name: 'assignee' },
    'fields-incompatible',
    'Points',
  ],

  [
    'one match too many',
    matches(...numbered(MOST_MATCHES + 1).map((key) => ({ field: 'Customer', key }))),
    { part: 'matches' },
    'too-many',
    '101 > 100',
    { boardFields: numbered(MOST_MATCHES + 1).map((key) => ({ key, name: key, type: 'text_long' })) },
  ],
  [
    'a match although Ducalis takes no fields',
    matches({ field: 'Customer', key: 'notes' }),
    { part: 'matches' },
    'push-unsupported',
    null,
    { canPush: false, boardFields: null },
  ],
  ['a match from nothing', matches({ field: null, key: 'notes' }), source(), 'not-chosen', null],
  ['a match into nothing', matches({ field: 'Customer', key: null }), target(), 'not-chosen', null],
  [
    'a match from a field that is gone',
    matches({ field: 'Gone', key: 'notes' }),
    source(),
    'field-not-found',
    'Gone',
  ],
  [
    'a match from an attribute that no issue has',
    matches({ source: 'attribute', field: 'updated', key: 'notes' }),
    source(),
    'field-not-found',
    'updated',
  ],
  [
    'a match from a field of a type that cannot be sent',
    matches({ field: 'Mystery', key: 'notes' }),
    source(),
    'fields-incompatible',
    'Mystery',
  ],
  [
    'a match into a field that the board lacks',
    matches({ field: 'Customer', key: 'gone' }),
    target(),
    'field-not-found',
    'gone',
  ],
  [
    'two matches into one field',
    matches({ field: 'Customer', key: 'notes' }, { field: 'Type', key: 'notes' }),
    target(1),
    'field-matched-twice',
    'Notes',
  ],
  [
    'a text that feeds a number',
    matches({ field: 'Customer', key: 'effort' }),
    target(),
    'fields-incompatible',
    'Customer → Effort',
  ],
  [
    'an attribute that does not fit',
    matches({ source: 'attribute', field: 'votes', key: 'component' }),
    target(),
    'fields-incompatible',
    'votes → Component',
  ],
  [
    'a unit of something that is no period',
    matches({ field: 'Points', key: 'effort', unit: 'days' }),
    unit,
    'unit-not-applicable',
    'Points → Effort',
  ],
  [
    'a unit of a text',
    matches({ field: 'Estimation', key: 'notes', unit: 'days' }),
    unit,
    'unit-not-applicable',
    'Estimation → Notes',
  ],
  [
    'a value map on a text field',
    matches({ field: 'Customer', key: 'component', values: mapped() }),
    values,
    'values-not-applicable',
    'Customer → Component',
  ],
  [
    'a value map into a text',
    matches({ field: 'Type', key: 'notes', values: mapped() }),
    values,
    'values-not-applicable',
    'Type → Notes',
  ],
  [
    'a value map on a text field, of a board whose fields are not known',
    matches({ field: 'Customer', key: 'component', values: mapped() }),
    values,
    'values-not-applicable',
    'Customer → component',
    { boardFields: null },
  ],
  [
    'a value that is mapped twice',
    matches({ field: 'Type', key: 'component', values: mapped('Bug', 'Bug') }),
    values,
    'listed-twice',
    'Bug',
  ],
  [
    'one mapped value too many',
    matches({ field: 'Type', key: 'component', values: mapped(...numbered(MOST_MAPPED + 1)) }),
    values,
    'too-many',
    '501 > 500',
  ],

  [
    'one result too many',
    results(...numbered(MOST_RESULTS + 1).map((field): ResultSettings => ({ result: 'url', field }))),
    { part: 'results' },
    'too-many',
    '51 > 50',
    { fields: numbered(MOST_RESULTS + 1).map((name) => ({ name, type: 'string' })) },
  ],
  [
    'a criterion that the board lacks',
    results({ result: 'criterion', criterion: 'luck', field: 'Score' }),
    { part: 'result', index: 0, control: 'source' },
    'field-not-found',
    'luck',
  ],
  [
    'a result into a field that is gone',
    results({ result: 'url', field: 'Gone' }),
    into(),
    'field-not-found',
    'Gone',
  ],
  [
    'a result into a state',
    results({ result: 'isFinal', field: 'State' }),
    into(),
    'result-unsuitable',
    'State',
  ],
  [
    'yes or no into a field with neither value',
    results({ result: 'isFinal', field: 'Type' }),
    into(),
    'value-not-found',
    'Type: Yes, No',
  ],
  [
    'yes or no into a field with one of the values',
    results({ result: 'topPriority', field: 'Half' }),
    into(),
    'value-not-found',
    'Half: No',
  ],
  [
    'two results into one field',
    results({ result: 'totalScore', field: 'Score' }, { result: 'alignment', field: 'Score' }),
    into(1),
    'listed-twice',
    'Score',
  ],
  [
    'a result into a field that feeds Ducalis',
    { ...matches({ field: 'Points', key: 'effort' }), results: [{ result: 'priority', field: 'Points' }] },
    into(),
    'field-both-ways',
    'Points',
  ],
  [
    'a result into a field that the filter looks at',
    {
      ...filter({ fields: [{ field: 'Top', values: ['Yes'] }] }),
      results: [{ result: 'topPriority', field: 'Top' }],
    },
    into(),
    'field-both-ways',
    'Top',
  ],

  [
    'one condition too many',
    filter({ fields: numbered(MOST_CONDITIONS + 1).map((field) => ({ field, values: ['x'] })) }),
    { part: 'conditions' },
    'too-many',
    '11 > 10',
    {
      fields: numbered(MOST_CONDITIONS + 1).map((name) => ({ name, type: 'enum[1]' })),
      hasValue: () => true,
    },
  ],
  [
    'a condition without values',
    filter({ fields: [{ field: 'Type', values: [] }] }),
    condition(),
    'not-chosen',
    'Type',
  ],
  [
    'one value of a condition too many',
    filter({ fields: [{ field: 'Type', values: numbered(MOST_VALUES + 1) }] }),
    condition(),
    'too-many',
    '201 > 200',
    { hasValue: () => true },
  ],
  [
    'a condition on a field that is gone',
    filter({ fields: [{ field: 'Gone', values: ['x'] }] }),
    condition(),
    'field-not-found',
    'Gone',
  ],
  [
    'a condition on people',
    filter({ fields: [{ field: 'Assignee', values: ['x'] }] }),
    condition(),
    'filter-field-unsuitable',
    'Assignee',
  ],
  [
    'a condition on a value that is gone',
    filter({
      fields: [
        { field: 'Type', values: ['Bug'] },
        { field: 'Platforms', values: ['Web', 'Fax', 'Telex'] },
      ],
    }),
    condition(1),
    'value-not-found',
    'Platforms: Fax, Telex',
  ],
  [
    'a condition on many values that are gone',
    filter({ fields: [{ field: 'Type', values: numbered(6) }] }),
    condition(),
    'value-not-found',
    'Type: n0, n1, n2, n3, n4, …',
  ],
  [
    'two conditions on one field',
    filter({
      fields: [
        { field: 'Type', values: ['Bug'] },
        { field: 'Type', values: ['Feature'] },
      ],
    }),
    condition(1),
    'listed-twice',
    'Type',
  ],
  [
    'a tag both wanted and unwanted',
    filter({ includeTag: 'a', excludeTag: 'a' }),
    { part: 'tags' },
    'listed-twice',
    'a',
  ],
];

const CASES = ROWS.map(([what, settings, place, code, detail, around = {}]) => ({
  what,
  settings,
  around,
  problem: { place, code, detail },
}));

describe('settingsProblems', () => {
  it('finds nothing in settings that hold', () => {
    expect(settingsProblems(SOUND, AROUND)).toEqual([]);
    expect(settingsProblems(NOTHING, AROUND)).toEqual([]);
  });

  it.each(CASES)('finds $what, and nothing else', ({ settings, around, problem }) => {
    expect(settingsProblems(settings, { ...AROUND, ...around })).toEqual([problem]);
  });

  it('has a row for each code and for each kind of place', () => {
    const kindOf = (place: Place) => pathOf(place).replace(/\d+/, '0');
    expect(new Set(CASES.map(({ problem }) => problem.code))).toEqual(new Set(SETTINGS_CODES));
    expect(new Set(CASES.map(({ problem }) => kindOf(problem.place)))).toEqual(
      new Set([
        ...WHOLE_PARTS,
        ...['builtIn.status', 'builtIn.type', 'builtIn.assignee', 'condition.0'],
        ...MATCH_CONTROLS.map((control) => `match.0.${control}`),
        ...RESULT_CONTROLS.map((control) => `result.0.${control}`),
      ]),
    );
  });

  it.each(CASES)('gives $what a place that survives the way to the page', ({ problem }) => {
    expect(v.parse(ProblemSchema, JSON.parse(JSON.stringify(problem)))).toEqual(problem);
  });

  it('lists all that does not hold, part by part', () => {
    const problems = settingsProblems(
      {
        board: null,
        builtIn: { status: 'Customer', type: null, assignee: 'Gone' },
        matches: [
          { field: null, key: null },
          { field: 'Customer', key: 'effort', unit: 'days', values: mapped('a', 'a') },
        ],
        results: [{ result: 'isFinal', field: 'Customer' }],
        filter: { ...EVERYTHING, fields: [{ field: 'Type', values: ['Gone'] }] },
      },
      AROUND,
    );
    expect(problems.map(({ place, code }) => `${pathOf(place)} ${code}`)).toEqual([
      'board not-chosen',
      'builtIn.status fields-incompatible',
      'builtIn.assignee field-not-found',
      'match.0.source not-chosen',
      'match.0.target not-chosen',
      'match.1.target fields-incompatible',
      'match.1.unit unit-not-applicable',
      'match.1.values values-not-applicable',
      'match.1.values listed-twice',
      'result.0.target field-both-ways',
      'condition.0 value-not-found',
    ]);
  });

  it("says nothing about the board's fields while they are not known", () => {
    const settings: Settings = {
      ...matches({ field: 'Customer', key: 'anything' }, { field: 'Estimation', key: 'other', unit: 'days' }),
      results: [{ result: 'criterion', criterion: 'luck', field: 'Score' }],
    };
    expect(settingsProblems(settings, { ...AROUND, boardFields: null })).toEqual([]);
  });

  it('looks up no more values than a condition may name', () => {
    let looked = 0;
    const hasValue = () => {
      looked += 1;
      return true;
    };
    settingsProblems(filter({ fields: [{ field: 'Type', values: numbered(5_000) }] }), {
      ...AROUND,
      hasValue,
    });
    expect(looked).toBe(MOST_VALUES);
  });
});

describe('filterSizeProblems', () => {
  it('finds what is empty or too long, and leaves the rest to those who know the project', () => {
    const fields = [
      { field: 'Gone', values: ['x'] },
      { field: 'Type', values: [] },
      { field: 'Type', values: numbered(MOST_VALUES + 1) },
    ];
    expect(filterSizeProblems({ ...EVERYTHING, fields }).map(({ place, code }) => [place, code])).toEqual([
      [condition(1), 'not-chosen'],
      [condition(2), 'too-many'],
    ]);
  });
});

describe('watchedFields', () => {
  it('names each field that is sent or filtered by once, and no attribute', () => {
    expect(watchedFields(SOUND)).toEqual(['State', 'Type', 'Assignee', 'Points', 'Platforms']);
  });
});
