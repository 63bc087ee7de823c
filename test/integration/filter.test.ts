import * as v from 'valibot';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING, type Filter } from '../../src/domain/filter.ts';
import type { Configuration } from '../../src/shared/api.ts';
import { configure, createIn, edit, named, onBoard, RESTRICTED } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const OPEN = { visibility: { $type: 'UnlimitedVisibility' } };
const isOnBoard = async (name: string) => (await onBoard(world, name)).length === 1;

async function filterBy(filter: NonNullable<Configuration['filter']>): Promise<void> {
  await configure(world, PROJECT, { ...CONFIGURATION, filter });
  await world.pass(10_000);
}

const everything = (change: Partial<Filter> = {}): NonNullable<Configuration['filter']> => ({
  ...EVERYTHING,
  ...change,
  fields: (change.fields ?? []).map(({ field, values }) => ({ field, values: [...values] })),
});

beforeEach(() => filterBy(everything()));

describe.each([
  {
    what: 'types',
    filter: everything({ fields: [{ field: 'Type', values: ['Bug', 'Feature'] }] }),
    inside: named('Type', 'Feature'),
    outside: named('Type', 'Task'),
  },
  {
    what: 'states',
    filter: everything({ fields: [{ field: 'State', values: ['In Progress'] }] }),
    inside: named('State', 'In Progress'),
    outside: named('State', 'Open'),
  },
  {
    what: 'unresolved issues',
    filter: everything({ unresolvedOnly: true }),
    inside: named('State', 'Open'),
    outside: named('State', 'Fixed'),
  },
  {
    what: 'a tag to include',
    filter: everything({ includeTag: 'release' }),
    inside: { tags: [{ name: 'release' }] },
    outside: { tags: [] },
  },
  {
    what: 'a tag to exclude',
    filter: everything({ excludeTag: 'release' }),
    inside: { tags: [] },
    outside: { tags: [{ name: 'release' }] },
  },
])('a filter by $what', ({ what, filter, inside, outside }) => {
  it('sends an issue that enters, and removes one that leaves', async () => {
    const name = `By ${what}`;
    await filterBy(filter);
    const key = await world.createIssue(name, outside);
    await world.pass(5_000);
    expect(await isOnBoard(name)).toBe(false);
    expect((await world.panel(key)).status).toEqual({ state: 'excluded', by: 'filter' });
    await edit(world, key, inside);
    await world.pass(5_000);
    expect(await isOnBoard(name)).toBe(true);
    await edit(world, key, outside);
    await world.pass(5_000);
    expect(await isOnBoard(name)).toBe(false);
  });

  it('keeps on the board what has left, as it was, if so chosen', async () => {
    const name = `Kept by ${what}`;
    await filterBy({ ...filter, whenLeaving: 'keep' });
    const key = await world.createIssue(name, inside);
    await world.pass(5_000);
    await edit(world, key, outside);
    await edit(world, key, { description: 'Not for the board' });
    await world.pass(5_000);
    expect(await onBoard(world, name)).toMatchObject([{ key, received: 1 }]);
  });
});

describe('a filter that is saved', () => {
  it('takes issues off the board that it lets through no more, and puts others there', async () => {
    const bug = await world.createIssue('A bug', named('Type', 'Bug'));
    await world.createIssue('A task', named('Type', 'Task'));
    await world.pass(5_000);
    await filterBy(everything({ fields: [{ field: 'Type', values: ['Bug'] }] }));
    await world.pass(60 * MINUTE);
    expect(await isOnBoard('A task')).toBe(false);
    expect(await onBoard(world, 'A bug')).toMatchObject([{ key: bug }]);
    await filterBy(everything({ fields: [{ field: 'Type', values: ['Task'] }] }));
    await world.pass(60 * MINUTE);
    expect(await isOnBoard('A task')).toBe(true);
    expect(await isOnBoard('A bug')).toBe(false);
  });

  it('sends restricted issues when the administrator says so, and takes them back', async () => {
    const key = await world.createIssue('For few', RESTRICTED);
    await world.pass(5_000);
    expect(await isOnBoard('For few')).toBe(false);
    await filterBy(everything({ includeRestricted: true }));
    expect(await onBoard(world, 'For few')).toMatchObject([{ key }]);
    await filterBy(everything());
    await world.pass(10 * MINUTE);
    expect(await isOnBoard('For few')).toBe(false);
    await edit(world, key, OPEN);
    await world.pass(5_000);
    expect(await isOnBoard('For few')).toBe(true);
  });

  it('takes a restricted issue off the board also where those that leave are kept', async () => {
    await filterBy(everything({ unresolvedOnly: true, whenLeaving: 'keep' }));
    const key = await world.createIssue('Becomes secret');
    await world.pass(5_000);
    await edit(world, key, { ...RESTRICTED, ...named('State', 'Fixed') });
    await world.pass(5_000);
    expect(await isOnBoard('Becomes secret')).toBe(false);
  });
});

