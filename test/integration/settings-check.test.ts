import { beforeAll, describe, expect, it } from 'vitest';
import { MOST_MATCHES, MOST_VALUES } from '../../src/domain/settings.ts';
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

/** Refused settings leave the project as it was. */
async function refusalOf(change: Partial<Configuration>): Promise<unknown> {
  const before = await world.as('admin').get(`${PATH}?project=${PROJECT}`);
  const answer = await answerTo(change);
  expect(await world.as('admin').get(`${PATH}?project=${PROJECT}`)).toEqual(before);
  return answer;
}

describe('a save is refused and changes nothing', () => {
  it('with everything that does not hold, each at its place', async () => {
    const change = {
      builtIn: { status: 'Customer', type: 'Gone', assignee: 'Assignee' },
      ...match(
        { field: 'Customer', key: 'component', values },
        { field: 'Story points', key: 'story_points', unit: 'days' },
        { field: 'Type', key: 'nowhere' },
      ),
      ...result(
        { result: 'isFinal', field: 'Priority' },
        { result: 'criterion', criterion: 'luck', field: 'Score' },
        { result: 'priority', field: 'Story points' },
        // Ducalis itself writes it.
        { result: 'url', field: 'Priority 🚀 Ducalis' },
      ),
      ...filter({ fields: [{ field: 'Type', values: ['Bug', 'Epic'] }], includeTag: 'a', excludeTag: 'a' }),
    };
    const first = { code: 'fields-incompatible', detail: 'Customer' };
    expect(await refusalOf(change)).toEqual({
      error: {
        ...first,
        problems: [
          { ...first, place: { part: 'builtIn', name: 'status' } },
          { code: 'field-not-found', detail: 'Gone', place: { part: 'builtIn', name: 'type' } },
          {
            code: 'values-not-applicable',
            detail: 'Customer → Component',
            place: { part: 'match', index: 0, control: 'values' },
          },
          {
            code: 'unit-not-applicable',
            detail: 'Story points → Story points',
            place: { part: 'match', index: 1, control: 'unit' },
          },
          {
            code: 'field-not-found',
            detail: 'nowhere',
            place: { part: 'match', index: 2, control: 'target' },
          },
          {
            code: 'value-not-found',
            detail: 'Priority: Yes, No',
            place: { part: 'result', index: 0, control: 'target' },
          },
          {
            code: 'field-not-found',
            detail: 'luck',
            place: { part: 'result', index: 1, control: 'source' },
          },
          {
            code: 'field-both-ways',
            detail: 'Story points',
            place: { part: 'result', index: 2, control: 'target' },
          },
          {
            code: 'field-not-found',
            detail: 'Priority 🚀 Ducalis',
            place: { part: 'result', index: 3, control: 'target' },
          },
          { code: 'value-not-found', detail: 'Type: Epic', place: { part: 'condition', index: 0 } },
          { code: 'listed-twice', detail: 'a', place: { part: 'tags' } },
        ],
      },
    });
  });

  it.each<[string, Partial<Configuration>, string]>([
    ['a criterion that is not named', result({ result: 'criterion', field: 'Score' }), 'request-malformed'],
    ['a condition without values', filter({ fields: [{ field: 'Type', values: [] }] }), 'not-chosen'],
    [
      'more matches than there may be',
      match(...Array.from({ length: MOST_MATCHES + 1 }, () => ({ field: 'Customer', key: 'notes' }))),
      'too-many',
    ],
  ])('%s', async (_what, change, code) => {
    expect(await refusalOf(change)).toMatchObject({ error: { code } });
  });

  it('also what is only counted, when the filter names more than it may', async () => {
    const path = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/count`;
    const names = Array.from({ length: MOST_VALUES + 1 }, (_, number) => `n${number}`);
    const counted = world.as('admin').post(path, filter({ fields: [{ field: 'Type', values: names }] }));
    await expect(counted).rejects.toMatchObject({ status: 422, body: { error: { code: 'too-many' } } });
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
