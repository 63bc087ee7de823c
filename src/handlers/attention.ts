/** What a person looks at and does when something went wrong: the journal, the issues that wait, and trying them again. */

import { scheduleTurn } from '../app/calling/turns.ts';
import { markNow } from '../app/sending/mark.ts';
import { readJournal } from '../app/stored/journal.ts';
import { changed } from '../domain/delivery.ts';
import { type ErrorCode, isErrorCode } from '../shared/error-codes.ts';
import { type Activity, type JournalEntry, RetrySchema } from '../shared/journal.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../youtrack/ports.ts';
import type { Call } from './endpoints.ts';

/** Issues listed, and tried again, at once. */
const MOST = 500;

export function retryIssue(execution: Execution, issue: IssueHandle): void {
  if (issue.project.facts().connected !== true) return;
  markNow(execution, issue);
  scheduleTurn(execution, issue.project);
}

/** Issues that the user cannot see are left out: who administers a project does not see all of it. */
export function activityOf(execution: Execution, project: ProjectHandle): Activity {
  const found = waiting(execution, project, MOST + 1);
  return {
    journal: readJournal(project).filter((entry) => isForUser(execution, entry)),
    needsAttention: found.slice(0, MOST).map((issue) => {
      const { failure, failureDetail } = issue.delivery();
      return { issue: issue.key, reason: codeOf(failure), detail: failureDetail };
    }),
    hasMore: found.length > MOST,
    baseUrl: project.baseUrl(),
  };
}

/** Tries again one issue, or all that are listed. */
export function retry({ execution, body }: Call, project: ProjectHandle): Activity {
  const { issue: key } = body(RetrySchema);
  const { queueId } = project.facts();
  const chosen = waiting(execution, project, MOST).filter((issue) => key === null || issue.key === key);
  if (queueId !== null && chosen.length > 0) {
    for (const issue of chosen) issue.record(changed(execution.newId(), queueId));
    scheduleTurn(execution, project);
  }
  return activityOf(execution, project);
}

/** At most `limit` that the user can see. */
function waiting(execution: Execution, project: ProjectHandle, limit: number): readonly IssueHandle[] {
  const { queueId } = project.facts();
  if (queueId === null) return [];
  return execution.issuesNeedingAttention(
    queueId,
    limit,
    (issue) => issue.isOwner() && issue.delivery().failure !== null && issue.isVisibleTo(execution.viewer),
  );
}

/** An issue that is gone, or has moved, is told to nobody: who could see it is unknown. */
function isForUser(execution: Execution, { issue: key }: JournalEntry): boolean {
  if (key === null) return true;
  return execution.issueByKey(key)?.isVisibleTo(execution.viewer) === true;
}

function codeOf(failure: string | null): ErrorCode {
  return failure !== null && isErrorCode(failure) ? failure : 'unexpected';
}
