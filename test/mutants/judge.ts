/**
 * Lets a process of its own run the tests on a mutant, for a limited time. Only what the tests say counts: a process
 * that fails in any other way is an error, never a killed mutant.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { type Answer, AnswerSchema, type Order } from './messages.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
/** Of a mutant that keeps everything it makes, in MB. */
const HEAP = 1_024;

export class Judge {
  private child: ChildProcess | null = null;
  private isOver = false;

  /**
   * @param limitMs how long the tests may take; the start of the process is not counted.
   * @returns null when the tests did not end in time, or used up the memory. The next order starts a new process.
   * @throws Error when the process fails by itself, or after {@link end}.
   */
  async run(order: Order, limitMs: number): Promise<Answer | null> {
    if (this.isOver) throw new Error('There is nothing left to judge');
    const child = this.child ?? (await start());
    this.child = child;
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    const answer = await new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve);
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        if (signal !== null) resolve(null);
        else reject(new Error(`The process that runs the tests ended with ${code}`));
      });
      child.send(order);
    });
    clearTimeout(timer);
    child.removeAllListeners();
    if (answer !== null) return v.parse(AnswerSchema, answer);
    this.child = null;
    return null;
  }

  async end(): Promise<void> {
    this.isOver = true;
    if (this.child === null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

/** @throws Error when it ends before it is ready. */
async function start(): Promise<ChildProcess> {
  const child = fork(WORKER, {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [code] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (child.exitCode !== null)
    throw new Error(`The process that runs the tests ended with ${code} at its start`);
  return child;
}
