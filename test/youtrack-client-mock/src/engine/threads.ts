/** What runs on the threads for asynchronous work right now, and when each of it ends on this YouTrack's clock. */
import type { OutboundAnswer } from '../script/types.ts';
import type { AsyncJob } from './async-queue.ts';

export interface Running {
  readonly job: AsyncJob;
  /** A job with a call is first that, then the function that gets its answer, on the same thread. */
  readonly stage: 'call' | 'function';
  /** Null for a function without a call, and until the answer is there. */
  readonly answer: OutboundAnswer | null;
  /** Milliseconds since the epoch; null until the answer is there. */
  readonly endsAt: number | null;
}

export class Threads {
  /** In the order in which they began. */
  private running: readonly Running[] = [];

  constructor(private readonly most: number) {}

  get areBusy(): boolean {
    return this.running.length >= this.most;
  }

  begin(running: Running): void {
    this.running = [...this.running, running];
  }

  /** False once it has been lost. */
  has(running: Running): boolean {
    return this.running.includes(running);
  }

  replace(old: Running, running: Running): void {
    this.running = this.running.map((one) => (one === old ? running : one));
  }

  /** Frees the thread whose work ended first, if any has ended. */
  takeEnded(now: number): Running | undefined {
    const first = this.first();
    if (first === undefined || first.endsAt > now) return undefined;
    this.running = this.running.filter((one) => one !== first.running);
    return first.running;
  }

  /** When the next thread is free; undefined when none is in use, or only for answers that are still awaited. */
  nextEnd(): number | undefined {
    return this.first()?.endsAt;
  }

  /** Ends everything. */
  clear(): readonly Running[] {
    const { running } = this;
    this.running = [];
    return running;
  }

  private first(): { readonly running: Running; readonly endsAt: number } | undefined {
    const ending = this.running.flatMap((running) =>
      running.endsAt === null ? [] : [{ running, endsAt: running.endsAt }],
    );
    return ending.reduce<(typeof ending)[number] | undefined>(
      (first, one) => (first === undefined || one.endsAt < first.endsAt ? one : first),
      undefined,
    );
  }
}
