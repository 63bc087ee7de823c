/** The functions that were scheduled: where a chain begins. */
import { isUnderWay } from '../domain/chain-mark.ts';
import type { Execution } from '../youtrack/ports.ts';
import { goTo } from './calling/next.ts';
import { phaseOf, turnBegun, UNMARKED } from './calling/turns.ts';
import { runChain } from './chain.ts';
import { markNow } from './sending/mark.ts';

/**
 * After an edit. Marks the issue if the edit could not; ends before it searches if the issue was sent with others
 * already, or a call is under way whose answer sends on.
 */
export function onEditDue(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const { project, payload } = carried;
  const issue = execution.subject();
  if (payload === UNMARKED && issue !== null) markNow(execution, issue, project.facts().queueId);
  else if (issue !== null && issue.delivery().queue === null) return;
  if (isUnderWay(project.facts().chain, execution.now)) return;
  runChain(execution, project, goTo('sending'));
}

/** The periodic round of a project. While nothing may be sent it asks once whether that has changed. */
export function onRoundDue(execution: Execution): void {
  const carried = execution.carried();
  if (carried !== null) runChain(execution, carried.project, goTo('probe'));
}

/** A phase that was put off. */
export function onTurnDue(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  turnBegun(carried.project, carried.payload);
  const { phase, payload } = phaseOf(carried.payload);
  runChain(execution, carried.project, goTo(phase, payload));
}

/** Issues were deleted. */
export function onDeletionDue(execution: Execution): void {
  const carried = execution.carried();
  if (carried !== null) runChain(execution, carried.project, goTo('deletion', carried.payload));
}