const BundlesSchema = v.array(
  v.object({
    field: v.object({ name: v.string() }),
    bundle: v.nullish(
      v.object({ id: v.string(), values: v.array(v.object({ id: v.string(), name: v.string() })) }),
    ),
  }),
);

async function renameType(from: string, to: string): Promise<void> {
  const admin = world.as('admin');
  const path = `admin/projects/${PROJECT}/customFields?fields=field(name),bundle(id,values(id,name))`;
  const fields = v.parse(BundlesSchema, await admin.get(path));
  const bundle = fields.find(({ field }) => field.name === 'Type')?.bundle;
  const value = bundle?.values.find(({ name }) => name === from);
  await admin.post(`admin/customFieldSettings/bundles/enum/${bundle?.id}/values/${value?.id}`, { name: to });
}

describe('a value that the filter names', () => {
  it('takes nothing off the board when it is renamed, until the filter is saved again', async () => {
    await filterBy(everything({ fields: [{ field: 'Type', values: ['Bug', 'Feature'] }] }));
    const key = await world.createIssue('Evaluated', named('Type', 'Feature'));
    await createIn(world, PROJECT, 'Another', named('Type', 'Bug'));
    await world.pass(5_000);
    await renameType('Feature', 'User story');
    await edit(world, key, { description: 'Edited after that' });
    await world.pass(75 * MINUTE);
    expect(await isOnBoard('Evaluated')).toBe(true);
    expect(await isOnBoard('Another')).toBe(true);
    await filterBy(everything({ fields: [{ field: 'Type', values: ['Bug', 'User story'] }] }));
    expect(await onBoard(world, 'Evaluated')).toMatchObject([{ key, type: 'User story' }]);
    await renameType('User story', 'Feature');
  });
});

describe('a filter by a tag that is deleted', () => {
  const tag = async (name: string): Promise<string> => {
    const path = 'tags?fields=id,name&$top=-1';
    const tags = v.parse(TagsSchema, await world.as('admin').get(path));
    return `tags/${tags.find((one) => one.name === name)?.id}`;
  };

  it('takes nothing off the board that the tag had let in', async () => {
    const key = await world.createIssue('Chosen', { tags: [{ name: 'chosen' }] });
    await filterBy(everything({ includeTag: 'chosen' }));
    expect(await isOnBoard('Chosen')).toBe(true);
    await world.as('admin').delete(await tag('chosen'));
    await edit(world, key, { description: 'touched' });
    await world.pass(75 * MINUTE);
    expect(await isOnBoard('Chosen')).toBe(true);
  });

  it('lets nothing in that the tag had kept out', async () => {
    const key = await world.createIssue('Internal', { tags: [{ name: 'internal' }] });
    await filterBy(everything({ excludeTag: 'internal' }));
    expect(await isOnBoard('Internal')).toBe(false);
    await world.as('admin').delete(await tag('internal'));
    await edit(world, key, { description: 'touched' });
    await world.pass(75 * MINUTE);
    expect(await isOnBoard('Internal')).toBe(false);
  });
});

const TagsSchema = v.array(v.object({ id: v.string(), name: v.string() }));
