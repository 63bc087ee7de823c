/** The administrator's view of the connection, and the test that asks Ducalis what it can do. */

import { readAllowedBoards } from '../app/stored/allowed-boards.ts';
import { type Capabilities, readCapabilities, writeCapabilities } from '../app/stored/capabilities.ts';
import { readConfiguration } from '../app/stored/configuration.ts';
import { readIntegration } from '../app/stored/integration.ts';
import { accepted, failed, tested } from '../domain/connection.ts';
import type { Outcome } from '../domain/outcome.ts';
import {
  type Board,
  type DucalisField,
  outcomeOfAnswer,
  parseBoardFields,
  parseBoards,
} from '../ducalis/answers.ts';
import { listBoardFields, listBoards } from '../ducalis/requests.ts';
import type { Overview } from '../shared/api.ts';
import { type ErrorCode, isErrorCode } from '../shared/error-codes.ts';
import type { Execution } from '../youtrack/ports.ts';
import { Refusal } from './failure.ts';

export function overviewOf(execution: Execution): Overview {
  const storage = execution.storage();
  const { push, boards } = readCapabilities(execution);
  const notBefore = storage.notBefore ?? 0;
  return {
    connection: {
      state: connectionState(execution),
      reason: codeOf(storage.connectionReason),
      checkedAt: storage.checkedAt,
      push,
      notBefore: notBefore > execution.now ? notBefore : null,
    },
    hasYouTrackToken: execution.hasYouTrackToken,
    integration: readIntegration(execution),
    boards: [...boards],
    allowedBoards: readAllowedBoards(execution),
    projects: execution.connectedProjects().flatMap((project) => {
      const read = readConfiguration(project);
      const facts = project.facts();
      if (read.kind !== 'read') return [];
      return [
        {
          key: project.key,
          name: project.name,
          board: read.value.board,
          suspendedReason: codeOf(facts.suspendedReason),
          sweptAt: facts.sweptAt,
          isLeaving: facts.leaving === true,
        },
      ];
    }),
  };
}

/**
 * Asks Ducalis for its boards and whether it takes issues, and remembers the answer. Each test starts a new epoch:
 * a late answer to a call made with an older token suspends nothing any more.
 */
export function testConnection(execution: Execution): Overview {
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  execution.connect(tested(execution.storage(), execution.now));
  const found = askForBoards(execution);
  const [first] = found.boards;
  if (found.reason === null && first !== undefined) {
    writeCapabilities(execution, { push: probePush(execution, first.id), boards: [...found.boards] });
    execution.connect(accepted(execution.storage(), execution.now, execution.newId()));
  } else execution.connect(failed(execution.storage(), found.reason ?? 'no-boards'));
  return overviewOf(execution);
}

/** @throws Refusal when the token is missing or Ducalis does not list the board's fields. */
export function fieldsOfBoard(execution: Execution, board: string): readonly DucalisField[] {
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  const answer = execution.ask(listBoardFields(board));
  const fields = parseBoardFields(answer);
  const outcome = outcomeOfAnswer(answer, fields !== undefined, execution.now);
  if (outcome.kind === 'Acknowledged' && fields !== undefined) return fields;
  throw refusalFor(outcome, answer.status);
}

/** @throws Refusal when Ducalis does not answer or does not know the token. */
export function boardsNow(execution: Execution): readonly Board[] {
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

function askForBoards(execution: Execution): {
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

/**
 * 404, or an answer that is not the promised JSON, means that this Ducalis does not know the call. One that has known
 * it before has only garbled an answer.
 */
function probePush(execution: Execution, board: string): Capabilities['push'] {
  const answer = execution.ask(listBoardFields(board));
  const fields = parseBoardFields(answer);
  const { status } = answer;
  if (status === 404) return 'unsupported';
  const before = readCapabilities(execution).push;
  if (status === null || status < 200 || status > 299) return before;
  if (fields !== undefined) return 'supported';
  return before === 'supported' ? before : 'unsupported';
}

function connectionState(execution: Execution): Overview['connection']['state'] {
  if (!execution.hasDucalisToken) return 'no-token';
  const { connectionState: state } = execution.storage();
  if (state === 'suspended' || state === 'failed' || state === 'connected') return state;
  return 'untested';
}

function codeOf(text: string | null): ErrorCode | null {
  if (text === null) return null;
  return isErrorCode(text) ? text : 'unexpected';
}
