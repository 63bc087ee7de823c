/** A version of the app that is older than the one that saved a project's settings. */

import { beforeAll, expect, inject, it } from 'vitest';
import { buildApp } from '../../tools/build-app.ts';
import { uploadApp } from '../../tools/stand-ins/upload.ts';
import { ownFolder } from '../fixtures/folder.ts';
import { edit, onBoard, requestsTo, steerImport } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const HOUR = 60 * MINUTE;

const CURRENT = 'storedText(1, StoredSchema)';

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await ownFolder('another-version');
  let replaced = 0;
  await buildApp(folder, {
    scriptPlugins: [
      {
        name: 'another-version-of-the-settings',
        enforce: 'pre',
        transform(code, id) {
          if (!id.endsWith('src/app/stored/configuration.ts')) return null;
          replaced += code.split(CURRENT).length - 1;
          return code.replace(CURRENT, 'storedText(0, StoredSchema)');
        },
      },
    ],
  });
  expect(replaced).toBe(1);
  world = await startWorld();
});

const install = (app: string) =>
  uploadApp(app, world.standIns.youTrackUrl, world.standIns.tokens.get('admin') ?? '');

it('takes nothing off the board that its settings, which it cannot read, have put there', async () => {
  const edited = await world.createIssue('Edited');
  await world.createIssue('Left alone');
  await world.pass(10_000);
  await install(folder);
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
