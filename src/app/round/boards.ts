/**
 * The phase *boards*: asks Ducalis which boards there are, to find out what a failure concerns. A board is gone only if it
 * is not among them; and the whole connection waits only if calls to several boards fail, and this one too.
 */
import * as v from 'valibot';
import { rejected } from '../../domain/connection.ts';
import { isInTrouble, type Lane, type LaneName, tried, waitsUntil } from '../../domain/lane.ts';
import { isJson, parseBoards } from '../../ducalis/answers.ts';
import { BOARDS_PER_PAGE, listBoards } from '../../ducalis/requests.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import {
  CONNECTION,
  noteFailure,
  noteSuspension,
  settle,
  suspendOnBoard,
  type Verdict,
  verdictOf,
} from '../calling/verdict.ts';
import { readLane, readLanes, writeLane } from '../stored/lanes.ts';
import { endFormer } from './orphans.ts';

const LANE: LaneName = { kind: 'boards', board: '' };

/** `board`: the one that Ducalis did not find; null: none, the question is whether Ducalis answers at all. */
const boardsPayload = payloadOf(v.object({ board: v.nullable(v.string()), page: v.number() }));

/** @param turn `payload`: the board in question; null: asked once a round, if several boards fail. */
export function askForBoards({ execution, project: _project, payload }: Turn): Next {
  const lane = readLane(execution, LANE);
  if (waitsUntil(lane, execution.now) > 0) return DONE;
  const asked = boardsPayload.read(payload) ?? { board: payload, page: 1 };
  if (asked.board === null && !isAnyDoubt(readLanes(execution), execution.storage().answeredAt)) return DONE;
  if (isInTrouble(lane)) writeLane(execution, tried(lane, execution.now));
  return call(execution, listBoards(asked.page), 'onBoards', { payload: boardsPayload.write(asked) });
}

/** Statuses with which many servers say that they do not take a token. */
const NOT_LET_IN: readonly (number | null)[] = [401, 403];

/** Whether failures may concern more than one board. @param answeredAt when Ducalis said anything last. */
function isAnyDoubt(lanes: readonly Lane[], answeredAt: number | null): boolean {
  const failing = lanes.filter((lane) => isInTrouble(lane) && lane.board !== '');
  if (failing.some(({ cause }) => NOT_LET_IN.includes(cause?.status ?? null))) return true;
  const since = Math.min(...failing.map((lane) => lane.since ?? 0));
  const hasAnswered = answeredAt !== null && answeredAt > since;
  return new Set(failing.map(({ board }) => board)).size > 1 && !hasAnswered;
}

export function takeBoards({ execution, project, answer, epoch, payload }: Answered): Onward {
  const asked = boardsPayload.read(payload);
  if (asked === null) return goTo('check');
  const { board, page } = asked;
  const boards = parseBoards(answer);
  const verdict = verdictOf(execution, answer, boards !== undefined, { lane: LANE, cargo: 'none' });
  const before = readLane(execution, LANE);
  settle(execution, project, verdict, { lane: LANE, epoch });
  const onward = goTo(board === null ? 'check' : 'sending');
  if (verdict.outcome.kind !== 'done' || boards === undefined) {
    if (isRefusedForLong(before, verdict, execution.now) && isJson(answer)) reject(execution, project, epoch);
    else if (board === null)
      noteFailure(execution, CONNECTION, { cause: verdict.cause, afterMs: null, charged: 'lane' });
    return onward;
  }
  if (board === null || boards.items.some(({ id }) => id === board)) return onward;
  // One that cannot be read may be the one.
  if (boards.unreadable > 0) return onward;
  if (boards.items.length >= BOARDS_PER_PAGE)
    return goTo('boards', boardsPayload.write({ board, page: page + 1 }));
  noteGone(execution, project, board);
  return onward;
}

/** A proxy may say so for a moment: only what is said for so long is believed without the contract's form. */
const BELIEVED_AFTER_MS = 15 * 60 * 1000;

function isRefusedForLong({ since, cause }: Lane, verdict: Verdict, now: number): boolean {
  const isSo = (status: number | null): boolean => NOT_LET_IN.includes(status);
  return (
    since !== null &&
    since <= now - BELIEVED_AFTER_MS &&
    isSo(cause?.status ?? null) &&
    isSo(verdict.cause.status)
  );
}

function reject(execution: Execution, project: ProjectHandle, epoch: number | null): void {
  const change = rejected(execution.storage(), epoch);
  execution.connect(change);
  if (change.connectionReason !== undefined) noteSuspension(execution, project, 'token-rejected');
}

function noteGone(execution: Execution, project: ProjectHandle, board: string): void {
  if (board === project.facts().boardId) {
    suspendOnBoard(execution, project, 'board-not-found');
    return;
  }
  endFormer(execution, project, board);
}
