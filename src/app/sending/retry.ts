/** Tries issues again that wait for a person, or whatever somebody asks for. */
import { changed } from '../../domain/delivery.ts';
import { triedNow } from '../../domain/lane.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { updateLane } from '../stored/lanes.ts';
import { markToSend } from './mark.ts';
import { MOST_WAITING, waitingIssues } from './waiting.ts';

export function retryIssue(execution: Execution, issue: IssueHandle): void {
  const { connected, queueId } = issue.project.facts();
  if (connected !== true || queueId === null) return;
  // Sent, and not only compared: Ducalis may have lost it without our knowing yet.
  markToSend(execution, issue);
  tryLaneNow(execution, issue.project);
  scheduleTurn(execution, issue.project);
}

/** Somebody asks for it: the lane does not wait any longer. */
function tryLaneNow(execution: Execution, project: ProjectHandle): void {
  updateLane(execution, { kind: 'upserts', board: project.facts().boardId ?? '' }, triedNow);
}

/** @param key one issue, or null: all that the user can see and that are listed. */
export function retryWaiting(execution: Execution, project: ProjectHandle, key: string | null): void {
  const { queueId } = project.facts();
  const chosen = waitingIssues(execution, project, MOST_WAITING).filter(
    (issue) => key === null || issue.key === key,
  );
  if (queueId === null || chosen.length === 0) return;
  for (const issue of chosen) issue.record(changed(issue.lastMark(), execution.newId(), queueId));
  tryLaneNow(execution, project);
  scheduleTurn(execution, project);
}
