/** Runs what was scheduled: the HTTP call outside any transaction, then the function in one of its own (youtrack-platform §3). */

import { setImmediate } from 'node:timers/promises';
import type { Transaction } from '../model/transaction.ts';
import type { OutboundAnswer, OutboundCall } from '../script/types.ts';
import type { AsyncCallsHost } from './async-calls-host.ts';
import { obstacleTo } from './async-obstacles.ts';
import type { AsyncJob, AsyncQueue } from './async-queue.ts';
import type { Execution } from './execution.ts';
import type { InFlightReport } from './in-flight.ts';
import { InFlight } from './in-flight.ts';
import { Interrupted } from './overlaps.ts';
import type { PacedCall } from './pace.ts';
import { durationOf } from './pace.ts';
import type { Opened } from './runner.ts';
import type { Running } from './threads.ts';
import { Threads } from './threads.ts';
import { traceOf } from './thrown.ts';
import { earlier } from './times.ts';

/** Jobs that run before anything else of this process gets a turn. */
const BURST = 100;

export class AsyncCalls {
  private readonly threads: Threads;
  private readonly inFlight: InFlight;
  /** What has been sent and is not answered; after a restart the answers reach nobody, but the other side gets them. */
  private readonly sending = new Set<Promise<void>>();
  private isClosed = false;

  constructor(
    private readonly queue: AsyncQueue,
    private readonly host: AsyncCallsHost,
  ) {
    this.threads = new Threads(host.pace.threads);
    this.inFlight = new InFlight(host.pace.callsInFlight);
  }

  /** When something is due or ends. Undefined: nothing is, or all threads wait for an answer of another process. */
  nextDue(): number | undefined {
    if (this.isClosed) return undefined;
    return earlier(this.threads.nextEnd(), this.threads.areBusy ? undefined : this.queue.nextDue());
  }

  report(): InFlightReport {
    return this.inFlight.report();
  }

  /**
   * Runs everything that is due, and what that schedules for now, until nothing is due and all that was sent is
   * answered. What ends later on the clock stays under way.
   * @throws Error when the pace of a call is no number.
   */
  async settle(): Promise<void> {
    while (!this.isClosed) {
      const hasMore = this.work();
      if (hasMore) {
        await setImmediate();
        continue;
      }
      this.host.arm();
      if (this.sending.size === 0) return;
      await Promise.race(this.sending);
    }
  }

  /** Answers to calls under way reach nobody; a persistent function that was running is recovered. */
  loseMemory(): void {
    for (const { job } of this.threads.clear()) if (job.http === null) this.queue.putBack(job);
    this.inFlight.lose();
    this.queue.loseMemory();
  }

  close(): void {
    this.isClosed = true;
    this.loseMemory();
  }

  /** In bursts, so that functions that schedule each other without end leave others a turn. True: there is more. */
  private work(): boolean {
    for (let steps = 0; steps < BURST; steps += 1) if (!this.step()) return false;
    return true;
  }

  /** Ends what has ended, before anything new begins. False: there is nothing to do. */
  private step(): boolean {
    const now = this.host.now();
    const ended = this.threads.takeEnded(now);
    if (ended !== undefined) {
      this.end(ended);
      return true;
    }
    const job = this.threads.areBusy ? undefined : this.queue.takeDue(now);
    if (job === undefined) return false;
    if (job.http === null) this.beginFunction(job, null);
    else this.beginCall(job, job.http);
    return true;
  }

  private end({ job, stage, answer }: Running): void {
    if (stage === 'function') {
      this.runFunction(job, answer);
      return;
    }
    this.inFlight.end();
    this.beginFunction(job, answer);
  }

  private beginCall(job: AsyncJob, call: OutboundCall): void {
    const obstacle = obstacleTo(job, this.host);
    if (obstacle !== null) {
      this.skip(job, obstacle);
      return;
    }
    const { app, script } = job.entry;
    const began = this.host.now();
    const running: Running = { job, stage: 'call', answer: null, endsAt: null };
    this.threads.begin(running);
    const excess = this.inFlight.begin();
    if (excess !== null) this.host.log(app, script, 'warn', excess);
    const sending = this.host.outbound
      .send(call, { app, script })
      .then((answer) => {
        if (!this.threads.has(running)) return;
        const endsAt = began + durationOf(this.host.pace, pacedCall(app, call, answer));
        this.threads.replace(running, { ...running, answer, endsAt });
      })
      .finally(() => this.sending.delete(sending));
    this.sending.add(sending);
  }

  private beginFunction(job: AsyncJob, answer: OutboundAnswer | null): void {
    const { functionMs } = this.host.pace;
    if (functionMs === 0) this.runFunction(job, answer);
    else this.threads.begin({ job, stage: 'function', answer, endsAt: this.host.now() + functionMs });
  }

  private runFunction(job: AsyncJob, answer: OutboundAnswer | null): void {
    const obstacle = obstacleTo(job, this.host);
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
}

function pacedCall(app: string, { method, url, body }: OutboundCall, answer: OutboundAnswer): PacedCall {
  const isAnswer = answer.kind === 'answer';
  return {
    ...{ app, method, url, body },
    status: isAnswer ? answer.code : null,
    exception: isAnswer ? null : answer.exception,
    answer: isAnswer ? answer.body : null,
  };
}
