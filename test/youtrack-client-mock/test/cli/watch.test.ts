/** `--watch`: an app that is built anew is installed anew, and one that cannot be leaves the version before. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createYouTrack } from '../../src/index.ts';
import { watchApps } from '../../src/watch.ts';
import { smallApp, zip } from './small-app.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function watched(path: string) {
  const server = await createYouTrack({ apps: [path] });
  const said: string[] = [];
  const stop = watchApps(server.youTrack, [path], (sentence) => said.push(sentence));
  onTestFinished(async () => {
    stop();
    await server.close();
  });
  const version = () => server.youTrack.apps.list().map((app) => app.version);
  return { said, version };
}

const manifest = (version: string) => JSON.stringify({ name: 'hello', version });
const patience = { timeout: 10_000 };

it('reloads a folder, also one that the build empties first', async () => {
  const folder = await temporaryFolder(onTestFinished);
  await writeFile(join(folder, 'manifest.json'), manifest('1.0.0'));
  const { said, version } = await watched(folder);
  await rm(join(folder, 'manifest.json'));
  await mkdir(join(folder, 'widgets'));
  await writeFile(join(folder, 'manifest.json'), manifest('1.0.1'));
  await vi.waitUntil(() => version()[0] === '1.0.1', patience);
  await vi.waitUntil(() => said.includes('hello 1.0.1 was installed again'), patience);
});

it('keeps the version before when a script is broken', async () => {
  const folder = await temporaryFolder(onTestFinished);
  await writeFile(join(folder, 'manifest.json'), manifest('1.0.0'));
  const { said, version } = await watched(folder);
  await writeFile(join(folder, 'broken.js'), 'throw new Error("out of order")');
  await vi.waitUntil(() => said.length > 0, patience);
  expect(said[0]).toMatch(/^The version before stays: .*broken\.js could not be loaded: .*out of order/);
  expect(version()).toEqual(['1.0.0']);
});

it('reloads a ZIP that is replaced', async () => {
  const folder = await temporaryFolder(onTestFinished);
  const path = join(folder, 'app.zip');
  await writeFile(path, zip(smallApp()));
  const { version } = await watched(path);
  await writeFile(path, zip(new Map([...smallApp(), ['manifest.json', Buffer.from(manifest('2.0.0'))]])));
  await vi.waitUntil(() => version()[0] === '2.0.0', patience);
});
