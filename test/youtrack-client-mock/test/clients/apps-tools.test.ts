/** JetBrains' own command line, unchanged: uploads, lists and downloads an app. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { smallApp } from '../cli/small-app.ts';
import { temporaryFolder } from '../cli/temporary-folder.ts';
import type { World } from '../rest/support/world.ts';
import { start } from '../rest/support/world.ts';

const COMMAND = join(
  dirname(createRequire(import.meta.url).resolve('@jetbrains/youtrack-apps-tools/package.json')),
  'bin/youtrack-app',
);

/** What the command said. It writes its ZIP into the temporary folder under a fixed name. */
async function run({ server }: World, folder: string, args: readonly string[]): Promise<string> {
  const token = server.users.find(({ login }) => login === 'admin')?.token ?? '';
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [COMMAND, ...args, '--host', server.url, '--token', token],
    { cwd: folder, env: { ...process.env, TMPDIR: folder } },
  );
  return stdout;
}

it('uploads a folder, lists what is installed, and downloads it again', async () => {
  const world = await start();
  const folder = await temporaryFolder(onTestFinished);
  const source = join(folder, 'app');
  await mkdir(source);
  for (const [path, content] of smallApp()) await writeFile(join(source, path), content);

  await run(world, folder, ['upload', source]);
  expect(world.server.youTrack.apps.list()).toMatchObject([{ name: 'hello', version: '1.0.0' }]);

  expect(await run(world, folder, ['list'])).toContain('hello');

  await run(world, folder, ['download', 'hello', '--output', join(folder, 'downloaded')]);
  for (const [path, content] of smallApp()) {
    expect(await readFile(join(folder, 'downloaded', 'hello', path))).toEqual(Buffer.from(content));
  }
});

it('leads to the settings of the app after an upload', async () => {
  const world = await start();
  const folder = await temporaryFolder(onTestFinished);
  const source = join(folder, 'app');
  await mkdir(source);
  for (const [path, content] of smallApp()) await writeFile(join(source, path), content);

  const [link = ''] = /http\S+/.exec(await run(world, folder, ['upload', source])) ?? [];
  expect(link).toMatch(/\/admin\/apps\?selected=.+&tab=settings$/);
  const page = await fetch(link, { headers: { cookie: 'session=admin' } });
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringMatching(/<details data-test="app-hello" open[^>]*>[\s\S]*<textarea name="values"/),
  ]);
});
