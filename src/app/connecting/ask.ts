/** Asks Ducalis about its boards while a person waits, and says why it did not answer. */
import type { Outcome } from '../../domain/outcome.ts';
import {
  type Board,
  type DucalisField,
  outcomeOfAnswer,
  parseBoardFields,
  parseBoards,
} from '../../ducalis/answers.ts';
import { listBoardFields, listBoards } from '../../ducalis/requests.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Asking, Clock, Tokens } from '../../youtrack/ports.ts';

/** @throws Refusal when the token is missing or Ducalis does not list the board's fields. */
export function fieldsOfBoard(execution: Clock & Tokens & Asking, board: string): readonly DucalisField[] {
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  const answer = execution.ask(listBoardFields(board));
  const fields = parseBoardFields(answer);
  const outcome = outcomeOfAnswer(answer, fields !== undefined, execution.now);
  if (outcome.kind === 'Acknowledged' && fields !== undefined) return fields;
  throw refusalFor(outcome, answer.status);
}

/** @throws Refusal when Ducalis does not answer or does not know the token. */
export function boardsNow(execution: Clock & Asking): readonly Board[] {
  const found = askForBoards(execution);
  if (found.reason !== null) throw new Refusal(found.reason);
  return found.boards;
}

export function refusalFor(outcome: Outcome, status: number | null): Refusal {
  return new Refusal(outcome.kind === 'Gone' ? outcome.reason : reasonFor(outcome, status));
}

/** Why Ducalis did not do its part. */
type Reason = 'token-rejected' | 'ducalis-unreachable' | 'ducalis-busy' | 'answer-not-understood';

function reasonFor(outcome: Outcome, status: number | null): Reason {
  if (outcome.kind === 'Suspended') return 'token-rejected';
  if (status === null) return 'ducalis-unreachable';
  if (status === 429 || status >= 500) return 'ducalis-busy';
  return 'answer-not-understood';
}

const PAGE_SIZE = 500;
const MOST_PAGES = 4;

/** `reason`: why there is no list; null: there is one. */
export function askForBoards(execution: Clock & Asking): {
  readonly boards: readonly Board[];
  readonly reason: Reason | null;
} {
  const boards: Board[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = execution.ask(listBoards(page));
    const parsed = parseBoards(answer);
    const outcome = outcomeOfAnswer(answer, parsed !== undefined, execution.now);
    if (outcome.kind !== 'Acknowledged' || parsed === undefined) {
      return { boards, reason: reasonFor(outcome, answer.status) };
    }
    boards.push(...parsed);
    if (parsed.length < PAGE_SIZE) break;
  }
  return { boards, reason: null };
}
