/** The project tab: fields, results, and which issues. */
import type { Configuration, Filter } from '../../src/shared/api.ts';
import { ProjectPageSchema } from '../../src/shared/project-page.ts';
import { openSelect } from '../e2e/visit.ts';
import { addField, configure } from '../fixtures/life.ts';
import { PROJECT, type World } from '../fixtures/world.ts';
import { LIMITS } from './project-limits.ts';
import type { Scene, Screen } from './screen.ts';
import {
  askAs,
  changeAnswer,
  choose,
  DEVELOPER,
  dropField,
  failingAt,
  garble,
  heal,
  LEAD,
  onTab,
  openTab,
  PROJECT_PAGE,
  putOnBoard,
  SETTINGS,
  waitingFor,
  youTrackFailingAt,
} from './steps.ts';

const open = () => PROJECT_PAGE;

const RESULTS: NonNullable<Configuration['results']> = [
  { result: 'totalScore', field: 'Ducalis score' },
  { result: 'priority', field: 'Ducalis rank' },
  { result: 'isFinal', field: 'Ducalis final' },
];

const FILTER: Filter = {
  fields: [
    { field: 'Type', values: ['Bug', 'Feature'] },
    { field: 'State', values: ['Open', 'In Progress', 'In Review'] },
  ],
  unresolvedOnly: true,
  includeTag: null,
  excludeTag: 'tech debt',
  includeRestricted: false,
  whenLeaving: 'keep',
};

async function prepare(world: World): Promise<void> {
  for (const [name, type] of [
    ['Ducalis score', 'float'],
    ['Ducalis rank', 'integer'],
    ['Ducalis final', 'string'],
    ['Votes', 'integer'],
  ] as const) {
    await addField(world, PROJECT, name, type);
  }
  await putOnBoard(world, { ...SETTINGS, matches: [] });
}

const fields: readonly Screen[] = [
  {
    key: 'project-fields-empty',
    says: 'nothing matched yet, and what fits by name and type',
    ...onTab('fields'),
    shows: '[data-test~="accept-suggestions"]',
  },
  {
    key: 'project-fields-suggested',
    says: 'suggestions accepted, not saved yet',
    open,
    act: async (stage) => {
      await openTab(stage, 'fields');
      await stage.part('accept-suggestions').click();
    },
    shows: '[data-test~="unsaved"]',
  },
  {
    key: 'project-fields-to-fix',
    says: 'saving with a match that is not complete',
    open,
    act: async (stage) => {
      await openTab(stage, 'fields');
      await stage.part('add-match').click();
      await stage.part('save').click();
    },
    shows: '[data-test~="problem-summary"]',
  },
  {
    key: 'project-fields-loading',
    says: "the board's fields are being read",
    open: waitingFor('project/board'),
    act: (stage) => openTab(stage, 'fields'),
    shows: '[data-test~="board-fields-loading"]',
  },
  {
    key: 'project-fields-error',
    says: 'Ducalis answers with a page of its own',
    open: async ({ world }) => {
      await garble(world, '/fields$');
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'fields'),
    shows: '[data-test~="error-panel"]',
    after: async ({ world }) => {
      await heal(world);
      await configure(world, PROJECT, SETTINGS);
      await world.pass(60_000);
    },
  },
  {
    key: 'project-fields',
    says: 'matched, with a value map, a unit, and what would be sent of an issue',
    open,
    act: async (stage) => {
      await openTab(stage, 'fields');
      await stage.part('preview-issue').fill('1');
      await stage.part('preview-ask').click();
    },
    shows: '[data-test~="preview"]',
  },
  {
    key: 'project-fields-outgrown',
    says: 'fields have other types than when the settings were saved',
    open: async (stage) => {
      const types: Readonly<Record<string, string>> = {
        State: 'string',
        Component: 'string',
        Estimation: 'integer',
      };
      await changeAnswer(stage, 'project/settings', ProjectPageSchema, (page) => ({
        ...page,
        project: {
          ...page.project,
          fields: page.project.fields.map(({ name, type }) => ({ name, type: types[name] ?? type })),
        },
      }));
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'fields'),
    shows: '[data-test~="value-map-error"]',
  },
  {
    key: 'project-fields-values-error',
    says: 'YouTrack does not list the values of fields',
    open: youTrackFailingAt(`${PROJECT}/customFields`),
    act: (stage) => openTab(stage, 'fields'),
    shows: 'text=Could not list the values of fields',
  },
  {
    key: 'project-fields-choice',
    says: 'what a field can feed, and why it cannot feed the others',
    open,
    act: async (stage) => {
      await openTab(stage, 'fields');
      await openSelect(stage.part('match-key').nth(1));
    },
    shows: '[data-test~="ring-popup"]',
  },
  {
    key: 'project-fields-no-preview',
    says: 'an issue that does not exist',
    open,
    act: async (stage) => {
      await openTab(stage, 'fields');
      await stage.part('preview-issue').fill('999');
      await stage.part('preview-ask').click();
    },
    shows: '[data-test~="error-panel"]',
  },
];

