/**
 * The current version, uploaded over version 0.1 with its data and its waiting calls. The ZIP of 0.1 is a fixture: commit
 * 53eb2a6, `npm ci`, `npm run pack`, unchanged. What is said to 0.1 is written out here, because it must stay as it was
 * whatever becomes of the schemas in `src/shared`.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { importZip } from '../../tools/stand-ins/upload.ts';
import { appZipBytes } from '../fixtures/app-zip.ts';
import {
  createIn,
  edit,
  fault,
  idOf,
  newProject,
  requestsTo,
  sandboxControl,
  sentTo,
} from '../fixtures/life.ts';
import { MINUTE, timeOf } from '../fixtures/results.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const VERSION_0_1 = readFileSync(new URL('../fixtures/app-0.1.zip', import.meta.url));
const SWEEP = 5 * MINUTE;
const VOTES = { reach: 8, revenue: 6, effort: 2 };

const PLAIN_0_1 = {
  board: { id: '1', name: 'Product backlog', emoji: '🚀' },
  builtIn: { status: null, type: null, assignee: null },
  matches: [],
};
const CONFIGURATION_0_1 = {
  ...PLAIN_0_1,
  builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
  matches: [
    { field: 'Customer', key: 'customer' },
    { field: 'Story points', key: 'story_points' },
  ],
};
/** As the settings page of 0.1 sent it, and as 0.1 answered. */
const ADMIN_0_1 = 'extensionEndpoints/ducalis/admin';
const PanelSchema0_1 = v.object({ result: v.nullable(v.object({ priority: v.number() })) });

let world: World;
beforeEach(async () => {
  world = await startWorld({ connect: false, zip: VERSION_0_1 });
  const admin = world.as('admin');
  await admin.post('admin/apps/ducalis/globalConfig', {
    globalSettings: JSON.stringify({ ducalisToken: world.standIns.ducalisToken }),
  });
  await admin.post(`${ADMIN_0_1}/test-connection`, {});
});

async function connectTo0_1(project: string, configuration: object): Promise<void> {
  const admin = world.as('admin');
  await admin.post(`admin/projects/${project}/appConfigurations`, {
    app: { id: await idOf(world, 'admin/apps/ducalis') },
  });
  await admin.post(`${ADMIN_0_1}/project`, {
    project,
    revision: 0,
    nonce: `first-settings-of-${project}`,
    configuration,
  });
}

async function isShownBy0_1(key: string): Promise<boolean> {
  const panel = await world.as('admin').get(`issues/${key}/extensionEndpoints/ducalis/issue/panel`);
  return v.parse(PanelSchema0_1, panel).result !== null;
}

const update = (): Promise<void> =>
  importZip(appZipBytes(), world.standIns.youTrackUrl, world.standIns.tokens.get('admin') ?? '');

const sent = () => sentTo(world);

const namesOf = async (keys: readonly string[]): Promise<readonly string[]> =>
  (await sent()).filter(({ key }) => keys.includes(key)).map(({ name }) => name);

const LogsSchema = v.array(v.object({ level: v.string(), text: v.string() }));

/** First lines of the errors that scripts have logged. */
async function complaints(): Promise<readonly string[]> {
  const lines = v.parse(LogsSchema, await world.mock.get('logs'));
  return lines.filter(({ level }) => level === 'error').map(({ text }) => text.replace(/\n.*/s, ''));
}

/** The functions of 0.1 that were called although this version has none of these names. */
async function formerCalls(): Promise<readonly string[]> {
  const lines = v.parse(LogsSchema, await world.mock.get('logs'));
  return lines.flatMap(({ text }) => /"(\w+)" was scheduled by version 0\.1/.exec(text)?.[1] ?? []).sort();
}

