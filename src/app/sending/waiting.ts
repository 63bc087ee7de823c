/** The issues of a project that wait for a person. */
import type { Asking, IssueHandle, Issues, ProjectHandle } from '../../youtrack/ports.ts';

/** Issues listed, and tried again, at once. */
export const MOST_WAITING = 500;

/** At most `limit` that the user can see. */
export function waitingIssues(
  execution: Issues & Pick<Asking, 'viewer'>,
  project: ProjectHandle,
  limit: number,
): readonly IssueHandle[] {
  const { queueId } = project.facts();
  if (queueId === null) return [];
  return execution.issuesNeedingAttention(
    queueId,
    limit,
    (issue) => needsAttention(issue) && issue.isVisibleTo(execution.viewer),
  );
}

/** Whether what was found by its index still waits: the index outlives an edit, and a copy has that of its original. */
export function needsAttention(issue: IssueHandle): boolean {
  return issue.isOwner() && issue.delivery().failure !== null;
}
