/** The phase *results*: asks for what Ducalis thinks of the board's issues since it was asked last. */
import { outcomeOfAnswer, parseResultPage } from '../../ducalis/answers.ts';
import { listResults } from '../../ducalis/requests.ts';
import type { ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { charge } from '../calling/outcome.ts';
import { permitToCall } from '../calling/permit.ts';
import { takeIn } from '../results/take-in.ts';
import { isImporting } from '../stored/walk.ts';
import { halfOf, pagePayload, pageSize } from './page.ts';

/** Pages of results in one round: a chain carries about nine calls, and sending needs some of them. */
const LAST_PAGE_HOP = 4;

/** While an import runs, its issues go first: a chain is short, and results wait for at most half an hour. */
const TURN_MS = 30 * 60 * 1000;
const ROUND_MS = 5 * 60 * 1000;

export function yieldsToImport({ now }: { readonly now: number }, project: ProjectHandle): boolean {
  return isImporting(project) && now % TURN_MS >= ROUND_MS;
}

export function askForResults({ execution, project, payload }: Turn): Next {
  if (yieldsToImport(execution, project)) return DONE;
  const { boardId, scoresCursor } = project.facts();
  if (boardId === null) return DONE;
  const size = pageSize(payload, boardId);
  return call(execution, listResults(boardId, scoresCursor, size), 'onResultsPage', {
    payload: pagePayload.write({ board: boardId, size }),
  });
}

export function takeResultsPage({ execution, project, answer, epoch, payload }: Answered): Onward {
  const asked = pagePayload.read(payload);
  const page = parseResultPage(answer);
  const outcome = outcomeOfAnswer(answer, page !== undefined, execution.now);
  // The cursor of another board means nothing on this one.
  const isSameBoard = asked !== null && asked.board === project.facts().boardId;
  const half = isSameBoard ? halfOf(asked, answer, page !== undefined) : null;
  if (half !== null) return goTo('results', pagePayload.write(half));
  charge(execution, project, outcome, { epoch });
  // A cursor that Ducalis does not take would be refused in every round from now on.
  if (outcome.kind === 'NeedsAttention' && isSameBoard) project.record({ scoresCursor: null });
  if (outcome.kind !== 'Acknowledged' || page === undefined || !isSameBoard) return goTo('orphans');
  takeIn(execution, project, page.results);
  project.record({ scoresCursor: page.next ?? project.facts().scoresCursor });
  const hasMore = page.count > 0 && page.next !== null;
  const mayGoOn = permitToCall(execution, project).kind === 'open' && execution.hop < LAST_PAGE_HOP;
  return hasMore && mayGoOn ? goTo('results', pagePayload.write(asked)) : goTo('orphans');
}
