/** What no YouTrack is without, also before anything is planted. */
import { DEFAULT_LINK_TYPES } from '../model/link-types.ts';
import type { Store } from '../model/store.ts';
import { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { DEFAULT_WORK_ITEM_TYPES } from '../model/work-item-types.ts';

/** Who scheduled rules act as: all permissions, not in the user list (youtrack-platform §4). */
const WORKFLOW_USER = { login: 'workflow-user', fullName: 'Workflow User', email: null, system: true };

/** @returns the Workflow User. */
export function plantBeginnings(store: Store): EntityId {
  const tx = new Transaction(store, '');
  const user = tx.create('User', WORKFLOW_USER);
  for (const type of DEFAULT_LINK_TYPES) tx.create('IssueLinkPrototype', type);
  for (const name of DEFAULT_WORK_ITEM_TYPES) tx.create('WorkItemType', { name, autoAttached: true });
  tx.commit();
  return user;
}
