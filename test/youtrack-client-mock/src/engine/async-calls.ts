/** Runs what was scheduled: the HTTP call outside any transaction, then the function in one of its own (youtrack-platform §3). */

import { flagOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { Outbound, OutboundAnswer } from '../script/types.ts';
import type { AppRegistry } from './apps.ts';
import type { AsyncJob, AsyncQueue } from './async-queue.ts';
import type { Execution } from './execution.ts';
import type { Opened, Runner } from './runner.ts';

/** YouTrack uses `max(2, cpus/8)` threads. */
const THREADS = 2;

export interface AsyncCallsHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  readonly outbound: Outbound;
  now(): number;
  read<T>(work: (tx: Transaction) => T): T;
  /** One transaction of a script, with the on-change rules; nothing is kept when `work` throws. */
  transact(user: string, work: (tx: Transaction) => Execution): void;
  log(app: string, script: string, level: 'warn' | 'error', text: string): void;
}

export class AsyncCalls {
  private readonly inFlight = new Set<Promise<void>>();
  private generation = 0;

  constructor(
    private readonly queue: AsyncQueue,
    private readonly host: AsyncCallsHost,
  ) {}

  /** Runs everything that is due, and what that schedules for now, until nothing is due and nothing under way. */
  async settle(): Promise<void> {
    for (;;) {
      this.startDue();
      if (this.inFlight.size === 0) return;
      await Promise.race(this.inFlight);
    }
  }

  /** Calls under way are forgotten: their answers reach nobody. */
  loseMemory(): void {
    this.generation += 1;
    this.queue.loseMemory();
  }

  private startDue(): void {
    while (this.inFlight.size < THREADS) {
      const job = this.queue.takeDue(this.host.now());
      if (job === undefined) return;
      if (job.http === null) this.runFunction(job, null);
      else this.startHttp(job, job.http);
    }
  }

  private startHttp(job: AsyncJob, call: NonNullable<AsyncJob['http']>): void {
    const { generation } = this;
    const running = this.host.outbound
      .send(call, { app: job.entry.app, script: job.entry.script })
      .then((answer) => {
        if (generation === this.generation) this.runFunction(job, answer);
      })
      .finally(() => this.inFlight.delete(running));
    this.inFlight.add(running);
  }

  private runFunction(job: AsyncJob, answer: OutboundAnswer | null): void {
    const { app: appName, script } = job.entry;
    const obstacle = this.obstacle(job);
    if (obstacle !== null) {
      this.host.log(appName, script, 'warn', `${job.functionName} is skipped: ${obstacle}`);
      return;
    }
    try {
      this.host.transact(job.entry.user, (tx) => this.call(tx, job, answer));
    } catch (error) {
      this.host.log(appName, script, 'error', `${job.functionName} failed: ${describe(error)}`);
    }
  }

  private call(tx: Transaction, job: AsyncJob, answer: OutboundAnswer | null): Execution {
    const app = this.host.apps.get(job.entry.app);
    const script = app?.runtime.scripts.get(job.entry.script);
    const work = app?.runtime.asyncFunctions(job.entry.script)[job.functionName];
    if (app === undefined || script === undefined || work === undefined) {
      throw new Error('the function is gone');
    }
    const opened: Opened = this.host.runner.open({
      app,
      script,
      entry: job.entry,
      tx,
      insideEdit: false,
      hop: job.hop,
      inherited: job.values,
      parts: answer === null ? [] : [['response', app.runtime.asyncResponse(answer)]],
    });
    opened.call(work);
    return opened.execution;
  }

  /** Why YouTrack would not run it; null when nothing stands in the way. */
  private obstacle({ entry }: AsyncJob): string | null {
    const app = this.host.apps.get(entry.app);
    if (app === undefined) return 'the app is gone';
    if (!this.host.apps.isActive(app, entry.project))
      return 'the app is disabled, detached or lacks settings';
    return this.host.read((tx) => flagOf(tx, entry.user, 'banned')) ? 'its user is banned' : null;
  }
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  return String(Reflect.get(Object(error), 'stack') ?? error);
}
