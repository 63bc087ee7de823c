/**
 * Two transactions that overlap on purpose: the first is held before its commit, a second one reads the state without
 * it and commits, then the first is replayed over the newer state, run again, or refused (youtrack-platform §2, §15).
 */
import type { Transaction } from '../model/transaction.ts';
import type { Keyed } from './async-queue.ts';
import type { Collision } from './collisions.ts';
import type { InterleaveOptions, InterleaveReport } from './requests.ts';
import { KeyConflict, ValueNotUnique } from './types.ts';

/** Milliseconds of real time after which a held transaction waits no longer for a second one. */
const LONGEST_HOLD_MS = 5_000;

/** A transaction whose scripts have run and that is not kept yet. */
export interface Attempt<T> {
  readonly tx: Transaction;
  readonly result: T;
  /** What it schedules and what other transactions may see of that. */
  readonly keyed: readonly Keyed[];
  /** Keeps it, and what it scheduled. */
  commit(): void;
}

export interface Outcome<T> {
  readonly result: T;
  /** Null when it is kept already. Else resolves once it is, with what the scripts came to then. */
  readonly later: Promise<T> | null;
}

/** A held transaction that a restart has lost. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

interface Held {
  readonly attempt: Attempt<unknown>;
  readonly replay: boolean;
  readonly timer: NodeJS.Timeout;
  finish(isRunAgain: boolean): void;
  refuse(error: unknown): void;
  /** Called at once when it is lost. */
  lost(): void;
}

export class Overlaps {
  private armed: InterleaveOptions | null = null;
  private held: Held | null = null;
  private readonly counts = { overlaps: 0, conflicts: 0, refused: 0, notUnique: 0, keyConflicts: 0 };

  constructor(private readonly collision: Collision) {}

  arm(options: InterleaveOptions): void {
    this.armed = options;
  }

  report(): InterleaveReport {
    return { armed: this.armed !== null, held: this.held !== null, ...this.counts };
  }

  /**
   * Only transactions that write can be held, or make the held one go on; so does a call under a key where keys may
   * conflict.
   * @param begin runs the scripts on the state as it is; throws when they refuse.
   * @param lost is called when a restart comes while it is held.
   */
  run<T>(begin: () => Attempt<T>, lost: () => void): Outcome<T> {
    const attempt = begin();
    const { result, tx, keyed } = attempt;
    if (!tx.hasWrites() && keyed.length === 0) {
      attempt.commit();
      return { result, later: null };
    }
    const { armed } = this;
    if (armed !== null && this.held === null) {
      this.armed = null;
      const later = this.hold(attempt, begin, armed.replay, lost);
      armed.meanwhile?.();
      return { result, later };
    }
    attempt.commit();
    this.release(attempt);
    return { result, later: null };
  }

  /** The transaction that is held, to be told apart from a later one. */
  waiting(): Transaction | null {
    return this.held?.attempt.tx ?? null;
  }

  /**
   * Lets the held transaction go on. False: there was none.
   * @param second the transaction that committed before it; null when none did.
   */
  release(second: Attempt<unknown> | null = null): boolean {
    const held = this.takeHeld();
    if (held === null) return false;
    if (second !== null) this.counts.overlaps += 1;
    if (second !== null && held.attempt.tx.conflictsWith(second.tx)) this.counts.conflicts += 1;
    try {
      const collision = second === null ? null : this.collision(held.attempt, second);
      if (collision !== null) throw collision;
      held.finish(second !== null && !held.replay);
    } catch (error) {
      this.counts.refused += 1;
      if (error instanceof ValueNotUnique) this.counts.notUnique += 1;
      if (error instanceof KeyConflict) this.counts.keyConflicts += 1;
      held.refuse(error);
    }
    return true;
  }

  /** The held transaction is lost, as everything that is not committed. */
  loseMemory(): void {
    this.armed = null;
    const held = this.takeHeld();
    held?.lost();
    held?.refuse(new Interrupted('YouTrack was stopped before the change was kept'));
  }

  private hold<T>(
    attempt: Attempt<T>,
    begin: () => Attempt<T>,
    replay: boolean,
    lost: () => void,
  ): Promise<T> {
    attempt.tx.hold();
    return new Promise((resolve, reject) => {
      this.held = {
        attempt,
        replay,
        timer: setTimeout(() => this.release(), LONGEST_HOLD_MS).unref(),
        finish(isRunAgain) {
          const final = isRunAgain ? begin() : attempt;
          final.commit();
          resolve(final.result);
        },
        refuse: reject,
        lost,
      };
    });
  }

  private takeHeld(): Held | null {
    const { held } = this;
    clearTimeout(held?.timer);
    this.held = null;
    return held;
  }
}
