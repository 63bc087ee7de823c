/** A version of the app that is older than the one whose data it finds. */

import { beforeAll, expect, inject, it } from 'vitest';
import { buildApp } from '../../tools/build-app.ts';
import { uploadApp } from '../../tools/stand-ins/upload.ts';
import { ownFolder } from '../fixtures/folder.ts';
import { edit, onBoard, requestsTo, steerImport } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const HOUR = 60 * MINUTE;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

/** The app as it would be with one text of its sources replaced. @returns its folder. */
async function withOther(file: string, current: string, other: string): Promise<string> {
  const folder = await ownFolder('another-version');
  let replaced = 0;
  await buildApp(folder, {
    scriptPlugins: [
      {
        name: 'another-version',
        enforce: 'pre',
        transform(code, id) {
          if (!id.endsWith(file)) return null;
          replaced += code.split(current).length - 1;
          return code.replace(current, other);
        },
      },
    ],
  });
  expect(replaced).toBe(1);
  return folder;
}

const install = (app: string) =>
  uploadApp(app, world.standIns.youTrackUrl, world.standIns.tokens.get('admin') ?? '');

it('takes nothing off the board that its settings, which it cannot read, have put there', async () => {
  const edited = await world.createIssue('Edited');
  await world.createIssue('Left alone');
  await world.pass(10_000);
  const file = 'src/app/stored/configuration.ts';
  await install(await withOther(file, 'storedText(1, StoredSchema)', 'storedText(0, StoredSchema)'));
  await edit(world, edited, { summary: 'Edited meanwhile' });
  await steerImport(world, 'start');
  await world.pass(3 * HOUR);
  expect(await requestsTo(world, 'DELETE', '')).toBe(0);
  expect(await onBoard(world, 'Edited')).toHaveLength(1);
  expect(await onBoard(world, 'Left alone')).toHaveLength(1);
  expect((await world.panel(edited)).status).toEqual({ state: 'suspended', reason: 'configuration-newer' });
  const takenOff = world.as('admin').post('extensionEndpoints/ducalis/admin/disconnect', {
    project: PROJECT,
    board: BOARD,
    onBoard: 'remove',
  });
  await expect(takenOff).rejects.toMatchObject({ body: { error: { code: 'configuration-newer' } } });

  await install(inject('appFolder'));
  await world.pass(10 * MINUTE);
  expect(await onBoard(world, 'Edited meanwhile')).toHaveLength(1);
  expect((await world.panel(edited)).status.state).toBe('synced');
});

it('changes nothing while the data is that of a newer version, and says so', async () => {
  const key = await world.createIssue('Before');
  await world.pass(10_000);
  await install(await withOther('src/app/stored/schema.ts', 'const SCHEMA = 2;', 'const SCHEMA = 1;'));
  const before = await world.mock.get('storage');
  await edit(world, key, { summary: 'Edited under the older version' });
  await world.pass(2 * HOUR);
  expect(await world.mock.get('storage')).toEqual(before);
  expect(await onBoard(world, 'Before')).toHaveLength(1);
  await expect(world.panel(key)).rejects.toMatchObject({ body: { error: { code: 'data-newer' } } });

  await install(inject('appFolder'));
  await world.pass(3 * HOUR);
  expect(await onBoard(world, 'Edited under the older version')).toHaveLength(1);
});
