/** Starts a command of this project as a process of its own and waits until it says, in one line of JSON, that it is ready. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { PROJECT_ROOT } from '../project.ts';

export interface Launched<Ready> {
  readonly ready: Ready;
  stop(): Promise<void>;
}

/**
 * @param script path from the project's root.
 * @throws Error with what the process said when it ends before it is ready, or says something else.
 */
export async function launch<Schema extends v.GenericSchema>(
  script: string,
  args: readonly string[],
  ready: Schema,
): Promise<Launched<v.InferOutput<Schema>>> {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGTERM');
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => process.off('exit', kill));
  const stop = async (): Promise<void> => {
    kill();
    await ended;
  };
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-4_000);
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    void ended.then(() => reject(new Error(`${script} ended before it was ready: ${complaint}`)));
  });
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ready), line);
  if (!parsed.success) {
    await stop();
    throw new Error(`${script} said something else than that it is ready: ${line}`);
  }
  return { ready: parsed.output, stop };
}
