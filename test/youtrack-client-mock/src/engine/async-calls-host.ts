/** What running asynchronous calls needs of the YouTrack around it. */
import type { Transaction } from '../model/transaction.ts';
import type { Outbound } from '../script/types.ts';
import type { AppRegistry } from './apps.ts';
import type { Execution } from './execution.ts';
import type { Pace } from './pace.ts';
import type { Runner } from './runner.ts';

export interface AsyncCallsHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  readonly outbound: Outbound;
  /** Whether a function that schedules a call under the key it runs under is cancelled. */
  readonly ownKeyCancels: boolean;
  readonly pace: Pace;
  now(): number;
  read<T>(work: (tx: Transaction) => T): T;
  /**
   * One transaction of a script, with the on-change rules; nothing is kept when `work` throws.
   * @param lost is called when a restart comes before it is kept.
   * @returns null once it is kept; a promise of that while it is held.
   */
  transact(user: string, work: (tx: Transaction) => Execution, lost: () => void): Promise<unknown> | null;
  log(app: string, script: string, level: 'warn' | 'error', text: string): void;
  /** To be called whenever there may be another time at which something is due. */
  arm(): void;
}
