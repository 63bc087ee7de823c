/** The bulk call: the same items to the same board are the same call, however often it is made. */
import type { HttpRequest } from '../../domain/exchange.ts';
import { sendIssues } from '../../ducalis/requests.ts';
import type { Execution } from '../../youtrack/ports.ts';

/** @param items as {@link sendIssues} takes them. */
export function bulkRequest(
  execution: Pick<Execution, 'digest'>,
  board: string,
  items: readonly string[],
): HttpRequest {
  return sendIssues(board, items, execution.digest(items.join('\n')));
}
