/** Whatever a test leaves behind fails the test by its own name. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { ownFolder } from '../fixtures/folder.ts';

const ReportSchema = v.object({
  testResults: v.array(
    v.object({
      assertionResults: v.array(
        v.object({ title: v.string(), status: v.string(), failureMessages: v.array(v.string()) }),
      ),
    }),
  ),
});

const results = new Map<string, { readonly status: string; readonly message: string }>();

beforeAll(async () => {
  const report = join(await ownFolder('leaks'), 'report.json');
  const vitest = join(PROJECT_ROOT, 'node_modules/vitest/vitest.mjs');
  const config = join(PROJECT_ROOT, 'test/ownership/vitest.config.ts');
  const ran = promisify(execFile)(
    process.execPath,
    [vitest, 'run', '--config', config, '--reporter=json', `--outputFile=${report}`],
    { cwd: PROJECT_ROOT },
  );
  await expect(ran).rejects.toMatchObject({ code: 1 });
  const { testResults } = v.parse(ReportSchema, JSON.parse(await readFile(report, 'utf8')));
  for (const { title, status, failureMessages } of testResults.flatMap((file) => file.assertionResults)) {
    results.set(title, { status, message: failureMessages.join('\n') });
  }
}, 120_000);

describe('a test fails by its name when it leaves behind', () => {
  it.each([
    ['a route that fails', 'left a promise that was rejected, and nothing handles it: Error: of the route'],
    ['a route that answers after the test has closed its page', 'left a promise that was rejected'],
    ['a route that never ends', 'a page did not end: a route was still being answered'],
    ['a server', 'left a server running'],
    ['a process', 'left a process running'],
    ['a watcher of files', 'left a watcher of files running'],
    ['a timer', 'left a timer running, set at'],
    [
      'a promise that is rejected',
      'left a promise that was rejected, and nothing handles it: Error: of the promise',
    ],
    ['something that does not end', 'the thing did not end: stuck'],
  ])('%s', (title, message) => {
    expect(results.get(title)).toEqual({ status: 'failed', message: expect.stringContaining(message) });
    expect(results.get(title)?.message).toContain(title);
  });
});

it('a test passes when what it opened has ended', () => {
  const clean = [...results].filter(([title]) => title.startsWith('nothing: '));
  expect(clean.map(([, { status, message }]) => [status, message])).toEqual([
    ['passed', ''],
    ['passed', ''],
  ]);
});
