/**
 * The phase *probe*: asks Ducalis for the fields of a board, which says whether it lets us in. While nothing may be sent,
 * once a round; otherwise when a call was answered as if it did not.
 */
import { isRejected, resumed } from '../../domain/connection.ts';
import { cameBack } from '../../domain/membership.ts';
import { parseBoardFields } from '../../ducalis/answers.ts';
import { listBoardFields } from '../../ducalis/requests.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { waitOf } from '../calling/permit.ts';
import { CONNECTION, settle, verdictOf } from '../calling/verdict.ts';
import { startImport } from '../catching-up/import.ts';
import { journalizeCount } from '../stored/journal.ts';
import { endTroubleOn } from '../stored/lanes.ts';

/** Asks only what an answer of Ducalis can end: not while a person has to act first. */
export function isProbeDue({ execution, project, payload }: Turn): boolean {
  const storage = execution.storage();
  const { boardId, suspendedReason } = project.facts();
  if (!execution.hasDucalisToken || boardId === null) return false;
  if (storage.connectionState !== 'connected') return isRejected(storage);
  // A former board is not asked about: what still has to leave it is tried again anyway.
  return suspendedReason !== null || payload === boardId;
}

/** @param turn `payload`: the board in question; null: the project's, if it is closed. */
export function askWhetherOpen(turn: Turn): Next {
  const { execution, project } = turn;
  const { boardId } = project.facts();
  if (boardId === null || !isProbeDue(turn)) return DONE;
  const isWaiting = [CONNECTION, { kind: 'fields', board: boardId } as const].some(
    (lane) => waitOf(execution, lane) > 0,
  );
  if (isWaiting) return DONE;
  return call(execution, listBoardFields(boardId), 'onBoardProbe', { payload: boardId });
}

export function takeBoardProbe({ execution, project, answer, epoch, payload: board }: Answered): Onward {
  const fields = parseBoardFields(answer);
  if (board === null) return goTo('sending');
  const lane = { kind: 'fields', board } as const;
  const verdict = verdictOf(execution, answer, fields !== undefined, { lane, cargo: 'none' });
  // A board that is still not there is no reason to ask less often.
  if (verdict.outcome.kind !== 'board-missing') settle(execution, project, verdict, { lane, epoch });
  const storage = execution.storage();
  const facts = project.facts();
  const isCurrent = epoch === (storage.connectionEpoch ?? 0) && board === facts.boardId;
  if (verdict.outcome.kind !== 'done' || !isCurrent) return goTo('sending');
  if (storage.connectionState === 'connected' && facts.suspendedReason === null) return goTo('sending');
  execution.connect(resumed(storage, epoch));
  project.become(cameBack(facts));
  // What failed because the board was closed need not wait any more.
  endTroubleOn(execution, board);
  if (facts.suspendedReason === 'board-not-found') startImport(execution, project);
  journalizeCount(execution, project, 'resumed', 0);
  return goTo('sending');
}
