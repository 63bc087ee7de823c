/** The phase *results*: asks for what Ducalis thinks of the board's issues since it was asked last. */
import { listResults } from '../../ducalis/requests.ts';
import { parseResultPage } from '../../ducalis/results.ts';
import type { ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { permitToCall, waitOf } from '../calling/permit.ts';
import { onwardFrom, settle, verdictOf } from '../calling/verdict.ts';
import { takeIn } from '../results/take-in.ts';
import { isImporting } from '../stored/walk.ts';
import { isUnread } from './adoption.ts';
import { cargoOf, halfOf, pagePayload, pageSize, refusesCursor } from './page.ts';

/** Pages of results in one round: a chain carries about nine calls, and sending needs some of them. */
const LAST_PAGE_HOP = 4;

/** While an import runs, its issues go first: a chain is short, and results wait for at most half an hour. */
const TURN_MS = 30 * 60 * 1000;
const ROUND_MS = 5 * 60 * 1000;

/** What is on a board that is still to be read says nothing yet: whose issues these are is not known. */
export function yieldsToImport({ now }: { readonly now: number }, project: ProjectHandle): boolean {
  return isUnread(project) || (isImporting(project) && now % TURN_MS >= ROUND_MS);
}

export function askForResults({ execution, project, payload }: Turn): Next {
  if (yieldsToImport(execution, project)) return DONE;
  const { boardId, scoresCursor } = project.facts();
  if (boardId === null || waitOf(execution, { kind: 'feed', board: boardId }) > 0) return DONE;
  const size = pageSize(payload, boardId);
  return call(execution, listResults(boardId, scoresCursor, size), 'onResultsPage', {
    payload: pagePayload.write({ board: boardId, size, askedAt: execution.now }),
  });
}

export function takeResultsPage({ execution, project, answer, epoch, payload }: Answered): Onward {
  const asked = pagePayload.read(payload);
  const page = parseResultPage(answer);
  if (asked === null) return goTo('orphans');
  const { board } = asked;
  const lane = { kind: 'feed', board } as const;
  const cargo = cargoOf(project.facts().scoresCursor);
  const verdict = verdictOf(execution, answer, page !== undefined, { lane, cargo });
  const { outcome } = verdict;
  // The cursor of another board means nothing on this one.
  const isSameBoard = board === project.facts().boardId;
  const half = isSameBoard ? halfOf(asked, answer, page !== undefined) : null;
  if (half !== null) return goTo('results', pagePayload.write(half));
  settle(execution, project, verdict, { lane, epoch });
  if (refusesCursor(outcome) && isSameBoard) project.record({ scoresCursor: null });
  if (outcome.kind !== 'done' || page === undefined || !isSameBoard) {
    return onwardFrom(verdict, board, 'orphans');
  }
  const { isOvertaken } = takeIn(execution, project, page, {
    from: 'feed',
    askedAt: asked.askedAt ?? null,
  });
  // The cursor never passes what was not taken in: the page is asked for again, and counts then.
  if (!isOvertaken) project.record({ scoresCursor: page.next ?? project.facts().scoresCursor });
  const hasMore = isOvertaken || (page.count > 0 && page.next !== null);
  const mayGoOn = permitToCall(execution, project).kind === 'open' && execution.hop < LAST_PAGE_HOP;
  return hasMore && mayGoOn ? goTo('results', pagePayload.write(asked)) : goTo('orphans');
}
