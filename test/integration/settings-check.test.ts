import { beforeAll, describe, expect, it } from 'vitest';
import type { Configuration, FieldMatch, Filter } from '../../src/shared/api.ts';
import { RestError } from '../../tools/stand-ins/rest.ts';
import { CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const PATH = 'extensionEndpoints/ducalis/admin/project';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

async function answerTo(change: Partial<Configuration>, revision = 1): Promise<unknown> {
  const saved = world.as('admin').post(PATH, {
    project: PROJECT,
    revision,
    nonce: 'nonce-of-this-test',
    configuration: { ...CONFIGURATION, ...change },
  });
  return saved.catch((reason: unknown) => {
    if (reason instanceof RestError) return reason.body;
    throw reason;
  });
}

const filter = (change: Partial<Filter>): Partial<Configuration> => ({
  filter: {
    fields: [],
    unresolvedOnly: false,
    includeTag: null,
    excludeTag: null,
    includeRestricted: false,
    whenLeaving: 'keep',
    ...change,
  },
});
const match = (...matches: Configuration['matches']): Partial<Configuration> => ({ matches });
const result = (...results: NonNullable<Configuration['results']>): Partial<Configuration> => ({ results });
const values: FieldMatch['values'] = { map: [], otherwise: 'send' };

describe('a save is refused and changes nothing', () => {
  it.each<[string, Partial<Configuration>, string]>([
    [
      'an attribute nobody knows',
      match({ source: 'attribute', field: 'updated', key: 'notes' }),
      'field-not-found',
    ],
    [
      'an attribute that does not fit',
      match({ source: 'attribute', field: 'votes', key: 'due_date' }),
      'fields-incompatible',
    ],
    [
      'a unit for a number',
      match({ field: 'Story points', key: 'story_points', unit: 'days' }),
      'unit-not-applicable',
    ],
    ['a unit for a text', match({ field: 'Estimation', key: 'notes', unit: 'days' }), 'unit-not-applicable'],
    ['a value map for a text', match({ field: 'Type', key: 'notes', values }), 'values-not-applicable'],
    [
      'a value map of free text',
      match({ field: 'Customer', key: 'component', values }),
      'values-not-applicable',
    ],
    [
      'a value mapped twice',
      match({
        field: 'Type',
        key: 'component',
        values: {
          map: [
            { from: 'Bug', to: 'a' },
            { from: 'Bug', to: 'b' },
          ],
          otherwise: 'empty',
        },
      }),
      'listed-twice',
    ],
    [
      'a filter on a field that is gone',
      filter({ fields: [{ field: 'Gone', values: ['x'] }] }),
      'field-not-found',
    ],
    [
      'a filter on a field without names',
      filter({ fields: [{ field: 'Story points', values: ['5'] }] }),
      'filter-field-unsuitable',
    ],
    [
      'a filter on people',
      filter({ fields: [{ field: 'Assignee', values: ['developer'] }] }),
      'filter-field-unsuitable',
    ],
    [
      'a filter on a value that does not exist',
      filter({ fields: [{ field: 'Type', values: ['Bug', 'Epic'] }] }),
      'value-not-found',
    ],
    [
      'a filter that names a field twice',
      filter({
        fields: [
          { field: 'Type', values: ['Bug'] },
          { field: 'Type', values: ['Task'] },
        ],
      }),
      'listed-twice',
    ],
    ['a tag both needed and unwanted', filter({ includeTag: 'a', excludeTag: 'a' }), 'listed-twice'],
    [
      'a result into a field that is gone',
      result({ result: 'totalScore', field: 'Gone' }),
      'field-not-found',
    ],
    [
      'a result into a field that Ducalis itself writes',
      result({ result: 'priority', field: 'Priority 🚀 Ducalis' }),
      'field-not-found',
    ],
    ['a number into a date', result({ result: 'totalScore', field: 'Due date' }), 'result-unsuitable'],
    ['a result into a state', result({ result: 'isFinal', field: 'State' }), 'result-unsuitable'],
    [
      'yes or no into a field without these values',
      result({ result: 'isFinal', field: 'Priority' }),
      'value-not-found',
    ],
    [
      'two results into one field',
      result({ result: 'totalScore', field: 'Score' }, { result: 'alignment', field: 'Score' }),
      'listed-twice',
    ],
    [
      'a criterion that the board lacks',
      result({ result: 'criterion', criterion: 'luck', field: 'Score' }),
      'field-not-found',
    ],
    ['a criterion that is not named', result({ result: 'criterion', field: 'Score' }), 'request-malformed'],
    [
      'a result into a field that feeds Ducalis',
      result({ result: 'priority', field: 'Story points' }),
      'field-both-ways',
    ],
    [
      'a result into a field that the filter looks at',
      {
        ...filter({ fields: [{ field: 'Top', values: ['Yes'] }] }),
        ...result({ result: 'topPriority', field: 'Top' }),
      },
      'field-both-ways',
    ],
  ])('%s', async (_what, change, code) => {
    const before = await world.as('admin').get(`${PATH}?project=${PROJECT}`);
    expect(await answerTo(change)).toMatchObject({ error: { code } });
    expect(await world.as('admin').get(`${PATH}?project=${PROJECT}`)).toEqual(before);
  });
});

it('a save with everything in its place is accepted, and a later one keeps what it does not speak of', async () => {
  const chosen = {
    ...match(
      { field: 'Estimation', key: 'story_points', unit: 'hours' },
      { source: 'attribute', field: 'votes', key: 'reach' },
      { field: 'Type', key: 'component', values },
    ),
    ...filter({
      fields: [{ field: 'State', values: ['Open', "Won't fix"] }],
      includeTag: 'a',
      excludeTag: 'b',
    }),
    ...result(
      { result: 'topPriority', field: 'Top' },
      { result: 'criterion', criterion: 'reach', field: 'Score' },
    ),
  };
  expect(await answerTo(chosen)).toMatchObject({
    revision: 2,
    configuration: { ...CONFIGURATION, ...chosen },
  });
  expect(await answerTo({}, 2)).toMatchObject({
    revision: 3,
    configuration: { ...CONFIGURATION, filter: chosen.filter, results: chosen.results },
  });
  expect(await answerTo(match({ field: 'Score', key: 'story_points' }), 3)).toMatchObject({
    error: { code: 'field-both-ways' },
  });
});
