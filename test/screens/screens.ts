/**
 * `npm run screens`: brings every screen about and takes its pictures. Clock, seed and what the app draws at random
 * are always the same, so that two sets of pictures differ only where a screen does. Names of screens as arguments:
 * only these.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from '../../tools/build-app.ts';
import { ownFolder } from '../fixtures/folder.ts';
import { Owner, ownedBy } from '../fixtures/owner.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { seeded } from '../soak/app-files.ts';
import { SCENES } from './list.ts';
import { FOLDER, INDEX, indexPage, takePictures } from './pictures.ts';
import { show, startScene } from './stage.ts';

const wanted = new Set(process.argv.slice(2));

async function takeAll(): Promise<void> {
  const [app, browser] = await Promise.all([ownFolder('screens'), openBrowser()]);
  await buildApp(app);
  await makeRepeatable(app);
  await mkdir(FOLDER, { recursive: true });
  for (const scene of SCENES) {
    if (wanted.size > 0 && !scene.screens.some(({ key }) => wanted.has(key))) continue;
    const world = await startScene(scene, app);
    for (const screen of scene.screens) {
      // Also those that are not wanted: each one leaves the world as the next one needs it.
      await show(browser, world, scene, screen, async (page, frame) => {
        if (wanted.size === 0 || wanted.has(screen.key)) await takePictures(page, frame, screen.key);
      });
    }
    await world.stop();
  }
  await writeFile(join(FOLDER, INDEX), indexPage());
}

async function makeRepeatable(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js')) continue;
    const path = join(folder, name);
    await writeFile(path, seeded(await readFile(path)));
  }
}

await ownedBy(new Owner('The pictures'), takeAll);
console.log(`Look at them: ${join(FOLDER, INDEX)}`);
