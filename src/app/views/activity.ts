/** What a person looks at and does when something went wrong: the journal, the issues that wait, and trying them again. */

import { nextTry } from '../../domain/delivery.ts';
import { type ErrorCode, isErrorCode } from '../../shared/error-codes.ts';
import type { Activity, JournalEntry } from '../../shared/journal.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { MOST_WAITING, waitingIssues } from '../sending/waiting.ts';
import { readJournal } from '../stored/journal.ts';

/** Issues that the user cannot see are left out: who administers a project does not see all of it. */
export function activityOf(execution: Execution, project: ProjectHandle): Activity {
  const found = waitingIssues(execution, project, MOST_WAITING + 1);
  return {
    journal: readJournal(project).filter((entry) => isForUser(execution, entry)),
    needsAttention: found.slice(0, MOST_WAITING).map((issue) => {
      const facts = issue.delivery();
      const { failure, failureDetail, failedAt, sent } = facts;
      return {
        issue: issue.key,
        reason: codeOf(failure),
        detail: failureDetail,
        // One that was refused has no trouble any more: it was refused when it was sent.
        since: failedAt ?? (sent?.at || null),
        retryAt: nextTry(facts, execution.now),
      };
    }),
    hasMore: found.length > MOST_WAITING,
    baseUrl: project.baseUrl(),
  };
}

/** An issue that is gone, or has moved, is told to nobody: who could see it is unknown. */
function isForUser(execution: Execution, { issue: key }: JournalEntry): boolean {
  if (key === null) return true;
  return execution.issueByKey(key)?.isVisibleTo(execution.viewer) === true;
}

function codeOf(failure: string | null): ErrorCode {
  return failure !== null && isErrorCode(failure) ? failure : 'unexpected';
}
