/** Numbers of issues within their project. */

import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';

/** The next number of a project; given once, even when the issue goes away later. */
export function drawIssueNumber(tx: Transaction, project: EntityId): number {
  const number = tx.freeNumber(project);
  tx.set(project, 'nextNumber', number + 1);
  return number;
}
