/** Who may be chosen in a field of users: people one by one, and the members of groups. */
import { flagOf, refOf, refsOf } from './props.ts';
import type { Transaction } from './transaction.ts';
import type { EntityId } from './types.ts';

export function groupMembers(tx: Transaction, group: EntityId): readonly EntityId[] {
  return flagOf(tx, group, 'allUsers')
    ? [...tx.all('User')].filter(isPerson(tx))
    : refsOf(tx, group, 'users');
}

/** Those who were put into a bundle one by one. */
export function individualsOf(tx: Transaction, bundle: EntityId): readonly EntityId[] {
  return [...tx.find('BundleElement', 'bundle', { ref: bundle })].flatMap(
    (element) => refOf(tx, element, 'user') ?? [],
  );
}

/** Each once, also who is in it alone and by a group; everybody without a bundle. */
export function choosableUsers(tx: Transaction, bundle: EntityId | null): readonly EntityId[] {
  if (bundle === null) return [...tx.all('User')].filter(isPerson(tx));
  const byGroup = refsOf(tx, bundle, 'groups').flatMap((group) => groupMembers(tx, group));
  return [...new Set([...individualsOf(tx, bundle), ...byGroup])].filter(isPerson(tx));
}

const isPerson =
  (tx: Transaction) =>
  (user: EntityId): boolean =>
    !flagOf(tx, user, 'system') && !flagOf(tx, user, 'guest');
