/** The phase *probe*: while nothing may be sent, asks Ducalis once a round whether that has changed. */
import { isRejected, resumed } from '../../domain/connection.ts';
import { cameBack } from '../../domain/membership.ts';
import { parseBoardFields } from '../../ducalis/answers.ts';
import { listBoardFields } from '../../ducalis/requests.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { waitOf } from '../calling/permit.ts';
import { CONNECTION, settle, verdictOf } from '../calling/verdict.ts';
import { startImport } from '../catching-up/import.ts';
import { journalizeCount } from '../stored/journal.ts';

/** Asks only what an answer of Ducalis can end: not while a person has to act first. */
export function askWhetherOpen({ execution, project }: Turn): Next {
  const storage = execution.storage();
  const { boardId, suspendedReason } = project.facts();
  const isGone = storage.connectionState === 'connected' && suspendedReason !== null;
  if (!execution.hasDucalisToken || boardId === null || !(isRejected(storage) || isGone)) return DONE;
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
  execution.connect(resumed(storage, epoch));
  project.become(cameBack(facts));
  if (facts.suspendedReason === 'board-not-found') startImport(execution, project);
  journalizeCount(execution, project, 'resumed', 0);
  return goTo('sending');
}
