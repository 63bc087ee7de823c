/** What happens when an issue is deleted: Ducalis is told at once, and the search for orphans finds what was missed. */
import * as v from 'valibot';
import { deleted, nextRevision } from '../../domain/delivery.ts';
import { fewer } from '../../domain/departure.ts';
import { letsOthersTry, waitsUntil } from '../../domain/lane.ts';
import { concernsConnection, type Outcome } from '../../domain/outcome.ts';
import type { BulkReceipt } from '../../ducalis/answers.ts';
import { BULK_LIMIT, removalItem, removeIssue } from '../../ducalis/requests.ts';
import type {
  Chance,
  Clock,
  Continuing,
  Execution,
  IssueHandle,
  ProjectHandle,
} from '../../youtrack/ports.ts';
import {
  type Answered,
  type Call,
  call,
  DONE,
  goTo,
  type Next,
  type Onward,
  type Turn,
} from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { scheduleDeletion } from '../calling/turns.ts';
import { onwardFrom, refusedAsFailed, settle } from '../calling/verdict.ts';
import { noteRemovingSingly, removesSingly } from '../stored/capabilities.ts';
import { journalizeCount } from '../stored/journal.ts';
import { readLane } from '../stored/lanes.ts';
import { keepPage, roundOn, untried } from '../stored/rounds.ts';
import { bulkRequest } from './bulk.ts';
import { meaningOf, receivedTogether, removalVerdict } from './removal-answers.ts';

/** Everything needed to remove an issue that nobody can look up any more. */
const RemovalSchema = v.object({
  board: v.string(),
  externalId: v.string(),
  revision: v.pipe(v.number(), v.safeInteger()),
  /** It was tried before, and the issue is still on the board: that it fails again says nothing new. */
  isAgain: v.optional(v.boolean(), false),
  /** The most that may go in one call, since one with more has failed; null: as many as a call carries. */
  together: v.optional(v.nullable(v.number()), null),
});
export type Removal = v.InferOutput<typeof RemovalSchema>;
const removals = payloadOf(v.array(RemovalSchema));
/** The call for one, and what is left to remove after it. */
const deletionPayload = payloadOf(
  v.object({ board: v.string(), isAgain: v.optional(v.boolean(), false), others: v.array(RemovalSchema) }),
);
/** The call for several of one board, and what is left to remove after it. */
const deletionsPayload = payloadOf(
  v.object({ board: v.string(), removals: v.array(RemovalSchema), others: v.array(RemovalSchema) }),
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
  const removal: Removal = {
    board: facts.boardId,
    externalId: facts.externalId,
    revision,
    isAgain: false,
    together: null,
  };
  // First, because YouTrack may refuse to write to what is deleted.
  scheduleDeletion(execution, issue.project, removalsPayload([removal]));
  if (issue.isMarkable()) issue.record(deleted(execution.newId(), queueId));
}

/** Told to the phase *deletion*. */
export function removalsPayload(left: readonly Removal[]): string {
  return removals.write([...left]);
}

/** The phase *deletion*: removes as many as one call carries, and leaves the others to what takes the answer. */
export function removeDeleted({ execution, project, payload }: Turn): Next {
  const all = removals.read(payload) ?? [];
  const [first] = all;
  if (first === undefined) return DONE;
  const { board, isAgain } = first;
  const lane = readLane(execution, { kind: 'removals', board });
  const { boardId, suspendedReason } = project.facts();
  const isClosed = board === boardId && suspendedReason !== null;
  if (isClosed || (waitsUntil(lane, execution.now) > 0 && (isAgain || !letsOthersTry(lane)))) {
    leaveToSearch(project, board, all);
    return DONE;
  }
  const chosen = chooseTogether(execution, first, all);
  const others = all.filter((removal) => !chosen.includes(removal));
  if (chosen.length > 1) return removeTogether(execution, board, chosen, others);
  return call(execution, removeIssue(first.board, first.externalId, first.revision), 'onDeletionAnswer', {
    payload: deletionPayload.write({ board, isAgain: isAgain || first.together !== null, others }),
  });
}

/** What may go in one call with the first. What has failed goes alone. */
function chooseTogether(execution: Execution, first: Removal, all: readonly Removal[]): readonly Removal[] {
  const { board, isAgain, together } = first;
  if (isAgain || removesSingly(execution, board)) return [first];
  const isLike = (one: Removal): boolean => one.board === board && !one.isAgain && one.together === together;
  return all.filter(isLike).slice(0, together ?? BULK_LIMIT.issues);
}

function removeTogether(
  execution: Execution,
  board: string,
  chosen: readonly Removal[],
  others: readonly Removal[],
): Call {
  const items = chosen.map(({ externalId, revision }) => removalItem(externalId, revision));
  const request = bulkRequest(execution, board, items);
  const payload = deletionsPayload.write({ board, removals: [...chosen], others: [...others] });
  return call(execution, request, 'onDeletionReceipts', { payload });
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

/** Each by its own receipt. What fails is an orphan on the board, and found there; it goes alone then. */
export function takeDeletionReceipts({ execution, project, answer, epoch, payload }: Answered): Onward {
  const told = deletionsPayload.read(payload);
  if (told === null) return goTo('sending');
  const { board, removals: carried, others } = told;
  const ids = carried.map(({ externalId }) => externalId);
  const { verdict, byId } = receivedTogether(execution, answer, board, ids);
  const isHalf = carried.some(({ together }) => together !== null);
  const charged = isHalf ? 'lane-again' : 'lane';
  settle(execution, project, verdict, { lane: { kind: 'removals', board }, epoch, charged });
  const again =
    verdict.outcome.kind === 'done'
      ? takeEach(execution, project, told, byId)
      : triedAgain(project, verdict.outcome, told);
  const left = [...again, ...others];
  return left.length > 0 ? goTo('deletion', removalsPayload(left)) : onwardFrom(verdict, board);
}

/** @returns those that Ducalis took for upserts: they are to be removed alone. */
function takeEach(
  execution: Execution,
  project: ProjectHandle,
  { board, removals: carried }: { readonly board: string; readonly removals: readonly Removal[] },
  byId: ReadonlyMap<string, BulkReceipt>,
): readonly Removal[] {
  const taken = carried.map((removal) => ({
    removal,
    meaning: meaningOf(removal.revision, byId.get(removal.externalId)),
  }));
  const off = taken.filter(({ meaning }) => meaning === 'off').length;
  if (off > 0) journalizeCount(execution, project, 'removed', off);
  const upserted = taken.flatMap(({ removal, meaning }) => (meaning === 'not-known' ? [removal] : []));
  if (upserted.length > 0) noteRemovingSingly(execution, board);
  return upserted;
}

/**
 * A call for several that does not pass says of none why: half as many are tried next. What concerns the connection waits
 * as it is, and what concerns the board is left to the search.
 */
function triedAgain(
  project: ProjectHandle,
  outcome: Outcome,
  { board, removals: carried }: { readonly board: string; readonly removals: readonly Removal[] },
): readonly Removal[] {
  if (concernsConnection(outcome)) return carried;
  if (outcome.kind === 'board-closed' || outcome.kind === 'board-missing') {
    leaveToSearch(project, board, carried);
    return [];
  }
  const together = fewer(carried.length);
  return carried.map((removal) => ({ ...removal, together }));
}
