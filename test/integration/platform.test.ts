/** Where YouTrack may turn out to be stricter than the emulator: what the app must not depend on. */
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  attach,
  BULK,
  createIn,
  createPushed,
  edit,
  fault,
  importOf,
  newProject,
  onBoard,
  steerImport,
} from '../fixtures/life.ts';
import { MINUTE, postResults } from '../fixtures/results.ts';
import { BOARD, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pass(10_000);
});

const TEST_CONNECTION = 'extensionEndpoints/ducalis/admin/test-connection';

const fail = (member: string, times: number) => world.mock.post('fail', { member, times });

const MetricsSchema = v.array(v.object({ rule: v.string(), actionCalls: v.number() }));

async function marks(): Promise<number> {
  const rules = v.parse(MetricsSchema, await world.mock.get('metrics'));
  return rules.find(({ rule }) => rule === 'push-changes')?.actionCalls ?? 0;
}

const LogsSchema = v.array(v.object({ level: v.string(), text: v.string() }));

async function complaints(): Promise<readonly string[]> {
  const lines = v.parse(LogsSchema, await world.mock.get('logs'));
  return lines.filter(({ level }) => level === 'error').map(({ text }) => text);
}

it('an edit loads nothing: only what was stored for a later function can be loaded, and only there', async () => {
  await fail('ctx.load', 1);
  await world.createIssue('Loads nothing');
  expect(await complaints()).toEqual([]);
  // The drain does load, and fails; the sweep sends what is queued.
  await world.pass(10 * MINUTE);
  expect(await onBoard(world, 'Loads nothing')).toHaveLength(1);
});

it('a result that YouTrack does not take keeps no other from being taken in', async () => {
  const keys = [await createPushed(world, 'First result'), await createPushed(world, 'Second result')];
  await fail('extensionProperties.set', 1);
  expect(await postResults(world, keys)).toEqual({ accepted: 1, ignored: 1 });
});

it('a deletion is told although YouTrack lets nothing be written to what is deleted', async () => {
  const key = await createPushed(world, 'Sealed');
  await fail('extensionProperties.set', 1);
  await world.as('admin').delete(`issues/${key}`);
  await world.pass(2_000);
  expect(await onBoard(world, 'Sealed')).toEqual([]);
});

it('projects that are connected in one moment all begin their imports at once', async () => {
  for (const project of ['ONE', 'TWO']) {
    await newProject(world, project);
    await attach(world, project, true);
    await createIn(world, project, `In ${project}`);
  }
  for (const project of ['ONE', 'TWO']) {
    await world.as('admin').post('extensionEndpoints/ducalis/admin/connect', {
      projects: [project],
      board: BOARD,
    });
  }
  await world.pass(5_000);
  expect(await onBoard(world, 'In ONE')).toHaveLength(1);
  expect(await onBoard(world, 'In TWO')).toHaveLength(1);
});

describe('where a function that schedules under the key it runs under cancels itself', () => {
  /** More numbers than an import looks at in two transactions. */
  const GAP = 1_000;

  it('an import goes on behind a long gap', async () => {
    for (let number = 0; number < GAP; number += 1) {
      await world.as('admin').delete(`issues/${await world.createIssue('In the gap')}`);
    }
    await world.createIssue('Behind the gap');
    await world.pass(10_000);
    await steerImport(world, 'start');
    await world.pass(10_000);
    expect(await importOf(world)).toMatchObject({ state: 'done' });
  }, 60_000);

  it('a removal waits a second time', async () => {
    const key = await createPushed(world, 'To be removed');
    const limited = async (retryAfter: string) => {
      await fault(world, { match: BULK, times: 1, fault: { kind: 'status', status: 429, retryAfter } });
      await world.createIssue('Too much');
      await world.pass(2_000);
    };
    await limited('30');
    await world.as('admin').delete(`issues/${key}`);
    await world.pass(1_000);
    await world.as('admin').post(TEST_CONNECTION, {});
    await limited('90');
    await world.pass(60_000);
    expect(await onBoard(world, 'To be removed')).toHaveLength(1);
    await world.pass(40_000);
    expect(await onBoard(world, 'To be removed')).toEqual([]);
  });
});

describe('when YouTrack cannot tell whether a part of an issue has changed', () => {
  beforeAll(async () => {
    await world.stop();
    world = await startWorld();
    await world.pass(10_000);
  });

  it('what the app writes does not count as a change, and the edit arrives with the slow check', async () => {
    const key = await createPushed(world, 'Told');
    await fail('Issue.isChanged', 1_000_000);
    await edit(world, key, { summary: 'Not told' });
    const before = await marks();
    await world.pass(2 * MINUTE);
    expect((await marks()) - before).toBe(0);
    await world.pass(75 * MINUTE);
    expect(await onBoard(world, 'Not told')).toMatchObject([{ key }]);
  });

  it('an edit that resolves the issue is sent all the same', async () => {
    const key = await createPushed(world, 'Resolved soon');
    await fail('Issue.isChanged', 1_000_000);
    await edit(world, key, {
      customFields: [{ name: 'State', $type: 'StateIssueCustomField', value: { name: 'Fixed' } }],
    });
    await world.pass(5_000);
    expect(await onBoard(world, 'Resolved soon')).toMatchObject([{ key, resolved: true }]);
  });
});
