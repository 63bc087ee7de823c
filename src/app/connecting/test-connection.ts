/** The test of the connection that a person asks for. */
import { began } from '../../domain/adoption.ts';
import { accepted, failed, tested } from '../../domain/connection.ts';
import { triedNow } from '../../domain/lane.ts';
import { parseBoardFields } from '../../ducalis/answers.ts';
import { listBoardFields } from '../../ducalis/requests.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Asking, Chance, Clock, Storage, Tokens } from '../../youtrack/ports.ts';
import { endWaiting } from '../calling/verdict.ts';
import { type Capabilities, readCapabilities, writeCapabilities } from '../stored/capabilities.ts';
import { readLanes, writeLane } from '../stored/lanes.ts';
import { noteSchema } from '../stored/schema.ts';
import { readSources, writeSources } from '../stored/sources.ts';
import { askForBoards } from './ask.ts';

/**
 * Asks Ducalis for its boards and whether it takes issues, and remembers the answer. Each test starts a new epoch:
 * a late answer to a call made with an older token suspends nothing any more.
 *
 * @throws Refusal without a token. What Ducalis answers is part of the connection's state.
 */
export function testConnection(execution: Clock & Chance & Storage & Tokens & Asking): void {
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  execution.connect(tested(execution.storage(), execution.now));
  const found = askForBoards(execution);
  const [first] = found.boards;
  if (found.reason === null && first !== undefined) {
    const push = probePush(execution, first.id);
    writeCapabilities(execution, { push, boards: [...found.boards], unreadable: found.unreadable });
    if (execution.storage().instanceId === null) begin(execution);
    execution.connect(accepted(execution.storage(), execution.now, execution.newId()));
    // Somebody may have mended what kept calls from passing.
    endWaiting(execution);
    for (const lane of readLanes(execution)) writeLane(execution, triedNow(lane));
  } else execution.connect(failed(execution.storage(), found.reason ?? 'no-boards'));
}

/** There is no data yet: it begins with the form of this version, and nothing was sent. */
function begin(execution: Storage): void {
  noteSchema(execution);
  writeSources(execution, began(readSources(execution)));
}

/** No failure takes back what was proven: that this Ducalis knows the call, which it has answered once. */
function probePush(execution: Asking & Pick<Storage, 'storage'>, board: string): Capabilities['push'] {
  const answer = execution.ask(listBoardFields(board));
  const fields = parseBoardFields(answer);
  const { status } = answer;
  const isSuccess = status !== null && status >= 200 && status <= 299;
  if (isSuccess && fields !== undefined) return 'supported';
  const before = readCapabilities(execution).push;
  if (before === 'supported') return before;
  return isSuccess || status === 404 ? 'unsupported' : before;
}
