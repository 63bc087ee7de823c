/** When two stored values are the same. */
import type { Value } from './types.ts';
import { isRefList } from './types.ts';

/** Equality of stored values; lists compare as sets, an absent value equals null. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  const a = left ?? null;
  const b = right ?? null;
  if (isRefList(a) || isRefList(b)) {
    const refsA = isRefList(a) ? a : [];
    const refsB = isRefList(b) ? b : [];
    return (
      refsA.length === refsB.length && refsA.every((item) => refsB.some((other) => other.ref === item.ref))
    );
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    if ('ref' in a) return 'ref' in b && a.ref === b.ref;
    return 'minutes' in b && 'minutes' in a && a.minutes === b.minutes;
  }
  return a === b;
}
