/** Why YouTrack may refuse the later of two overlapping transactions instead of replaying it (youtrack-platform §15). */
import type { Transaction } from '../model/transaction.ts';
import { type Keyed, sharesKey } from './async-queue.ts';
import type { HarderSide } from './harder.ts';
import { type ChangeRejected, KeyConflict, ValueNotUnique } from './types.ts';

/** What one of them has written, and what it schedules. */
interface Overlapping {
  readonly tx: Transaction;
  readonly keyed: readonly Keyed[];
}

/**
 * @param later was held while `earlier` committed.
 * @returns null when it is replayed or run again.
 */
export type Collision = (later: Overlapping, earlier: Overlapping) => ChangeRejected | null;

export function collisionsOf(harder: ReadonlySet<HarderSide>): Collision {
  return (later, earlier) => {
    const shared = later.keyed.find((one) => earlier.keyed.some((other) => sharesKey(one, other)));
    if (shared !== undefined) return new KeyConflict(shared.deduplicationKey ?? '');
    const isDoubled = harder.has('unique-values') && later.tx.filledToo(earlier.tx).some(isPlainExtension);
    return isDoubled ? new ValueNotUnique() : null;
  };
}

/** References are links in YouTrack's storage, not attributes. */
function isPlainExtension({ prop, value }: { readonly prop: string; readonly value: unknown }): boolean {
  return prop.startsWith('ext:') && typeof value !== 'object';
}
