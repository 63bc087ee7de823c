/** The command as a process of its own, started from a folder that knows nothing of this repository. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../bin/youtrack-client-mock.mjs', import.meta.url));

const ReadySchema = v.strictObject({
  url: v.string(),
  users: v.array(
    v.strictObject({
      login: v.string(),
      token: v.string(),
      roles: v.array(v.strictObject({ role: v.string(), project: v.optional(v.string()) })),
    }),
  ),
});

export interface Command {
  readonly ready: v.InferOutput<typeof ReadySchema>;
  /** REST as a user of the seed. */
  as(login: string): (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** @returns exit code and signal. */
  end(signal: NodeJS.Signals): Promise<unknown>;
}

/** What a run that ended by itself left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function launch(args: readonly string[]) {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended };
}

export async function start(...args: readonly string[]): Promise<Command> {
  const { child, ended } = launch(args);
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then(() => reject(new Error(`It ended: ${complaint}`)));
  });
  const ready = v.parse(v.pipe(v.string(), v.parseJson(), ReadySchema), line);
  return {
    ready,
    as(login) {
      const token = ready.users.find((user) => user.login === login)?.token ?? '';
      return async (path) => {
        const headers = { authorization: `Bearer ${token}` };
        const response = await fetch(`${ready.url}/api/${path}`, { headers });
        return { status: response.status, body: await response.json() };
      };
    },
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

export async function runToEnd(...args: readonly string[]): Promise<Ended> {
  const { child } = launch(args);
  const read = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    read.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    read.stderr += String(chunk);
  });
  await once(child, 'close');
  return { code: child.exitCode, ...read };
}
