/** The command line, as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const COMMAND = fileURLToPath(new URL('../bin/ducalis-sandbox.mjs', import.meta.url));

function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  return { child, ended, errors: () => errors };
}

test('says on one line that it is ready, serves, and ends on SIGTERM', { timeout: 30_000 }, async () => {
  const faults = JSON.stringify({
    rules: [{ match: { path: 'fields' }, fault: { kind: 'status', status: 503 } }],
  });
  const { child, ended } = run('--port', '0', '--token', 'mine', '--faults', faults);
  const [line] = await once(child.stdout, 'data');
  const ready: unknown = JSON.parse(String(line));
  expect(ready).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), token: 'mine' });
  const url = /http:[^"]+/.exec(String(line))?.[0];
  const headers = { Authorization: 'Bearer mine' };
  expect((await fetch(`${url}/api/boards`, { headers })).status).toBe(200);
  expect((await fetch(`${url}/api/boards/1/fields`, { headers })).status).toBe(503);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
  [[], /--port must be a number/],
  [['--port', '70000'], /--port must be a number/],
  [['--port', '0', '--nonsense'], /--nonsense/],
  [['--port', '0', '--faults', '{'], /--faults can't be used/],
  [['--port', '0', '--faults', '{"rules":[{"fault":{"kind":"x"}}]}'], /rules\.0\.fault\.kind/],
];

test.each(WRONG)(
  '%j is refused with a sentence and exit code 2',
  { timeout: 30_000 },
  async (args, sentence) => {
    const { ended, errors } = run(...args);
    expect(await ended).toEqual([2, null]);
    expect(errors()).toMatch(sentence);
  },
);
