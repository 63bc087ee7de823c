/** Runs what was scheduled: the HTTP call outside any transaction, then the function in one of its own (youtrack-platform §3). */

import { setImmediate } from 'node:timers/promises';
import { flagOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { Outbound, OutboundAnswer } from '../script/types.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { AppRegistry } from './apps.ts';
import type { AsyncJob, AsyncQueue } from './async-queue.ts';
import type { Execution } from './execution.ts';
import type { InstalledApp } from './installed-app.ts';
import { Interrupted } from './overlaps.ts';
import type { Opened, Runner } from './runner.ts';
import { traceOf } from './thrown.ts';

/** YouTrack uses `max(2, cpus/8)` threads. */
const THREADS = 2;

/** Jobs that run before anything else of this process gets a turn. */
const BURST = 100;

export interface AsyncCallsHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  readonly outbound: Outbound;
  /** Whether a function that schedules a call under the key it runs under is cancelled. */
  readonly ownKeyCancels: boolean;
  now(): number;
  read<T>(work: (tx: Transaction) => T): T;
  /**
   * One transaction of a script, with the on-change rules; nothing is kept when `work` throws.
   * @param lost is called when a restart comes before it is kept.
   * @returns null once it is kept; a promise of that while it is held.
   */
  transact(user: string, work: (tx: Transaction) => Execution, lost: () => void): Promise<unknown> | null;
  log(app: string, script: string, level: 'warn' | 'error', text: string): void;
}

export class AsyncCalls {
  private readonly inFlight = new Set<Promise<void>>();
  private generation = 0;
  /** Calls under way whose answers reach nobody since a restart; the other side still gets them. */
  private readonly lost = new Set<Promise<void>>();
  private isClosed = false;

  constructor(
    private readonly queue: AsyncQueue,
    private readonly host: AsyncCallsHost,
  ) {}

  /** True when a job that is due has to wait until a call under way is answered. */
  get isBusy(): boolean {
    return this.inFlight.size >= THREADS;
  }

  /** Runs everything that is due, and what that schedules for now, until nothing is due and nothing under way. */
  async settle(): Promise<void> {
    while (!this.isClosed) {
      const hasMore = this.startDue();
      if (hasMore) await setImmediate();
      else if (this.inFlight.size + this.lost.size > 0) await Promise.race([...this.inFlight, ...this.lost]);
      else return;
    }
  }

  /** Calls under way are forgotten: their answers reach nobody. */
  loseMemory(): void {
    this.generation += 1;
    for (const call of this.inFlight) this.lost.add(call);
    this.inFlight.clear();
    this.queue.loseMemory();
  }

  close(): void {
    this.isClosed = true;
    this.loseMemory();
  }

  /** In bursts, so that functions that schedule each other without end leave others a turn. True: there is more. */
  private startDue(): boolean {
    for (let started = 0; started < BURST; started += 1) {
      const job = this.isBusy ? undefined : this.queue.takeDue(this.host.now());
      if (job === undefined) return false;
      if (job.http === null) this.runFunction(job, null);
      else this.startHttp(job, job.http);
    }
    return true;
  }

  private startHttp(job: AsyncJob, call: NonNullable<AsyncJob['http']>): void {
    const obstacle = this.obstacle(job);
    if (obstacle !== null) {
      this.skip(job, obstacle);
      return;
    }
    const { generation } = this;
    const running = this.host.outbound
      .send(call, { app: job.entry.app, script: job.entry.script })
      .then((answer) => {
        if (generation === this.generation) this.runFunction(job, answer);
      })
      .finally(() => {
        this.inFlight.delete(running);
        this.lost.delete(running);
      });
    this.inFlight.add(running);
  }

  private runFunction(job: AsyncJob, answer: OutboundAnswer | null): void {
    const obstacle = this.obstacle(job);
    if (obstacle !== null) {
      this.skip(job, obstacle);
      return;
    }
    const complain = (error: unknown): void => {
      if (error instanceof Interrupted) return;
      const { app, script } = job.entry;
      this.host.log(app, script, 'error', `${job.functionName} failed: ${traceOf(error)}`);
    };
    try {
      const work = (tx: Transaction): Execution => this.call(tx, job, answer);
      // What is persistent is recovered by a restart, with its transaction not yet committed as well.
      const lost = (): void => {
        if (job.http === null) this.queue.putBack(job);
      };
      this.host.transact(job.entry.user, work, lost)?.catch(complain);
    } catch (error) {
      complain(error);
    }
  }

  private skip({ entry, functionName }: AsyncJob, obstacle: string): void {
    this.host.log(entry.app, entry.script, 'warn', `${functionName} is skipped: ${obstacle}`);
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
      forbiddenKey: this.host.ownKeyCancels ? job.deduplicationKey : null,
      parts: () => (answer === null ? [] : [['response', app.runtime.asyncResponse(answer)]]),
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
    if (this.host.read((tx) => flagOf(tx, entry.user, 'banned'))) return 'its user is banned';
    const script = app.runtime.scripts.get(entry.script);
    if (script === undefined) return null;
    if (this.isSwitchedOff(app, script, entry.project)) {
      return 'its rule is switched off, or its project is archived';
    }
    return this.host.read((tx) => this.host.runner.obstacle(tx, script, entry.project));
  }

  private isSwitchedOff(
    app: InstalledApp,
    { name, definition }: LoadedScript,
    project: EntityId | null,
  ): boolean {
    if (definition.kind !== 'rule' || project === null) return false;
    return !this.host.apps.standing(project, app, name).enabled;
  }
}