const results: readonly Screen[] = [
  {
    key: 'project-results-empty',
    says: 'nothing is written yet',
    ...onTab('results'),
    shows: '[data-result="effort"]',
  },
  {
    key: 'project-results-choice',
    says: 'the fields that can hold a result',
    open,
    act: async (stage) => {
      await openTab(stage, 'results');
      await openSelect(stage.part('result-field').first());
    },
    shows: '[data-test~="ring-popup"]',
  },
  {
    key: 'project-results-no-permission',
    says: 'creating a field needs more rights: how to do it by hand',
    open,
    act: async (stage) => {
      await openTab(stage, 'results');
      await askAs(stage, 'customFieldSettings/customFields', DEVELOPER, 'POST');
      await stage.part('create-field').first().click();
      await stage.page.getByRole('button', { name: 'Allow', exact: true }).click();
    },
    shows: '[data-test~="create-refused"]',
    after: ({ world }) => configure(world, PROJECT, { ...SETTINGS, results: RESULTS, filter: FILTER }),
  },
  {
    key: 'project-results',
    says: 'written into three fields',
    ...onTab('results'),
    shows: '[data-result="effort"]',
  },
];

const issues: readonly Screen[] = [
  {
    key: 'project-issues',
    says: 'filtered, with a count',
    ...onTab('issues'),
    shows: '[data-test~="count"]',
  },
  {
    key: 'project-issues-loading',
    says: 'being counted',
    open: waitingFor('project/count'),
    act: (stage) => openTab(stage, 'issues'),
    shows: '[data-test~="counting"]',
  },
  {
    key: 'project-issues-error',
    says: 'could not be counted',
    open: failingAt('project/count'),
    act: (stage) => openTab(stage, 'issues'),
    shows: '[data-test~="error-panel"]',
  },
  {
    key: 'project-issues-tags-error',
    says: 'YouTrack does not list its tags',
    open: youTrackFailingAt('api/tags'),
    act: (stage) => openTab(stage, 'issues'),
    shows: 'text=Could not list the tags',
  },
  {
    key: 'project-issues-restricted',
    says: 'a warning before restricted issues are sent, and a condition that is still open',
    open,
    act: async (stage) => {
      await openTab(stage, 'issues');
      await stage.part('include-restricted').check();
      await choose(stage, 'add-condition', 'Component');
    },
    shows: '[data-test~="restricted-warning"]',
  },
];

/** It costs the project a field, so nothing may follow it. */
const fieldLost: Screen = {
  key: 'project-fields-lost',
  says: 'a field was deleted after it was matched',
  open: async ({ world }) => {
    const matches = [
      { field: 'Votes', key: 'effort' },
      { field: 'Customer', key: 'customer' },
    ];
    await configure(world, PROJECT, { ...SETTINGS, matches });
    await dropField(world, 'Votes');
    return PROJECT_PAGE;
  },
  act: (stage) => openTab(stage, 'fields'),
  shows: 'text=This field is no longer in the project.',
};

export const PROJECT_EDITING: Scene = {
  name: 'the project tab: fields, results, issues',
  login: LEAD,
  prepare,
  screens: [...fields, ...results, ...issues, ...LIMITS, fieldLost],
};
