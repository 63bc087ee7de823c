/** The phase *results*: asks for what Ducalis thinks of the board's issues since it was asked last. */
import * as v from 'valibot';
import { outcomeOfAnswer, parseResultPage } from '../../ducalis/answers.ts';
import { listResults, RESULTS_PER_PAGE } from '../../ducalis/requests.ts';
import type { ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { charge } from '../calling/outcome.ts';
import { permitToCall } from '../calling/permit.ts';
import { isImporting } from '../catching-up/import.ts';
import { takeIn } from '../results/take-in.ts';

/** Pages of results in one round: a chain carries about nine calls, and sending needs some of them. */
const LAST_PAGE_HOP = 4;

/** While an import runs, its issues go first: a chain is short, and results wait for at most half an hour. */
const TURN_MS = 30 * 60 * 1000;
const ROUND_MS = 5 * 60 * 1000;

export function yieldsToImport({ now }: { readonly now: number }, project: ProjectHandle): boolean {
  return isImporting(project) && now % TURN_MS >= ROUND_MS;
}

/** What was asked for: the board may be another one by the time of the answer. */
const AskedSchema = v.object({ board: v.string(), size: v.number() });

/** YouTrack cuts an answer off at 1 MB: then half a page is asked for (youtrack-platform §15 U9). */
const SMALLEST_PAGE = 10;

export function askForResults({ execution, project, payload }: Turn): Next {
  if (yieldsToImport(execution, project)) return DONE;
  const { boardId, scoresCursor } = project.facts();
  if (boardId === null) return DONE;
  const asked = askedOf(payload);
  const size = asked?.board === boardId ? asked.size : RESULTS_PER_PAGE;
  return call(execution, listResults(boardId, scoresCursor, size), 'onResultsPage', {
    payload: JSON.stringify({ board: boardId, size }),
  });
}

export function takeResultsPage({ execution, project, answer, epoch, payload }: Answered): Onward {
  const asked = askedOf(payload);
  const page = parseResultPage(answer);
  const outcome = outcomeOfAnswer(answer, page !== undefined, execution.now);
  // The cursor of another board means nothing on this one.
  const isSameBoard = asked !== null && asked.board === project.facts().boardId;
  if (isSameBoard && page === undefined && answer.status === 200 && asked.size > SMALLEST_PAGE) {
    return again({ ...asked, size: Math.max(SMALLEST_PAGE, Math.floor(asked.size / 2)) });
  }
  charge(execution, project, outcome, { epoch });
  // A cursor that Ducalis does not take would be refused in every round from now on.
  if (outcome.kind === 'NeedsAttention' && isSameBoard) project.record({ scoresCursor: null });
  if (outcome.kind !== 'Acknowledged' || page === undefined || !isSameBoard) return goTo('orphans');
  takeIn(execution, project, page.results);
  project.record({ scoresCursor: page.next ?? project.facts().scoresCursor });
  const hasMore = page.count > 0 && page.next !== null;
  const mayGoOn = permitToCall(execution, project).kind === 'open' && execution.hop < LAST_PAGE_HOP;
  return hasMore && mayGoOn ? again(asked) : goTo('orphans');
}

function again(asked: v.InferOutput<typeof AskedSchema>): Onward {
  return goTo('results', JSON.stringify(asked));
}

function askedOf(payload: string | null): v.InferOutput<typeof AskedSchema> | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), AskedSchema), payload);
  return parsed.success ? parsed.output : null;
}
