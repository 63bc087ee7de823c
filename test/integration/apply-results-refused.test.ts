/** Fields that cannot take their result: no other field, no other issue and no run may suffer. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { uploadApp } from '../../tools/stand-ins/upload.ts';
import { ownFolder } from '../fixtures/folder.ts';
import { chooseFields, MINUTE, postResults, pushed, readIssue } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await chooseFields(world);
  await attachStrictApp();
});

/** Somebody else's rule, which YouTrack asks about our writes too. */
const STRICT = `const entities = require('@jetbrains/youtrack-scripting-api/entities');
exports.rule = entities.Issue.onChange({
  title: 'No rank of 13',
  guard: (ctx) => ctx.issue.fields.Rank === 13,
  action: () => { throw new Error('Unlucky'); },
  requirements: {},
});`;

async function attachStrictApp(): Promise<void> {
  const admin = world.as('admin');
  const folder = await ownFolder('strict');
  const manifest = { name: 'strict', title: 'Strict', version: '1.0.0' };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'strict.js'), STRICT);
  await uploadApp(folder, world.standIns.youTrackUrl, world.standIns.tokens.get('admin') ?? '');
  const { id } = v.parse(v.object({ id: v.string() }), await admin.get('admin/apps/strict?fields=id'));
  await admin.post(`admin/projects/${PROJECT}/appConfigurations`, { app: { id } });
}

it('a write that another rule refuses is tried again with the next result', async () => {
  const [refused = '', other = ''] = await pushed(world, 'Refused', 'Not refused');
  await postResults(world, [refused], { priority: 13 });
  await postResults(world, [other]);
  await world.pass(2 * MINUTE);
  expect((await readIssue(world, refused)).fields).toMatchObject({ Rank: null, Score: null });
  expect((await readIssue(world, other)).fields).toMatchObject({ Rank: 3 });

  await postResults(world, [refused], { priority: 14 });
  await world.pass(MINUTE);
  expect((await readIssue(world, refused)).fields).toMatchObject({ Rank: 14 });
});

it('more such issues than a run takes keep no other waiting', async () => {
  const keys = await pushed(world, ...Array.from({ length: 105 }, (_, n) => `Refused ${n}`));
  const [last = ''] = await pushed(world, 'Last');
  await postResults(world, keys, { priority: 13 });
  await postResults(world, [last]);
  await world.pass(5 * MINUTE);
  expect((await readIssue(world, last)).fields).toMatchObject({ Rank: 3 });
});

it('a field that is gone, or that lacks the value, keeps no other from its result', async () => {
  // Its own: the refused issues of the test before would still be waiting, and take their turn first.
  const lacking = await startWorld();
  await chooseFields(lacking);
  const [key = ''] = await pushed(lacking, 'Detached');
  const path = `admin/projects/${PROJECT}/customFields`;
  const attached = v.parse(
    v.array(
      v.object({
        id: v.string(),
        field: v.object({ name: v.string() }),
        bundle: v.nullish(v.object({ id: v.string(), values: v.array(v.object({ id: v.string() })) })),
      }),
    ),
    await lacking.as('admin').get(`${path}?fields=id,field(name),bundle(id,values(id))&$top=-1`),
  );
  const link = attached.find(({ field }) => field.name === 'Ducalis link');
  await lacking.as('admin').delete(`${path}/${link?.id}`);
  const bundle = attached.find(({ field }) => field.name === 'Final')?.bundle;
  for (const { id } of bundle?.values ?? []) {
    const value = `admin/customFieldSettings/bundles/enum/${bundle?.id}/values/${id}`;
    await lacking.as('admin').post(value, { name: `Renamed ${id}` });
  }
  const { Final } = (await readIssue(lacking, key)).fields;
  await postResults(lacking, [key]);
  await lacking.pass(3 * MINUTE);
  expect(Final).toMatch(/^Renamed/);
  expect((await readIssue(lacking, key)).fields).toMatchObject({ Rank: 3, Top: 'Yes', Final });
});

const SeedSchema = v.looseObject({
  projects: v.array(v.looseObject({ fields: v.array(v.unknown()) })),
});

it('a field that is hidden in the issue keeps no other from its result', async () => {
  const folder = await ownFolder('hidden');
  const text = await readFile(new URL('../fixtures/seed.json', import.meta.url), 'utf8');
  const { projects, ...others } = v.parse(SeedSchema, JSON.parse(text));
  const hidden = { name: 'Top', showWhen: { field: 'State', values: ['Fixed'] } };
  const withHidden = projects.map(({ fields, ...project }) => ({
    ...project,
    fields: fields.map((field) => (field === 'Top' ? hidden : field)),
  }));
  const seed = join(folder, 'seed.json');
  await writeFile(seed, JSON.stringify({ ...others, projects: withHidden }));
  const hiding = await startWorld({ seed });
  await chooseFields(hiding);
  const [key = ''] = await pushed(hiding, 'Still open');
  await postResults(hiding, [key]);
  await hiding.pass(3 * MINUTE);
  expect((await readIssue(hiding, key)).fields).toMatchObject({ Rank: 3, Score: 12.5 });
  const State = { name: 'State', $type: 'StateIssueCustomField', value: { name: 'Fixed' } };
  await hiding.as('admin').post(`issues/${key}`, { customFields: [State] });
  await hiding.pass(6 * MINUTE);
  await postResults(hiding, [key], { priority: 4 });
  await hiding.pass(3 * MINUTE);
  expect((await readIssue(hiding, key)).fields).toMatchObject({ Rank: 4, Top: 'Yes' });
});