it('keeps everything that 0.1 has sent and shown, and sends what it left pending', async () => {
  const keys: string[] = [];
  for (let number = 10; number < 60; number += 1) keys.push(await world.createIssue(`Old ${number}`));
  await connectTo0_1(PROJECT, CONFIGURATION_0_1);
  await world.pass(10_000);
  expect((await namesOf(keys)).length).toBe(50);
  const [shown, late, edited] = [keys.slice(0, 5), keys.slice(5, 8), [keys[0], keys[20], keys[49]]];
  for (const key of shown) await world.sandbox.vote(BOARD, key, VOTES);
  await world.pass(2 * SWEEP);
  for (const key of shown) expect(await isShownBy0_1(key)).toBe(true);

  for (const key of late) await world.sandbox.vote(BOARD, key, VOTES);
  for (const key of edited) await edit(world, key ?? '', { summary: `Edited ${key}` });
  const before = await sent();
  expect(before.filter(({ name }) => name.startsWith('Edited'))).toEqual([]);
  await update();
  expect(await sent()).toEqual(before);
  await world.pass(10 * MINUTE);

  const expected = before.map((issue) =>
    edited.includes(issue.key) ? { ...issue, name: `Edited ${issue.key}` } : issue,
  );
  expect(await sent()).toEqual(expected);
  expect(await requestsTo(world, 'DELETE', '')).toBe(0);
  for (const key of [...shown, ...late]) {
    const { result, status } = await world.panel(key);
    expect(result?.totalScore).toBeGreaterThan(0);
    expect(status.state).toBe('synced');
  }
  expect(await complaints()).toEqual([]);
});

const FaultsSchema = v.object({ occurred: v.object({ hold: v.number() }) });

describe('calls of 0.1 that wait while it is replaced', () => {
  /** Both of YouTrack's threads, by the first two calls. */
  async function holdTwoCalls(): Promise<void> {
    await fault(world, { times: 2, fault: { kind: 'hold' } });
  }

  async function untilTwoAreHeld(): Promise<void> {
    const held = async () =>
      v.parse(FaultsSchema, await sandboxControl(world).get('sandbox/faults')).occurred.hold;
    await expect.poll(held).toBe(2);
  }

  it('end with one line in the log each, and nothing of what they were for is lost', async () => {
    for (const project of ['ONE', 'TWO']) await newProject(world, project);
    await connectTo0_1(PROJECT, CONFIGURATION_0_1);
    for (const project of ['ONE', 'TWO']) await connectTo0_1(project, PLAIN_0_1);
    const one = await createIn(world, 'ONE', 'In ONE');
    const two = await createIn(world, 'TWO', 'In TWO');
    const [first, second, deleted] = [
      await world.createIssue('First'),
      await world.createIssue('Second'),
      await world.createIssue('Deleted'),
    ];
    await world.pass(2 * SWEEP);
    const before = await sent();
    const [same, gone] = [
      before.filter(({ key }) => key !== deleted),
      before.find(({ key }) => key === deleted),
    ];
    expect(gone).toBeDefined();

    // The next sweep of all three projects begins in the moment in which `drain` sends this edit.
    const now = await timeOf(world);
    await world.pass(SWEEP - (now % SWEEP) - 1_000);
    await edit(world, first, { summary: 'First, edited' });
    await holdTwoCalls();
    const passing = world.pass(1_000);
    // `acknowledge` waits for its answer, `receive` for three, two of them for calls that have not begun.
    await untilTwoAreHeld();
    // Both threads being taken, `drain` and `remove` wait too.
    await edit(world, second, { summary: 'Second, edited' });
    await world.as('admin').delete(`issues/${deleted}`);
    await update();
    await sandboxControl(world).post('sandbox/release', {});
    await passing;
    // A removal that is lost with its call is found by the round for orphans, which takes longer than a sweep.
    await world.pass(60 * MINUTE);

    const names: Readonly<Record<string, string>> = { [first]: 'First, edited', [second]: 'Second, edited' };
    expect(await sent()).toEqual(same.map((issue) => ({ ...issue, name: names[issue.key] ?? issue.name })));
    expect(await namesOf([one, two])).toEqual(['In ONE', 'In TWO']);
    expect(await complaints()).toEqual([]);
    expect(await formerCalls()).toEqual(['acknowledge', 'drain', 'receive', 'receive', 'receive', 'remove']);
  });
});
