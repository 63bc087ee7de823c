/** What waits to be called later: `invokeAsync` is storage and survives a restart, HTTP is memory (youtrack-platform §3). */
import type { OutboundCall } from '../script/types.ts';
import type { Entry, Execution, StoredValue } from './execution.ts';

export interface AsyncJob {
  readonly entry: Entry;
  readonly functionName: string;
  /** Of the function that will run; the first is 1. */
  readonly hop: number;
  readonly values: ReadonlyMap<string, StoredValue>;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly deduplicationKey: string | null;
  /** Null for `invokeAsync`. */
  readonly http: OutboundCall | null;
}

export class AsyncQueue {
  private jobs: AsyncJob[] = [];

  /** Takes over what a committed execution has scheduled, if anything. */
  add(execution: Execution, now: number): void {
    const { scheduled, entry } = execution;
    if (scheduled === null) return;
    const job: AsyncJob = {
      entry,
      functionName: scheduled.functionName,
      hop: execution.hop + 1,
      values: execution.values,
      dueAt: now + scheduled.delayMs,
      deduplicationKey: scheduled.deduplicationKey,
      http: scheduled.http,
    };
    this.jobs = this.jobs.filter((waiting) => !isReplaced(waiting, job));
    this.jobs.push(job);
  }

  /** The job that has been due the longest; undefined when none is. */
  takeDue(now: number): AsyncJob | undefined {
    const earliest = this.jobs.reduce<AsyncJob | undefined>(
      (best, job) => (best === undefined || job.dueAt < best.dueAt ? job : best),
      undefined,
    );
    if (earliest === undefined || earliest.dueAt > now) return undefined;
    this.jobs = this.jobs.filter((job) => job !== earliest);
    return earliest;
  }

  /** When the next job becomes due; undefined when nothing waits. */
  nextDue(): number | undefined {
    return this.jobs.length === 0 ? undefined : Math.min(...this.jobs.map(({ dueAt }) => dueAt));
  }

  loseMemory(): void {
    this.jobs = this.jobs.filter(({ http }) => http === null);
  }
}

/** A key counts within one entry configuration, a script in a project, and only for what is persisted. */
function isReplaced(waiting: AsyncJob, job: AsyncJob): boolean {
  return (
    job.deduplicationKey !== null &&
    waiting.deduplicationKey === job.deduplicationKey &&
    waiting.http === null &&
    waiting.entry.app === job.entry.app &&
    waiting.entry.script === job.entry.script &&
    waiting.entry.project === job.entry.project
  );
}
