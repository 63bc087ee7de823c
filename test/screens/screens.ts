/**
 * `npm run screens`: brings every screen about and takes its pictures. Clock, seed and what the app draws at random
 * are always the same, so that a picture changes only when its screen does. Names of screens as arguments: only these.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../tools/build-app.ts';
import { startBrowser } from '../../tools/stand-ins/browser.ts';
import { seeded } from '../soak/app-files.ts';
import { SCENES } from './list.ts';
import { FOLDER, INDEX, indexPage, pictureNames, takePictures } from './pictures.ts';
import { show, startScene } from './stage.ts';

const wanted = new Set(process.argv.slice(2));

const app = await mkdtemp(join(tmpdir(), 'screens-'));
const browser = await startBrowser();
try {
  await buildApp(app);
  await makeRepeatable(app);
  await mkdir(FOLDER, { recursive: true });
  for (const scene of SCENES) {
    if (wanted.size > 0 && !scene.screens.some(({ key }) => wanted.has(key))) continue;
    const world = await startScene(scene, app);
    try {
      for (const screen of scene.screens) {
        // Also those that are not wanted: each one leaves the world as the next one needs it.
        await show(browser, world, scene, screen, async (page, frame) => {
          if (wanted.size === 0 || wanted.has(screen.key)) await takePictures(page, frame, screen.key);
        });
      }
    } finally {
      await world.stop();
    }
  }
  await writeFile(join(FOLDER, INDEX), indexPage());
  const kept = new Set([INDEX, ...pictureNames()]);
  for (const name of await readdir(FOLDER)) if (!kept.has(name)) await rm(join(FOLDER, name));
} finally {
  await browser.close();
  await rm(app, { recursive: true });
}

async function makeRepeatable(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js')) continue;
    const path = join(folder, name);
    await writeFile(path, seeded(await readFile(path)));
  }
}
