/** While nothing may be sent: asks Ducalis, once a sweep, whether that has changed. */
import { outcomeOfAnswer, parseBoardFields } from '../ducalis/answers.ts';
import { listBoardFields } from '../ducalis/requests.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { sendNext } from './drain.ts';
import { startImport } from './imports.ts';
import { journalizeCount } from './journal.ts';

/** Asks only what an answer of Ducalis can end: not while a person has to act first. Ends an execution. */
export function askWhetherOpen(execution: Execution, project: ProjectHandle): void {
  const { connectionState, connectionReason } = execution.storage();
  const { boardId, suspendedReason } = project.facts();
  const isRejected = connectionState === 'suspended' && connectionReason === 'token-rejected';
  const isGone = connectionState === 'connected' && suspendedReason !== null;
  if (!execution.hasDucalisToken || boardId === null || !(isRejected || isGone)) return;
  execution.send(listBoardFields(boardId), 'probed', { project, payload: boardId });
}

/** The async function `probed`. */
export function probed(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const { project, epoch, payload: board } = carried;
  const storage = execution.storage();
  const answer = execution.answer();
  const isJson = parseBoardFields(answer) !== undefined;
  const outcome = outcomeOfAnswer(answer, isJson, execution.now);
  const isCurrent = epoch === (storage.connectionEpoch ?? 0) && board === project.facts().boardId;
  if (outcome.kind !== 'Acknowledged' || !isCurrent) return;
  execution.recordStorage({ connectionState: 'connected', connectionReason: null });
  const { suspendedReason, boardEpoch } = project.facts();
  project.record({ suspendedReason: null });
  if (suspendedReason === 'board-not-found') {
    // A board that was gone may have come back empty: what it held before counts for nothing.
    project.record({ boardEpoch: (boardEpoch ?? 0) + 1 });
    startImport(execution, project);
  }
  journalizeCount(execution, project, 'resumed', 0);
  sendNext(execution, project);
}
