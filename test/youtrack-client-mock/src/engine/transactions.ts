/** A read-write transaction from its beginning to what follows its commit: work, consequences, rules, scheduling. */
import type { Store } from '../model/store.ts';
import { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { Keyed } from './async-queue.ts';
import { type ChangeRulesHost, runChangeRules } from './change-rules.ts';
import { recordActivities, settleResolution, stampUpdated } from './consequences.ts';
import type { Execution } from './execution.ts';
import { type HiddenFieldsHost, settleHiddenFields } from './hidden-fields.ts';
import type { Outcome, Overlaps } from './overlaps.ts';

export interface Manner {
  readonly user: EntityId;
  /** Whether a user waits for this transaction. */
  readonly insideEdit: boolean;
  /** Whether `updated` and `updatedBy` follow. */
  readonly stamped: boolean;
  /** Whether it is the doing of an AI tool; it is not when absent. */
  readonly isMcpRequest?: boolean;
  /** Whether nobody is told of it; they are when absent. */
  readonly isSilent?: boolean;
  /** Whether what it schedules is dropped when it has written nothing; it is not when absent. */
  readonly dropsUnwritten?: boolean;
}

export interface Work<T> {
  readonly result: T;
  /** What ran in the transaction before the rules. */
  readonly executions: readonly Execution[];
  /** Nothing of it is kept, and nobody minds. */
  readonly isDropped?: boolean;
}

export interface TransactionsHost {
  readonly store: Store;
  readonly overlaps: Overlaps;
  readonly rules: Omit<ChangeRulesHost, 'settle'>;
  readonly hiddenFields: HiddenFieldsHost['hiddenFields'];
  /** Whether calls under the same key, scheduled by two transactions that overlap, conflict. */
  readonly keysConflict: boolean;
  now(): number;
  /** Called after the commit with everything that ran. */
  schedule(committed: readonly Execution[]): void;
}

export class Transactions {
  private readonly joined = new WeakMap<Transaction, Execution[]>();

  constructor(private readonly host: TransactionsHost) {}

  /** For what runs in a transaction besides its rules, such as an action: its calls are scheduled after the commit. */
  join(tx: Transaction, execution: Execution): void {
    this.joined.set(tx, [...(this.joined.get(tx) ?? []), execution]);
  }

  /**
   * Throws what `work` throws, and ChangeRejected when a rule refuses; nothing is kept then.
   * @param lost is called when a restart comes before it is kept.
   */
  run<T>(manner: Manner, work: (tx: Transaction) => Work<T>, lost: () => void = () => undefined): Outcome<T> {
    const { store, overlaps } = this.host;
    return overlaps.run(() => {
      const tx = new Transaction(store, manner.user);
      tx.isSilent = manner.isSilent ?? false;
      const { result, executions, isDropped = false } = work(tx);
      if (isDropped) {
        return { tx: new Transaction(store, manner.user), result, keyed: [], commit: () => undefined };
      }
      const fired = this.complete(tx, manner);
      const all = [...executions, ...fired, ...(this.joined.get(tx) ?? [])];
      const kept = manner.dropsUnwritten && !tx.hasWrites() ? [] : all;
      return {
        tx,
        result,
        keyed: this.host.keysConflict ? kept.flatMap(keyedCall) : [],
        commit: () => {
          tx.commit();
          this.host.schedule(kept);
        },
      };
    }, lost);
  }

  private complete(
    tx: Transaction,
    { insideEdit, stamped, isMcpRequest = false }: Manner,
  ): readonly Execution[] {
    const { now, rules, hiddenFields } = this.host;
    settleResolution(tx, now());
    const fired = runChangeRules(
      tx,
      { insideEdit, isMcpRequest },
      {
        ...rules,
        settle: (changed, document) =>
          settleResolution(changed, now(), document === undefined ? undefined : [document]),
      },
    );
    if (settleHiddenFields(tx, { hiddenFields, warn: rules.warn })) settleResolution(tx, now());
    if (stamped) stampUpdated(tx, now());
    recordActivities(tx, now());
    return fired;
  }
}

function keyedCall({ entry, scheduled }: Execution): Keyed[] {
  if (scheduled === null || scheduled.deduplicationKey === null) return [];
  return [{ entry, deduplicationKey: scheduled.deduplicationKey, http: scheduled.http }];
}
