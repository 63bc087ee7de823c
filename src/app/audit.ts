/** Finds, among issues that were updated lately, those that Ducalis should hear of and nobody has queued. */
import { isDirty } from '../domain/delivery.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import { markChanged, scheduleDrain } from './change.ts';
import { isFree } from './imports.ts';
import { inspectorOf } from './inspect.ts';
import { needOf } from './walk.ts';

/** Marked but not queued: a concurrent write has undone the entry in the queue (youtrack-platform §5). */
export function isLost(issue: IssueHandle): boolean {
  if (!issue.isReported || issue.project.facts().connected !== true) return false;
  const facts = issue.delivery();
  return isDirty(facts) && facts.queue === null && facts.failure === null;
}

export function requeue(execution: Execution, issue: IssueHandle): void {
  const { queueId } = issue.project.facts();
  issue.record({ queue: queueId });
  scheduleDrain(execution, issue.project);
}

/** Compares what stands on the board with the issue as it is now: its change may have met a disabled app. */
export function compare(execution: Execution, issue: IssueHandle): void {
  const { queueId } = issue.project.facts();
  if (queueId === null || !isFree(issue.project)) return;
  const need = needOf(execution, inspectorOf(execution, issue.project), issue, queueId);
  if (need !== 'nothing') markChanged(execution, issue);
}
