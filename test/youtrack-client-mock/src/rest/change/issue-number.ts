/** Numbers of issues and articles within their project. */

import type { Transaction } from '../../model/transaction.ts';
import type { EntityId, NumberCounter } from '../../model/types.ts';

/** The next number of a project; given once, even when the issue goes away later. */
export function drawIssueNumber(tx: Transaction, project: EntityId): number {
  return draw(tx, project, 'nextNumber');
}

/** Articles are counted for themselves. */
export function drawArticleNumber(tx: Transaction, project: EntityId): number {
  return draw(tx, project, 'nextArticleNumber');
}

function draw(tx: Transaction, project: EntityId, counter: NumberCounter): number {
  const number = tx.freeNumber(project, counter);
  tx.set(project, counter, number + 1);
  return number;
}
