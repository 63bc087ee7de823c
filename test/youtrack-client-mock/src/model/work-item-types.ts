/** Types of work, and which of them a project offers. */
import { refsOf } from './props.ts';
import type { Transaction } from './transaction.ts';
import type { EntityId } from './types.ts';
import { isRefList } from './types.ts';

/** What every YouTrack has from the start. */
export const DEFAULT_WORK_ITEM_TYPES = ['Development', 'Testing', 'Documentation'] as const;

/** Those the project has chosen; a project that never chose has all that attach themselves. */
export function workItemTypesOf(tx: Transaction, project: EntityId): readonly EntityId[] {
  if (isRefList(tx.get(project, 'workItemTypes'))) return refsOf(tx, project, 'workItemTypes');
  return [...tx.all('WorkItemType')].filter((type) => tx.get(type, 'autoAttached') === true);
}
