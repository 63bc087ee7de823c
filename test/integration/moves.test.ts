import { beforeAll, describe, expect, it } from 'vitest';
import {
  attach,
  BULK,
  configure,
  connect,
  copy,
  createIn,
  edit,
  move,
  newProject,
  ON_OTHER_BOARD,
  OTHER_BOARD,
  onBoard,
  PLAIN,
  whileHeld,
} from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  for (const key of ['SAME', 'IDLE', 'BARE']) await newProject(world, key);
  const builtIn = { status: null, type: null, assignee: null };
  await connect(world, 'SAME', { ...PLAIN, builtIn });
  await connect(world, 'OPS', ON_OTHER_BOARD);
  await attach(world, 'IDLE', true);
  await world.pass(10_000);
});

/** Where the issue of that name stands, by board. */
const places = async (name: string) => ({
  here: (await onBoard(world, name)).map(({ key }) => key),
  there: (await onBoard(world, name, OTHER_BOARD)).map(({ key }) => key),
});

async function pushed(name: string): Promise<string> {
  const key = await world.createIssue(name);
  await world.pass(5_000);
  expect(await places(name)).toEqual({ here: [key], there: [] });
  return key;
}

describe('an issue that is moved', () => {
  it('to a project on the same board stays there under its new key, the same issue for Ducalis', async () => {
    const key = await pushed('To a neighbour');
    const [before] = await onBoard(world, 'To a neighbour');
    const moved = await move(world, key, 'SAME');
    await world.pass(5_000);
    expect(await onBoard(world, 'To a neighbour')).toMatchObject([
      { key: moved, external_id: before?.external_id },
    ]);
    const back = await move(world, moved, PROJECT);
    await world.pass(5_000);
    expect(await onBoard(world, 'To a neighbour')).toMatchObject([
      { key: back, external_id: before?.external_id },
    ]);
  });

  it('to a project on another board leaves the first for the second, and comes back', async () => {
    const moved = await move(world, await pushed('Across'), 'OPS');
    await world.pass(5_000);
    expect(await places('Across')).toEqual({ here: [], there: [moved] });
    const back = await move(world, moved, PROJECT);
    await world.pass(5_000);
    expect(await places('Across')).toEqual({ here: [back], there: [] });
  });

  it('to a project without a board leaves the board at once, and comes back', async () => {
    const moved = await move(world, await pushed('To nowhere'), 'IDLE');
    await world.pass(5_000);
    expect(await places('To nowhere')).toEqual({ here: [], there: [] });
    const back = await move(world, moved, PROJECT);
    await world.pass(5_000);
    expect(await places('To nowhere')).toEqual({ here: [back], there: [] });
  });

  it('to a project that the app is not attached to is taken off by the search for orphans, and comes back', async () => {
    const moved = await move(world, await pushed('Out of sight'), 'BARE');
    await world.pass(15 * MINUTE);
    expect(await places('Out of sight')).toEqual({ here: [], there: [] });
    const back = await move(world, moved, PROJECT);
    await world.pass(5_000);
    expect(await places('Out of sight')).toEqual({ here: [back], there: [] });
  });

  it('twice before anything is sent ends where it is last', async () => {
    const key = await pushed('Restless');
    const last = await move(world, await move(world, key, 'SAME'), 'OPS');
    await world.pass(5 * MINUTE);
    expect(await places('Restless')).toEqual({ here: [], there: [last] });
  });

  it('while its call is under way ends on the right board only', async () => {
    const key = await pushed('Moved in flight');
    await edit(world, key, { description: 'Something to send' });
    let moved = '';
    await whileHeld(world, BULK, 5_000, async () => {
      moved = await move(world, key, 'OPS');
    });
    await world.pass(5 * MINUTE);
    expect(await places('Moved in flight')).toEqual({ here: [], there: [moved] });
  });
});

describe('a copy of an issue', () => {
  it('is an issue of its own, and leaves the original as it is', async () => {
    const key = await pushed('Original');
    const [before] = await onBoard(world, 'Original');
    const copied = await copy(world, key);
    await world.pass(5_000);
    const both = await onBoard(world, 'Original');
    expect(both.map((issue) => issue.key).sort()).toEqual([key, copied].sort());
    expect(new Set(both.map((issue) => issue.external_id)).size).toBe(2);
    expect(both).toContainEqual(before);
  });

  it('of an issue that is on its way is an issue of its own', async () => {
    const key = await world.createIssue('Copied in flight');
    let copied = '';
    await whileHeld(world, BULK, 5_000, async () => {
      copied = await copy(world, key);
    });
    await world.pass(5 * MINUTE);
    const both = await onBoard(world, 'Copied in flight');
    expect(both.map((issue) => issue.key).sort()).toEqual([key, copied].sort());
    expect((await world.panel(copied)).status.state).toBe('synced');
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('that no rule has seen is found by the slow check', async () => {
    const key = await pushed('Silent');
    const copied = await copy(world, key, { rules: false });
    await world.pass(70 * MINUTE);
    expect((await onBoard(world, 'Silent')).map((issue) => issue.key).sort()).toEqual([key, copied].sort());
  });

  it('in a project on another board stands there', async () => {
    const key = await pushed('Twin');
    const copied = await copy(world, key, { project: 'OPS' });
    await world.pass(5_000);
    expect(await places('Twin')).toEqual({ here: [key], there: [copied] });
  });
});

describe('a project', () => {
  it('whose key is renamed sends its new keys within the slow check', async () => {
    const key = await createIn(world, 'SAME', 'Renamed project');
    await world.pass(5_000);
    const [before] = await onBoard(world, 'Renamed project');
    await world.as('admin').post('admin/projects/SAME', { shortName: 'EQUAL' });
    await world.pass(70 * MINUTE);
    expect(await onBoard(world, 'Renamed project')).toMatchObject([
      { key: key.replace('SAME', 'EQUAL'), external_id: before?.external_id },
    ]);
  });

  it('that is given another board takes all its issues there', async () => {
    const all = async (board: string) =>
      (await world.sandbox.issues(board)).filter(({ key }) => key.startsWith(`${PROJECT}-`)).length;
    const before = await all(BOARD);
    await configure(world, PROJECT, ON_OTHER_BOARD);
    await world.pass(60 * MINUTE);
    expect(await all(BOARD)).toBe(0);
    expect(await all(OTHER_BOARD)).toBe(before);
    await configure(world, PROJECT, CONFIGURATION);
    await world.pass(60 * MINUTE);
    expect(await all(OTHER_BOARD)).toBe(0);
    expect(await all(BOARD)).toBe(before);
  });
});
