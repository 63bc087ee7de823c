/** What happens inside a user's edit: a mark on the issue and one drain scheduled. No call, no search. */
import { changed } from '../domain/delivery.ts';
import type { Watched } from '../domain/snapshot.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { readConfiguration, watched } from './configuration.ts';

/** Edits within one bucket share a drain; a constant stream of edits cannot put it off. */
const BUCKET_MS = 2_000;

const NOTHING: Watched = { fields: [], attributes: [] };

/** Whether the change in the current transaction may alter what Ducalis holds. */
export function isRelevantChange(issue: IssueHandle): boolean {
  if (!issue.isReported) return false;
  if (issue.project.facts().connected !== true) return issue.leaves()?.facts().connected === true;
  if (issue.isNewHere()) return true;
  const read = readConfiguration(issue.project);
  return issue.isChanged(read.kind === 'read' ? watched(read.configuration) : NOTHING);
}

/**
 * Marks the issue as changed and sees to it that it is sent soon. One that leaves for a project without a board is
 * the business of the project it leaves.
 */
export function markChanged(execution: Execution, issue: IssueHandle): void {
  const project = issue.project.facts().connected === true ? issue.project : issue.leaves();
  const queueId = project?.facts().queueId ?? null;
  if (project === null || queueId === null) return;
  issue.adopt(execution.externalIds);
  issue.record(changed(execution.newId(), queueId));
  scheduleDrain(execution, project);
}

/**
 * A drain never schedules the next one under its own key, which lies in the past: YouTrack may take that for a call to
 * cancel it.
 *
 * @param at milliseconds since the epoch; the drain comes at the end of the bucket of this time, or of now.
 */
export function scheduleDrain(execution: Execution, project: ProjectHandle, at = execution.now): void {
  const bucketEnd = (Math.floor(Math.max(at, execution.now) / BUCKET_MS) + 1) * BUCKET_MS;
  execution.schedule('drain', bucketEnd - execution.now, `drain:${project.key}:${bucketEnd}`, { project });
}
