/** Sprints of boards. An issue keeps the sprints it is in. */
import { canSeeIssue } from './access.ts';
import { numberOrNull, refsOf } from './props.ts';
import type { Transaction } from './transaction.ts';
import type { EntityId } from './types.ts';

export function sprintsOf(tx: Transaction, board: EntityId): readonly EntityId[] {
  return [...tx.find('Sprint', 'agile', { ref: board })];
}

/** Null between two sprints. A sprint without dates runs for ever. */
export function runningSprint(tx: Transaction, board: EntityId, now: number): EntityId | null {
  const running = sprintsOf(tx, board).find((sprint) => {
    const start = numberOrNull(tx, sprint, 'start') ?? now;
    const finish = numberOrNull(tx, sprint, 'finish') ?? now;
    return tx.get(sprint, 'archived') !== true && start <= now && now <= finish;
  });
  return running ?? null;
}

/** The issues of a sprint that a user may see. */
export function issuesIn(tx: Transaction, user: EntityId, sprint: EntityId): readonly EntityId[] {
  return [...tx.all('Issue')].filter(
    (issue) => refsOf(tx, issue, 'sprints').includes(sprint) && canSeeIssue(tx, user, issue),
  );
}
