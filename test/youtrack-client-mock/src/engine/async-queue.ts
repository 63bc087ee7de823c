/** What waits to be called later: `invokeAsync` is storage and survives a restart, HTTP is memory (youtrack-platform §3). */
import type { OutboundCall } from '../script/types.ts';
import type { Entry, Execution, StoredValue } from './execution.ts';

/** What may share a deduplication key. */
export interface Keyed {
  readonly entry: Pick<Entry, 'app' | 'script' | 'project'>;
  readonly deduplicationKey: string | null;
  /** Null for `invokeAsync`. */
  readonly http: OutboundCall | null;
}

export interface AsyncJob extends Keyed {
  readonly entry: Entry;
  readonly functionName: string;
  /** Of the function that will run; the first is 1. */
  readonly hop: number;
  readonly values: ReadonlyMap<string, StoredValue>;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

export class AsyncQueue {
  /** What is due first comes first; among equals, what was scheduled first. */
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
    if (job.deduplicationKey !== null) {
      this.jobs = this.jobs.filter((waiting) => !sharesKey(waiting, job));
    }
    this.putBack(job);
  }

  putBack(job: AsyncJob): void {
    this.jobs.splice(this.placeOf(job.dueAt), 0, job);
  }

  /** The job that has been due the longest; undefined when none is. */
  takeDue(now: number): AsyncJob | undefined {
    const [first] = this.jobs;
    return first !== undefined && first.dueAt <= now ? this.jobs.shift() : undefined;
  }

  /** When the next job becomes due; undefined when nothing waits. */
  nextDue(): number | undefined {
    return this.jobs[0]?.dueAt;
  }

  forget(app: string): void {
    this.jobs = this.jobs.filter(({ entry }) => entry.app !== app);
  }

  loseMemory(): void {
    this.jobs = this.jobs.filter(({ http }) => http === null);
  }

  /** Where the jobs begin that are due later than `time`. */
  private placeOf(time: number): number {
    let [low, high] = [0, this.jobs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.jobs[middle]?.dueAt ?? time) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A key counts within one entry configuration, a script in a project, and only for what is persisted. */
export function sharesKey(one: Keyed, other: Keyed): boolean {
  return (
    other.deduplicationKey !== null &&
    one.deduplicationKey === other.deduplicationKey &&
    one.http === null &&
    one.entry.app === other.entry.app &&
    one.entry.script === other.entry.script &&
    one.entry.project === other.entry.project
  );
}
