/**
 * The phase *results*: asks for what Ducalis thinks of the board's issues since it was asked last. One project does it for
 * all on the board; what it has no call left for the next minute goes on with.
 */
import * as v from 'valibot';
import { isAt, movedOn, readAgain } from '../../domain/board-feed.ts';
import { listResults, RESULTS_PER_PAGE } from '../../ducalis/requests.ts';
import { parseResultPage } from '../../ducalis/results.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { permitToCall, waitOf } from '../calling/permit.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { onwardFrom, settle, verdictOf } from '../calling/verdict.ts';
import { takeIn } from '../results/take-in.ts';
import { feedOf, writeFeed } from '../stored/board-feeds.ts';
import { cargoOf, halfOf, pageSize, refusesCursor } from './page.ts';
import { claim, isReader } from './reader.ts';

/** Pages of results in one round: a chain carries about nine calls, and sending needs some of them. */
const LAST_PAGE_HOP = 4;

/** A chain that only reads on leaves its last call to sending. */
const LAST_HOP_READING_ON = 8;

const AskedSchema = v.object({
  /** It may be another one by the time of the answer. */
  board: v.string(),
  size: v.number(),
  /** The place in the feed; absent: the call was made before the feed was the board's. */
  cursor: v.optional(v.nullable(v.string()), null),
  begunAt: v.optional(v.number(), 0),
  askedAt: v.optional(v.nullable(v.number()), null),
  /** The hop at which the chain has read enough. */
  until: v.optional(v.number(), LAST_PAGE_HOP),
});
const askedPayload = payloadOf(AskedSchema);

/** Whether it is this project that asks. */
export function isFeedDue({ execution, project }: Turn): boolean {
  const { boardId } = project.facts();
  if (boardId === null || !isReader(execution, project)) return false;
  return waitOf(execution, { kind: 'feed', board: boardId }) === 0;
}

export function askForResults({ execution, project, payload }: Turn): Next {
  const { boardId } = project.facts();
  if (boardId === null || waitOf(execution, { kind: 'feed', board: boardId }) > 0) return DONE;
  const feed = claim(execution, project);
  if (feed === null) return DONE;
  const { cursor, begunAt } = feed;
  const size = pageSize(payload, boardId);
  const until = askedPayload.read(payload)?.until ?? LAST_PAGE_HOP;
  return call(execution, listResults(boardId, cursor, size), 'onResultsPage', {
    payload: askedPayload.write({ board: boardId, size, cursor, begunAt, askedAt: execution.now, until }),
  });
}

export function takeResultsPage({ execution, project, answer, epoch, payload }: Answered): Onward {
  const asked = askedPayload.read(payload);
  const page = parseResultPage(answer);
  if (asked === null) return goTo('orphans');
  const { board, askedAt, until } = asked;
  const then = until === LAST_PAGE_HOP ? 'orphans' : 'sending';
  const lane = { kind: 'feed', board } as const;
  const verdict = verdictOf(execution, answer, page !== undefined, { lane, cargo: cargoOf(asked.cursor) });
  const { outcome } = verdict;
  // The project may be on another board by now.
  const isSameBoard = board === project.facts().boardId;
  const half = isSameBoard ? halfOf(asked, answer, page !== undefined) : null;
  if (half !== null) return goTo('results', askedPayload.write(half));
  settle(execution, project, verdict, { lane, epoch });
  const feed = feedOf(execution, board);
  // Another one was faster, or it is to be read again: what comes after this page says nothing of that.
  const isCurrent = isAt(feed, asked);
  if (refusesCursor(outcome) && isCurrent) writeFeed(execution, readAgain(feed, execution.now));
  if (outcome.kind !== 'done' || page === undefined || !isSameBoard) return onwardFrom(verdict, board, then);
  const { isOvertaken } = takeIn(execution, project, page, { from: 'feed', askedAt });
  // The cursor never passes what was not taken in: the page is asked for again, and counts then.
  if (isCurrent && !isOvertaken) writeFeed(execution, movedOn(feed, page.next));
  const hasMore = isCurrent && (isOvertaken || (page.count > 0 && page.next !== null));
  if (!hasMore || permitToCall(execution, project).kind !== 'open') return goTo(then);
  if (execution.hop < until) return goTo('results', askedPayload.write(asked));
  project.record({ readsOnAt: execution.now });
  return goTo(then);
}

/** The next minute reads on where the chain had no call left. @param isShared whether it is to send as well. */
export function readOn(execution: Execution, project: ProjectHandle, isShared: boolean): void {
  const until = isShared ? LAST_PAGE_HOP : LAST_HOP_READING_ON;
  const place = { cursor: null, begunAt: 0, askedAt: null };
  const payload = askedPayload.write({
    board: project.facts().boardId ?? '',
    size: RESULTS_PER_PAGE,
    ...place,
    until,
  });
  scheduleTurn(execution, project, { phase: 'results', payload });
}
