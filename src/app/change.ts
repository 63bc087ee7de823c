/** What happens inside a user's edit: a mark on the issue and one drain scheduled. No call, no search. */
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import { readConfiguration, watchedFields } from './configuration.ts';

/** Edits within one bucket share a drain; a constant stream of edits cannot put it off. */
const BUCKET_MS = 2_000;

/** Whether the change in the current transaction may alter what Ducalis holds. */
export function isRelevantChange(issue: IssueHandle): boolean {
  if (!issue.isReported || issue.project.facts().connected !== true) return false;
  if (issue.isNewHere()) return true;
  const read = readConfiguration(issue.project);
  return issue.isChanged(read.kind === 'read' ? watchedFields(read.configuration) : []);
}

/** Marks the issue as changed and sees to it that it is sent soon. */
export function markChanged(execution: Execution, issue: IssueHandle): void {
  const { queueId } = issue.project.facts();
  if (queueId === null) return;
  issue.record({ changeToken: execution.newId(), queue: queueId });
  const bucketEnd = (Math.floor(execution.now / BUCKET_MS) + 1) * BUCKET_MS;
  execution.schedule('drain', bucketEnd - execution.now, `drain:${bucketEnd}`, { project: issue.project });
}
