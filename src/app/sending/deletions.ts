/** What happens when an issue is deleted: Ducalis is told at once, and the search for orphans finds what was missed. */
import * as v from 'valibot';
import { deleted, nextRevision } from '../../domain/delivery.ts';
import type { HttpAnswer } from '../../domain/exchange.ts';
import { letsOthersTry, waitsUntil } from '../../domain/lane.ts';
import { parseRevision } from '../../ducalis/answers.ts';
import { removeIssue } from '../../ducalis/requests.ts';
import type { Chance, Clock, Continuing, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { scheduleDeletion } from '../calling/turns.ts';
import { onwardFrom, refusedAsFailed, settle, type Verdict, verdictOf } from '../calling/verdict.ts';
import { journalizeCount } from '../stored/journal.ts';
import { readLane } from '../stored/lanes.ts';
import { keepPage, roundOn, untried } from '../stored/rounds.ts';

/** Everything needed to remove an issue that nobody can look up any more. */
const RemovalSchema = v.object({
  board: v.string(),
  externalId: v.string(),
  revision: v.pipe(v.number(), v.safeInteger()),
  /** It was tried before, and the issue is still on the board: that it fails again says nothing new. */
  isAgain: v.optional(v.boolean(), false),
});
export type Removal = v.InferOutput<typeof RemovalSchema>;
const removals = payloadOf(v.array(RemovalSchema));
/** The call, and what is left to remove after it. */
const deletionPayload = payloadOf(
  v.object({ board: v.string(), isAgain: v.optional(v.boolean(), false), others: v.array(RemovalSchema) }),
);

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
  const removal: Removal = { board: facts.boardId, externalId: facts.externalId, revision, isAgain: false };
  // First, because YouTrack may refuse to write to what is deleted.
  scheduleDeletion(execution, issue.project, removalsPayload([removal]));
  if (issue.isMarkable()) issue.record(deleted(execution.newId(), queueId));
}

/** Told to the phase *deletion*. */
export function removalsPayload(left: readonly Removal[]): string {
  return removals.write([...left]);
}

/** The phase *deletion*: removes the first, and leaves the others to what takes the answer. */
export function removeDeleted({ execution, project, payload }: Turn): Next {
  const all = removals.read(payload) ?? [];
  const [first, ...others] = all;
  if (first === undefined) return DONE;
  const { board, isAgain } = first;
  const lane = readLane(execution, { kind: 'removals', board });
  const { boardId, suspendedReason } = project.facts();
  const isClosed = board === boardId && suspendedReason !== null;
  if (isClosed || (waitsUntil(lane, execution.now) > 0 && (isAgain || !letsOthersTry(lane)))) {
    leaveToSearch(project, board, all);
    return DONE;
  }
  const told = { board, isAgain, others };
  return call(execution, removeIssue(first.board, first.externalId, first.revision), 'onDeletionAnswer', {
    payload: deletionPayload.write(told),
  });
}

/** What is not removed now is an orphan on the board, and found there. */
function leaveToSearch(project: ProjectHandle, board: string, left: readonly Removal[]): void {
  const ids = left.flatMap(({ externalId, isAgain }) => (isAgain ? [] : externalId));
  const round = roundOn(project, board);
  const isNoted = ids.some((id) => round.tried.includes(id) || round.triedBefore.includes(id));
  if (isNoted) keepPage(project, untried(round, ids));
}

/** What was not removed is an orphan on the board, and found there. */
export function takeDeletionAnswer({ execution, project, answer, epoch, payload }: Answered): Onward {
  const told = deletionPayload.read(payload);
  if (told === null) return goTo('sending');
  const { board, isAgain, others } = told;
  const verdict = removalVerdict(execution, answer, board);
  if (verdict.outcome.kind === 'done') journalizeCount(execution, project, 'removed', 1);
  const charged = isAgain ? 'lane-again' : 'lane';
  settle(execution, project, isAgain ? refusedAsFailed(verdict) : verdict, {
    lane: { kind: 'removals', board },
    epoch,
    charged,
  });
  return others.length > 0 ? goTo('deletion', removalsPayload(others)) : onwardFrom(verdict, board);
}

/**
 * What the answer to a removal means. An empty 204 is Ducalis' own answer, and a 404 by Ducalis counts as done. A 200 with
 * a revision is Ducalis that holds something newer, and has not removed it.
 */
export function removalVerdict(clock: Clock, answer: HttpAnswer, board: string): Verdict {
  const call = { lane: { kind: 'removals', board }, cargo: 'one' } as const;
  const isRemoved = answer.status === 204 && answer.body === '';
  const verdict = verdictOf(clock, answer, isRemoved, call);
  const holdsNewer = answer.status === 200 && parseRevision(answer) !== undefined;
  return holdsNewer ? { ...verdict, outcome: { kind: 'conflict' } } : verdict;
}
