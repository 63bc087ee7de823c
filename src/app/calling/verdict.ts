/** Carries what an answer means to where it belongs, and no further: the lane, the board, or the connection. */
import { answered, rejected } from '../../domain/connection.ts';
import type { HttpAnswer } from '../../domain/exchange.ts';
import {
  type Cause,
  failing,
  isInTrouble,
  type LaneName,
  passing,
  used,
  waitsUntil,
} from '../../domain/lane.ts';
import { gone, type SuspendedReason } from '../../domain/membership.ts';
import { type Cargo, type Outcome, outcomeOf } from '../../domain/outcome.ts';
import { causeOf, headOf } from '../../ducalis/speaker.ts';
import type { Chance, Clock, ProjectHandle, Storage } from '../../youtrack/ports.ts';
import { journalizeCount } from '../stored/journal.ts';
import { endTroubleOn, readLane, updateLane, writeLane } from '../stored/lanes.ts';
import { goTo, type Onward, type PhaseName } from './next.ts';

export const CONNECTION: LaneName = { kind: 'connection', board: '' };
export const BOARDS: LaneName = { kind: 'boards', board: '' };

/** What an answer means, and why, if it means trouble. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly cause: Cause;
}

/** @param isUnderstood whether the answer holds what the call asked for. */
export function verdictOf(
  { now }: Clock,
  answer: HttpAnswer,
  isUnderstood: boolean,
  call: { readonly lane: LaneName; readonly cargo: Cargo },
): Verdict {
  const head = headOf(answer, isUnderstood);
  const outcome = outcomeOf(head, { lane: call.lane.kind, cargo: call.cargo }, now);
  return { outcome, cause: causeOf(answer, head) };
}

/** Whom a failure is charged to: `nobody`, when the call carried only what is under suspicion already. */
export type Charged = 'lane' | 'lane-again' | 'nobody';

/**
 * Notes an outcome on everything but the issues of the call.
 *
 * @param of `epoch`: of the token that the call was made with; an answer to an older token suspends nothing. `charged`: to
 *   whom a failure goes; `lane-again`: nothing in the call was new to it. `isRecovery`: something that had failed by
 *   itself passed.
 */
export function settle(
  execution: Clock & Chance & Storage,
  project: ProjectHandle,
  { outcome, cause }: Verdict,
  of: {
    readonly lane: LaneName;
    readonly epoch: number | null;
    readonly charged?: Charged;
    readonly isRecovery?: boolean;
  },
): void {
  const { lane, epoch, charged = 'lane', isRecovery = false } = of;
  if (cause.speaker === 'answer' || cause.speaker === 'complaint') {
    execution.connect(answered(execution.storage(), execution.now));
  }
  switch (outcome.kind) {
    case 'done':
    case 'refused':
    case 'refused-together':
    case 'conflict':
      notePass(execution, lane, isRecovery && outcome.kind === 'done');
      return;
    case 'failed':
      noteFailure(execution, lane, { cause, afterMs: outcome.afterMs, charged, by: project.key });
      return;
    case 'busy':
      noteFailure(execution, CONNECTION, { cause, afterMs: outcome.afterMs });
      return;
    case 'token-rejected':
      suspendConnection(execution, project, epoch);
      return;
    case 'board-closed':
      if (lane.kind === 'fields') noteBoard(execution, project, lane, outcome.reason, cause);
      else noteFailure(execution, lane, { cause, afterMs: null, charged, by: project.key });
      return;
    case 'board-missing':
      noteFailure(execution, lane, { cause, afterMs: null, charged, by: project.key });
  }
}

/** Nothing is sent at all until Ducalis takes the token again. @param epoch as in {@link settle}. */
export function suspendConnection(
  execution: Clock & Storage,
  project: ProjectHandle,
  epoch: number | null,
): void {
  const change = rejected(execution.storage(), epoch);
  execution.connect(change);
  if (change.connectionReason !== undefined) noteSuspension(execution, project, 'token-rejected');
}

function notePass(execution: Clock & Storage, name: LaneName, isRecovery: boolean): void {
  const { now } = execution;
  updateLane(execution, name, (lane) => passing(lane, now, isRecovery));
  // While the connection waits, what passes was asked for before: it does not end the wait.
  if (waitsUntil(readLane(execution, CONNECTION), now) === 0) endWaiting(execution);
}

/** Ducalis answers: nothing keeps the connection as a whole waiting. */
export function endWaiting(execution: Clock & Storage): void {
  const connection = readLane(execution, CONNECTION);
  if (isInTrouble(connection)) writeLane(execution, passing(connection, execution.now));
}

/** @param failure `charged`: as in {@link settle}. `by`: key of the project that called, if others may try in its place. */
export function noteFailure(
  execution: Clock & Chance & Storage,
  name: LaneName,
  failure: {
    readonly cause: Cause;
    readonly afterMs: number | null;
    readonly charged?: Charged;
    readonly by?: string | null;
  },
): void {
  const lane = readLane(execution, name);
  const { cause, afterMs, charged = 'lane', by = null } = failure;
  const { now } = execution;
  const change =
    charged === 'nobody'
      ? used(lane, now)
      : failing(lane, { now, random: execution.random(), afterMs, isNew: charged === 'lane', by, cause });
  writeLane(execution, change);
}

/** What Ducalis refuses again and again is asked less and less often, as if it had failed. */
export function refusedAsFailed(verdict: Verdict): Verdict {
  const { kind } = verdict.outcome;
  const isRefused = kind === 'refused' || kind === 'refused-together' || kind === 'conflict';
  return isRefused ? { ...verdict, outcome: { kind: 'failed', afterMs: null } } : verdict;
}

/**
 * Where a chain goes on after an answer that may concern the whole board. One call may be refused for a reason of its own:
 * only the board's fields, or the list of boards, say what is true of the board.
 */
export function onwardFrom({ outcome }: Verdict, board: string, to: PhaseName = 'sending'): Onward {
  if (outcome.kind === 'board-missing') return goTo('boards', board);
  return outcome.kind === 'board-closed' ? goTo('probe', board) : goTo(to);
}

/** The board of the call: the project may be on another by now, which this says nothing about. */
function noteBoard(
  execution: Clock & Chance & Storage,
  project: ProjectHandle,
  lane: LaneName,
  reason: 'board-forbidden' | 'board-disabled',
  cause: Cause,
): void {
  if (lane.board === project.facts().boardId) suspendOnBoard(execution, project, reason);
  else noteFailure(execution, lane, { cause, afterMs: null });
}

/** Nothing is sent of this project until its board answers again. */
export function suspendOnBoard(
  execution: Clock & Storage,
  project: ProjectHandle,
  reason: SuspendedReason,
): void {
  const before = project.facts();
  if (before.boardId !== null && before.suspendedReason === null) endTroubleOn(execution, before.boardId);
  const change = gone(before, reason);
  project.become(change);
  if (change.suspendedReason !== undefined && before.suspendedReason !== reason) {
    noteSuspension(execution, project, reason);
  }
}

/** A person reads in the journal why nothing is sent any more. */
export function noteSuspension(
  execution: Clock,
  project: ProjectHandle,
  reason: SuspendedReason | 'token-rejected' | 'instance-changed',
): void {
  journalizeCount(execution, project, 'suspended', 0, { reason });
}
