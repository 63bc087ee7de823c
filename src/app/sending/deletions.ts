/** What happens when an issue is deleted: Ducalis is told at once, and the search for orphans finds what was missed. */
import * as v from 'valibot';
import { deleted, nextRevision } from '../../domain/delivery.ts';
import { outcomeOfAnswer } from '../../ducalis/answers.ts';
import { removeIssue } from '../../ducalis/requests.ts';
import type { Chance, Clock, Continuing, IssueHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { charge } from '../calling/outcome.ts';
import { payloadOf } from '../calling/payload.ts';
import { scheduleDeletion } from '../calling/turns.ts';
import { journalizeCount } from '../stored/journal.ts';

/** Everything needed to remove an issue that nobody can look up any more. */
const RemovalSchema = v.object({
  board: v.string(),
  externalId: v.string(),
  revision: v.pipe(v.number(), v.safeInteger()),
});
export type Removal = v.InferOutput<typeof RemovalSchema>;
const removals = payloadOf(v.array(RemovalSchema));

/** What stands on a copy that nobody has marked is the original's, which stays. */
export function isOnBoard(issue: IssueHandle): boolean {
  return issue.project.facts().connected === true && issue.isOwner() && issue.delivery().boardId !== null;
}

/**
 * In the transaction that deletes the issue. Its mark says that the board may not have it any more, because YouTrack can
 * restore it without any rule noticing: then it is found in the queue, and is sent with a greater revision.
 */
export function markRemoved(
  execution: Clock & Chance & Pick<Continuing, 'schedule'>,
  issue: IssueHandle,
): void {
  const facts = issue.delivery();
  const { queueId } = issue.project.facts();
  if (facts.boardId === null || facts.externalId === null || queueId === null) return;
  const revision = nextRevision(facts, execution.now, execution.random());
  const removal: Removal = { board: facts.boardId, externalId: facts.externalId, revision };
  // First, because YouTrack may refuse to write to what is deleted.
  scheduleDeletion(execution, issue.project, removalsPayload([removal]));
  if (issue.isMarkable()) issue.record(deleted(execution.newId(), queueId));
}

/** Told to the phase *deletion*. */
export function removalsPayload(left: readonly Removal[]): string {
  return removals.write([...left]);
}

/** The phase *deletion*: removes the first, and leaves the others to what takes the answer. */
export function removeDeleted({ execution, payload }: Turn): Next {
  const [first, ...others] = removals.read(payload) ?? [];
  if (first === undefined) return DONE;
  return call(execution, removeIssue(first.board, first.externalId, first.revision), 'onDeletionAnswer', {
    payload: removalsPayload(others),
  });
}

/** What was not removed is an orphan on the board, and found there. */
export function takeDeletionAnswer({ execution, project, answer, epoch, payload }: Answered): Onward {
  const isGone = answer.status === 404;
  const outcome = outcomeOfAnswer(answer, false, execution.now);
  if (isGone || outcome.kind === 'Acknowledged') journalizeCount(execution, project, 'removed', 1);
  if (!isGone) charge(execution, project, outcome, { epoch });
  return (removals.read(payload) ?? []).length > 0 ? goTo('deletion', payload) : goTo('sending');
}
