/** Lets the timed transitions of state machines happen, each in a transaction of its own as the Workflow User. */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { Execution } from './execution.ts';
import { Interrupted } from './overlaps.ts';
import type { StateMachines } from './state-machines.ts';
import { messageOf } from './thrown.ts';
import type { Timer } from './timers.ts';
import { Timers } from './timers.ts';

export interface MachineTimersHost {
  readonly machines: StateMachines;
  now(): number;
  read<T>(work: (tx: Transaction) => T): T;
  /** @returns null once it is kept; a promise of that while it is held. */
  transact(work: (tx: Transaction) => void): Promise<unknown> | null;
  log(app: string, script: string, level: 'warn' | 'error', text: string): void;
}

export class MachineTimers {
  private readonly timers = new Timers();

  constructor(private readonly host: MachineTimersHost) {}

  /** To be called with what has been committed. Drafts and deleted issues have no timers (youtrack-platform §2). */
  add(execution: Execution): void {
    const { entered, app, script } = execution;
    if (entered === null) return;
    const { issue, events } = entered;
    const dueTimes = this.hasTimers(issue) ? events : [];
    const now = this.host.now();
    this.timers.replace(
      { app, script, issue },
      dueTimes.map(({ event, after }) => ({ app, script, issue, event, dueAt: now + after })),
    );
  }

  nextDue(): number | undefined {
    return this.timers.nextDue();
  }

  runDue(): void {
    for (let timer = this.takeDue(); timer; timer = this.takeDue()) this.run(timer);
  }

  forget(app: string): void {
    this.timers.forget(app);
  }

  private takeDue(): Timer | undefined {
    return this.timers.takeDue(this.host.now());
  }

  private run({ app, script, issue, event }: Timer): void {
    const complain = (error: unknown): void => {
      if (error instanceof Interrupted) return;
      this.host.log(app, script, 'error', `"${event}" failed on ${issue}: ${messageOf(error)}`);
    };
    const field = this.hasTimers(issue)
      ? this.host.read((tx) => this.host.machines.fieldOf(tx, issue, app, script))
      : undefined;
    if (field === undefined) {
      this.host.log(app, script, 'warn', `"${event}" is skipped: nothing manages ${issue} any more`);
      return;
    }
    try {
      this.host
        .transact((tx) => this.host.machines.fire(tx, tx.user, issue, field, event, false))
        ?.catch(complain);
    } catch (error) {
      complain(error);
    }
  }

  private hasTimers(issue: EntityId): boolean {
    return this.host.read((tx) => tx.exists(issue) && tx.get(issue, 'reported') !== false);
  }
}
