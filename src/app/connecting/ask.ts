/** Asks Ducalis about its boards while a person waits, and says why it did not answer. */
import type { HttpAnswer } from '../../domain/exchange.ts';
import type { LaneName } from '../../domain/lane.ts';
import type { Outcome } from '../../domain/outcome.ts';
import {
  type Board,
  type DucalisField,
  isJsonObject,
  parseBoardFields,
  parseBoards,
} from '../../ducalis/answers.ts';
import { BOARDS_PER_PAGE, listBoardFields, listBoards } from '../../ducalis/requests.ts';
import type { Listed } from '../../ducalis/tolerant.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Asking, Clock, Tokens } from '../../youtrack/ports.ts';
import { BOARDS, verdictOf } from '../calling/verdict.ts';

/** @throws Refusal when the token is missing or Ducalis does not list the board's fields. */
export function fieldsOfBoard(execution: Clock & Tokens & Asking, board: string): Listed<DucalisField> {
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  const answer = execution.ask(listBoardFields(board));
  return understood(execution, answer, parseBoardFields(answer), { kind: 'fields', board });
}

/** @throws Refusal when Ducalis does not answer or does not know the token. */
export function boardsNow(execution: Clock & Asking): readonly Board[] {
  const found = askForBoards(execution);
  if (found.reason !== null) throw new Refusal(found.reason);
  return found.boards;
}

/**
 * @param parsed what the answer holds; undefined: nothing that is understood.
 * @throws Refusal when Ducalis did not do what a person asked for.
 */
export function understood<Parsed>(
  execution: Clock,
  answer: HttpAnswer,
  parsed: Parsed | undefined,
  lane: LaneName,
): Parsed {
  const refusal = refusalFor(execution, answer, parsed !== undefined, lane);
  if (refusal === null && parsed !== undefined) return parsed;
  throw refusal ?? new Refusal('answer-not-understood');
}

/** @returns why Ducalis did not do it; null: it did. @param isUnderstood as in `verdictOf`. */
function refusalFor(
  execution: Clock,
  answer: HttpAnswer,
  isUnderstood: boolean,
  lane: LaneName,
): Refusal | null {
  const { outcome } = verdictOf(execution, answer, isUnderstood, { lane, cargo: 'none' });
  switch (outcome.kind) {
    case 'done':
      return null;
    case 'board-missing':
      return new Refusal('board-not-found');
    case 'board-closed':
      return new Refusal(outcome.reason);
    default:
      return new Refusal(reasonFor(outcome, answer.status));
  }
}

/** Why Ducalis did not do its part. */
type Reason = 'token-rejected' | 'ducalis-unreachable' | 'ducalis-busy' | 'answer-not-understood';

function reasonFor(outcome: Outcome, status: number | null): Reason {
  if (outcome.kind === 'token-rejected') return 'token-rejected';
  if (status === null) return 'ducalis-unreachable';
  if (status === 429 || status >= 500) return 'ducalis-busy';
  return 'answer-not-understood';
}

const MOST_PAGES = 4;

/** `reason`: why there is no list; null: there is one. */
export function askForBoards(execution: Clock & Asking): {
  readonly boards: readonly Board[];
  /** How many more are listed that cannot be read. */
  readonly unreadable: number;
  readonly reason: Reason | null;
} {
  const boards: Board[] = [];
  let unreadable = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = execution.ask(listBoards(page));
    const parsed = parseBoards(answer);
    const { outcome } = verdictOf(execution, answer, parsed !== undefined, { lane: BOARDS, cargo: 'none' });
    if (outcome.kind !== 'done' || parsed === undefined) {
      const reason = isNotLetIn(answer) ? 'token-rejected' : reasonFor(outcome, answer.status);
      return { boards, unreadable, reason };
    }
    boards.push(...parsed.items);
    unreadable += parsed.unreadable;
    if (parsed.items.length + parsed.unreadable < BOARDS_PER_PAGE) break;
  }
  // Boards that cannot be read are not the same as none.
  const reason = boards.length === 0 && unreadable > 0 ? 'answer-not-understood' : null;
  return { boards, unreadable, reason };
}

/** What this call answers when it does not take a token is not documented: to a person, any JSON counts. */
function isNotLetIn(answer: HttpAnswer): boolean {
  return (answer.status === 401 || answer.status === 403) && isJsonObject(answer);
}
