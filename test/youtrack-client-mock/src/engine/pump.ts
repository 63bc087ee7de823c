/** Runs what is due: at once when asked, step by step along a virtual clock, by itself along a real one. */
import type { AsyncCalls } from './async-calls.ts';
import type { Clock } from './clock.ts';
import type { MachineTimers } from './machine-timers.ts';
import type { Schedules } from './schedules.ts';
import { earlier } from './times.ts';

/** The longest a timer of Node can wait. */
const LONGEST_TIMER_MS = 2_147_483_647;

export interface PumpParts {
  readonly clock: Clock;
  readonly calls: AsyncCalls;
  readonly schedules: Schedules;
  readonly timers: MachineTimers;
  /** The transaction that is held, if one is. */
  waiting(): object | null;
  /** Lets it go on; false: there was none. */
  release(): boolean;
}

export class Pump {
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly parts: PumpParts) {}

  /** Runs what is due until nothing is, and lets a held transaction go on, with what that makes due. */
  async settle(): Promise<void> {
    do await this.runDue();
    while (this.parts.release());
  }

  /**
   * Rejects on a real clock. A transaction that is held already waits on the way for a second one, at the latest until
   * the end; one that begins on the way stays held.
   */
  async advance(ms: number): Promise<void> {
    const { clock, waiting, release } = this.parts;
    const held = waiting();
    const { moveTo } = clock;
    if (moveTo === undefined) throw new Error('A real clock cannot be advanced');
    const target = clock.now() + ms;
    do {
      await this.runDue();
      for (let next = this.nextDue(); next !== undefined && next <= target; next = this.nextDue()) {
        moveTo(next);
        await this.runDue();
      }
      moveTo(target);
    } while (held !== null && held === waiting() && release());
  }

  private async runDue(): Promise<void> {
    this.parts.timers.runDue();
    this.parts.schedules.runDue();
    this.arm();
    await this.parts.calls.settle();
  }

  /** To be called after every change: sees to it that a real clock runs what has just been scheduled. */
  arm(): void {
    const { clock } = this.parts;
    if (clock.moveTo !== undefined || this.isClosed) return;
    clearTimeout(this.timer);
    const next = this.nextDue();
    if (next === undefined) return;
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, next - clock.now()));
    this.timer = setTimeout(() => {
      this.runDue().catch((error: unknown) =>
        console.error('youtrack-client-mock: scheduled work failed unexpectedly:', error),
      );
    }, wait).unref();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private nextDue(): number | undefined {
    const { calls, schedules, timers } = this.parts;
    return earlier(calls.nextDue(), earlier(schedules.nextDue(), timers.nextDue()));
  }
}
