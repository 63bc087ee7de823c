/** What happens inside a user's edit: a mark on the issue and one function scheduled. No call, no search. */
import { changed, sentAgain } from '../../domain/delivery.ts';
import type { Watched } from '../../domain/snapshot.ts';
import type { Chance, Clock, Continuing, IssueHandle } from '../../youtrack/ports.ts';
import { scheduleEdit } from '../calling/turns.ts';
import { readConfiguration, watched } from '../stored/configuration.ts';

const NOTHING: Watched = { fields: [], attributes: [] };

/** Whether the change in the current transaction may alter what Ducalis holds. */
export function isRelevantChange(issue: IssueHandle): boolean {
  if (!issue.isReported) return false;
  if (issue.project.facts().connected !== true) return issue.leaves()?.facts().connected === true;
  if (issue.isNewHere()) return true;
  const read = readConfiguration(issue.project);
  return issue.isChanged(read.kind === 'read' ? watched(read.value) : NOTHING);
}

/**
 * Marks the issue as changed and sees to it that it is sent soon. One that leaves for a project without a board is
 * sent, or taken off its board, by the project it leaves.
 *
 * The edit writes two properties, and only over values: YouTrack may refuse one of two edits that write a property which
 * has none (youtrack-platform §15 U18). An issue that was never marked is marked by the function that is scheduled.
 */
export function markChanged(
  execution: Clock & Chance & Pick<Continuing, 'schedule'>,
  issue: IssueHandle,
): void {
  const project = issue.project.facts().connected === true ? issue.project : issue.leaves();
  const queueId = project?.facts().queueId ?? null;
  if (project === null || queueId === null) return;
  const isMarked = issue.isMarkable();
  if (isMarked) issue.record(changed(issue.lastMark(), execution.newId(), queueId));
  scheduleEdit(execution, project, isMarked);
}

/** Outside of users' edits. @param queueId of the project that sends the issue; absent: of its own. */
export function markNow(
  execution: Chance,
  issue: IssueHandle,
  queueId = issue.project.facts().queueId,
): void {
  if (queueId === null) return;
  issue.own();
  issue.record(changed(issue.lastMark(), execution.newId(), queueId));
}

/** As {@link markNow}, and the issue is sent even if Ducalis is known to hold it as it is. */
export function markToSend(execution: Chance, issue: IssueHandle): void {
  const { queueId } = issue.project.facts();
  if (queueId === null) return;
  issue.own();
  issue.record(sentAgain(issue.lastMark(), execution.newId(), queueId));
}
