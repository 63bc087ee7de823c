/**
 * The phase *boards*: asks Ducalis which boards there are, to find out what a failure concerns. A board is gone only if it
 * is not among them; and the whole connection waits only if calls to several boards fail, and this one too.
 */
import * as v from 'valibot';
import { type Cause, isInTrouble, type Lane, quiet, tried, waitsUntil } from '../../domain/lane.ts';
import { isJsonObject, parseBoards } from '../../ducalis/answers.ts';
import { BOARDS_PER_PAGE, listBoards } from '../../ducalis/requests.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import {
  BOARDS,
  CONNECTION,
  noteFailure,
  settle,
  suspendConnection,
  suspendOnBoard,
  type Verdict,
  verdictOf,
} from '../calling/verdict.ts';
import { readLane, readLanes, writeLane } from '../stored/lanes.ts';
import { endFormer } from './orphans.ts';

/** `board`: the one that Ducalis did not find; null: none, the question is whether Ducalis answers at all. */
const boardsPayload = payloadOf(v.object({ board: v.nullable(v.string()), page: v.number() }));

/** @param turn `payload`: the board in question; null: asked once a round, if several boards fail, or the list itself did. */
export function askForBoards({ execution, payload }: Turn): Next {
  const lane = readLane(execution, BOARDS);
  if (waitsUntil(lane, execution.now) > 0) return DONE;
  const asked = boardsPayload.read(payload) ?? { board: payload, page: 1 };
  const isAsked = asked.board !== null || isInTrouble(lane);
  if (!isAsked && !isAnyDoubt(readLanes(execution), execution.storage().answeredAt)) return DONE;
  if (isInTrouble(lane)) writeLane(execution, tried(lane, execution.now));
  return call(execution, listBoards(asked.page), 'onBoards', { payload: boardsPayload.write(asked) });
}

/** Statuses with which many servers say that they do not take a token. */
const NOT_LET_IN: readonly (number | null)[] = [401, 403];

/** Whether failures may concern more than their boards. @param answeredAt when Ducalis said anything last. */
function isAnyDoubt(lanes: readonly Lane[], answeredAt: number | null): boolean {
  const failing = failingOnBoards(lanes);
  if (failing.some(({ cause }) => cause?.speaker === 'between' && isRefusal(cause))) return true;
  const lastBegan = Math.max(...failing.map(({ since }) => since ?? 0));
  return areSeveralBoards(failing) && (answeredAt === null || answeredAt <= lastBegan);
}

function failingOnBoards(lanes: readonly Lane[]): readonly Lane[] {
  return lanes.filter((lane) => isInTrouble(lane) && lane.board !== '');
}

function areSeveralBoards(lanes: readonly Lane[]): boolean {
  return new Set(lanes.map(({ board }) => board)).size > 1;
}

export function takeBoards({ execution, project, answer, epoch, payload }: Answered): Onward {
  const asked = boardsPayload.read(payload);
  if (asked === null) return goTo('check');
  const { board, page } = asked;
  const boards = parseBoards(answer);
  const verdict = verdictOf(execution, answer, boards !== undefined, { lane: BOARDS, cargo: 'none' });
  const before = readLane(execution, BOARDS);
  // How long it has been refused is another question than how long it has failed.
  if (isRefusal(verdict.cause) && !isRefusal(before.cause))
    writeLane(execution, quiet(BOARDS, execution.now));
  settle(execution, project, verdict, { lane: BOARDS, epoch });
  const onward = goTo(board === null ? 'check' : 'sending');
  if (verdict.outcome.kind !== 'done' || boards === undefined) {
    const { outcome, cause } = verdict;
    if (isRefusedForLong(before, verdict, execution.now) && isJsonObject(answer)) {
      suspendConnection(execution, project, epoch);
    } else if (
      board === null &&
      outcome.kind === 'failed' &&
      areSeveralBoards(failingOnBoards(readLanes(execution)))
    ) {
      noteFailure(execution, CONNECTION, { cause, afterMs: outcome.afterMs });
    }
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
  const hasLasted = since !== null && since <= now - BELIEVED_AFTER_MS;
  return hasLasted && isRefusal(cause) && isRefusal(verdict.cause);
}

function isRefusal(cause: Cause | null): boolean {
  return NOT_LET_IN.includes(cause?.status ?? null);
}

function noteGone(execution: Execution, project: ProjectHandle, board: string): void {
  if (board === project.facts().boardId) {
    suspendOnBoard(execution, project, 'board-not-found');
    return;
  }
  endFormer(execution, project, board);
}
