/** The project tab with as much as a project can have, and with more, as no project of the stand-ins has. */
import {
  MOST_CONDITIONS,
  MOST_MAPPED,
  MOST_MATCHES,
  MOST_RESULTS,
  MOST_VALUES,
} from '../../src/domain/settings.ts';
import { type BoardField, BoardFieldsSchema, type Configuration, type Filter } from '../../src/shared/api.ts';
import { ProjectPageSchema } from '../../src/shared/project-page.ts';
import { PROJECT } from '../fixtures/world.ts';
import type { Screen, Stage } from './screen.ts';
import { answerFor, changeAnswer, choose, openTab, PROJECT_PAGE, SETTINGS } from './steps.ts';

interface Large {
  readonly configuration: Partial<Configuration>;
  /** Besides the fields that the project has. */
  readonly fields?: readonly { readonly name: string; readonly type: string }[];
  /** Instead of those that the board has. */
  readonly boardFields: readonly BoardField[];
  /** Fields of the board besides these. */
  readonly unreadable?: number;
  /** Of the field `Platforms`. */
  readonly values?: readonly string[];
}

const numbered = (what: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => `${what} ${number + 1}`);

function boardField(name: string, more: Partial<BoardField> = {}): BoardField {
  return { key: name, name, type: 'text_long', required: false, options: [], isCriterion: false, ...more };
}

/** The page sees such a project; nothing of it is saved. */
function seen({
  configuration,
  fields = [],
  boardFields,
  unreadable = 0,
  values = [],
}: Large): Screen['open'] {
  return async (stage: Stage) => {
    await changeAnswer(stage, 'project/settings', ProjectPageSchema, (page) => ({
      ...page,
      project: {
        ...page.project,
        configuration: { ...SETTINGS, matches: [], ...configuration },
        fields: [...page.project.fields, ...fields],
      },
    }));
    await changeAnswer(stage, 'project/board', BoardFieldsSchema, () => ({
      fields: [...boardFields],
      unreadable,
    }));
    await answerFor(stage, `${PROJECT}/customFields`, [
      { field: { name: 'Platforms' }, bundle: { values: values.map((name) => ({ name })) } },
    ]);
    return PROJECT_PAGE;
  };
}

const TEXTS = numbered('Text', MOST_MATCHES);
const matchesOf = (keys: readonly string[]) => keys.map((key) => ({ field: 'Customer', key }));

const CRITERIA = numbered('Criterion', MOST_RESULTS + 1);
const fieldOf = (criterion: string) => `Ducalis ${criterion}`;
const LAST = CRITERIA.length - 1;

const SEVERAL = numbered('Platform', Math.max(MOST_MAPPED, MOST_VALUES) + 1);

const OTHER_FIELDS = numbered('List', MOST_CONDITIONS - 1);
const FILTER: Filter = {
  fields: [
    { field: 'Platforms', values: SEVERAL.slice(0, MOST_VALUES) },
    ...OTHER_FIELDS.map((field) => ({ field, values: ['One'] })),
  ],
  unresolvedOnly: false,
  includeTag: null,
  excludeTag: null,
  includeRestricted: false,
  whenLeaving: 'remove',
};

export const LIMITS: readonly Screen[] = [
  {
    key: 'project-fields-unreadable',
    says: 'the board has fields that this version cannot read',
    open: seen({
      configuration: { matches: [{ field: 'Customer', key: 'Client' }] },
      boardFields: [boardField('Client')],
      unreadable: 2,
    }),
    act: (stage) => openTab(stage, 'fields'),
    shows: '[data-test~="fields-unreadable"]',
  },
  {
    key: 'project-fields-full',
    says: 'as many matches as there can be: no other can be added',
    open: seen({
      configuration: { matches: matchesOf(TEXTS) },
      boardFields: [...TEXTS, 'One more'].map((name) => boardField(name)),
    }),
    act: (stage) => openTab(stage, 'fields'),
    shows: '[data-test~="matches-full"]',
  },
  {
    key: 'project-fields-too-many',
    says: 'more matches than there can be, by suggestions that were accepted',
    open: seen({
      configuration: { matches: matchesOf(TEXTS.slice(1)) },
      boardFields: [
        ...TEXTS.slice(1).map((name) => boardField(name)),
        boardField('Story points', { type: 'number' }),
        boardField('Due date', { type: 'date' }),
      ],
    }),
    act: async (stage) => {
      await openTab(stage, 'fields');
      await stage.part('accept-suggestions').click();
      await stage.part('save').click();
    },
    shows: '[data-test~="matches-error"]',
  },
  {
    key: 'project-fields-values-too-many',
    says: 'a value map that is too long',
    open: seen({
      configuration: { matches: [{ field: 'Platforms', key: 'Where' }] },
      boardFields: [boardField('Where', { type: 'multi_select', options: [...SEVERAL] })],
      values: SEVERAL,
    }),
    act: async (stage) => {
      await openTab(stage, 'fields');
      await stage.part('map-values').click();
    },
    shows: '[data-test~="value-map-error"]',
  },
  {
    key: 'project-results-too-many',
    says: 'more results than can be written',
    open: seen({
      configuration: {
        results: CRITERIA.slice(0, LAST).map((criterion) => ({
          result: 'criterion',
          criterion,
          field: fieldOf(criterion),
        })),
      },
      fields: CRITERIA.map((criterion) => ({ name: fieldOf(criterion), type: 'float' })),
      boardFields: CRITERIA.map((name) => boardField(name, { type: 'number', isCriterion: true })),
    }),
    act: async (stage) => {
      await openTab(stage, 'results');
      const rows = await stage.part('result-field').count();
      await choose(stage, 'result-field', fieldOf(CRITERIA[LAST] ?? ''), rows - 1);
    },
    shows: '[data-test~="results-error"]',
  },
  {
    key: 'project-issues-too-many',
    says: 'a condition that names too many values, and as many conditions as there can be',
    open: seen({
      configuration: { filter: FILTER },
      fields: OTHER_FIELDS.map((name) => ({ name, type: 'enum[1]' })),
      boardFields: [],
      values: SEVERAL,
    }),
    act: async (stage) => {
      await openTab(stage, 'issues');
      await choose(stage, 'condition-values', SEVERAL[MOST_VALUES] ?? '');
      await stage.page.keyboard.press('Escape');
    },
    shows: '[data-test~="condition-values-error"]',
  },
];
