/** Runs what is due: at once when asked, step by step along a virtual clock, by itself along a real one. */
import type { AsyncCalls } from './async-calls.ts';
import type { AsyncQueue } from './async-queue.ts';
import type { Clock } from './clock.ts';
import type { Schedules } from './schedules.ts';

/** The longest a timer of Node can wait. */
const LONGEST_TIMER_MS = 2_147_483_647;

export class Pump {
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly clock: Clock,
    private readonly queue: AsyncQueue,
    private readonly calls: AsyncCalls,
    private readonly schedules: Schedules,
  ) {}

  async settle(): Promise<void> {
    this.schedules.runDue();
    this.arm();
    await this.calls.settle();
  }

  /** Rejects on a real clock. */
  async advance(ms: number): Promise<void> {
    const { moveTo } = this.clock;
    if (moveTo === undefined) throw new Error('A real clock cannot be advanced');
    const target = this.clock.now() + ms;
    await this.settle();
    for (let next = this.nextDue(); next !== undefined && next <= target; next = this.nextDue()) {
      moveTo(next);
      await this.settle();
    }
    moveTo(target);
  }

  /** To be called after every change: sees to it that a real clock runs what has just been scheduled. */
  arm(): void {
    if (this.clock.moveTo !== undefined || this.isClosed) return;
    clearTimeout(this.timer);
    const next = this.nextTurn();
    if (next === undefined) return;
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, next - this.clock.now()));
    this.timer = setTimeout(() => {
      this.settle().catch((error: unknown) =>
        console.error('youtrack-client-mock: scheduled work failed unexpectedly:', error),
      );
    }, wait).unref();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private nextDue(): number | undefined {
    return earlier(this.queue.nextDue(), this.schedules.nextDue());
  }

  /** What is due already and waits for a thread is taken up when one is free, not by the clock. */
  private nextTurn(): number | undefined {
    const { queue, calls, clock, schedules } = this;
    return earlier(calls.isBusy ? queue.nextDue(clock.now()) : queue.nextDue(), schedules.nextDue());
  }
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
