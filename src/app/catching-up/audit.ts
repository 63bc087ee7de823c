/** Finds, among issues that were updated lately, those that Ducalis should hear of and nobody has queued. */
import { isDirty } from '../../domain/delivery.ts';
import type { Execution, IssueHandle } from '../../youtrack/ports.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { inspectorOf } from '../inspection/inspect.ts';
import { needOf } from '../inspection/need.ts';
import { markNow } from '../sending/mark.ts';
import { isFree } from './import.ts';

/** Marked but not queued: a concurrent write has undone the entry in the queue (youtrack-platform §5). */
export function isLost(issue: IssueHandle): boolean {
  if (!issue.isReported || issue.project.facts().connected !== true) return false;
  const facts = issue.delivery();
  return isDirty(facts) && facts.queue === null && facts.failure === null;
}

export function requeue(execution: Execution, issue: IssueHandle): void {
  const { queueId } = issue.project.facts();
  issue.record({ queue: queueId });
  scheduleTurn(execution, issue.project);
}

/** Compares what is on the board with the issue as it is now: its change may have met a disabled app. */
export function compare(execution: Execution, issue: IssueHandle): void {
  const { queueId } = issue.project.facts();
  if (queueId === null || !isFree(issue.project)) return;
  const need = needOf(execution, inspectorOf(execution, issue.project), issue, queueId);
  if (need === 'nothing') return;
  markNow(execution, issue);
  scheduleTurn(execution, issue.project);
}
