/** Transitions of state machines that happen by themselves after a while. Storage: they survive a restart. */
import type { EntityId } from '../model/types.ts';

export interface Timer {
  readonly app: string;
  readonly script: string;
  readonly issue: EntityId;
  readonly event: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

export class Timers {
  private timers: Timer[] = [];

  /** What waited for the same issue and machine is dropped: the issue is in another state now (youtrack-platform §2). */
  replace(of: Pick<Timer, 'app' | 'script' | 'issue'>, timers: readonly Timer[]): void {
    const others = this.timers.filter(
      ({ app, script, issue }) => app !== of.app || script !== of.script || issue !== of.issue,
    );
    this.timers = [...others, ...timers].sort((left, right) => left.dueAt - right.dueAt);
  }

  nextDue(): number | undefined {
    return this.timers[0]?.dueAt;
  }

  takeDue(now: number): Timer | undefined {
    const [first] = this.timers;
    return first !== undefined && first.dueAt <= now ? this.timers.shift() : undefined;
  }

  forget(removedApp: string): void {
    this.timers = this.timers.filter(({ app }) => app !== removedApp);
  }
}
