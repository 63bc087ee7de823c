/** An administrator decides what becomes of issues whose project can do nothing about them any more. */
import type * as v from 'valibot';
import { newRevision } from '../../domain/delivery.ts';
import { type ListedIssue, type Listing, parseListing } from '../../ducalis/listing.ts';
import { listResults, removeIssue } from '../../ducalis/requests.ts';
import type { AbandonedCount, DecideAbandonedSchema } from '../../shared/administration.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Asking, Chance, Clock, Execution } from '../../youtrack/ports.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { abandonedOn, keepOn, removeFrom, wantSearch } from '../stored/abandoned.ts';
import { searchFormerBoard } from '../stored/rounds.ts';
import { findAbandoned, isOrphan, itemsOf, keepAsking, leftAlone } from './abandoned.ts';
import { understood } from './ask.ts';
import { disconnect } from './disconnect.ts';
import { heirOf } from './heir.ts';

/** @throws Refusal where there is nothing to decide any more. */
export function decideAbandoned(
  execution: Execution,
  { project: key, board, answer }: v.InferOutput<typeof DecideAbandonedSchema>,
): void {
  const found = findAbandoned(execution).find((one) => one.project === key && one.board === board);
  if (found?.state !== 'waiting') throw new Refusal('not-abandoned');
  if (found.why === 'detached') {
    disconnect(execution, { project: key, board, onBoard: answer === 'remove' ? 'remove' : 'keep' });
    if (answer === 'remove') removeFrom(execution, board, key);
    return;
  }
  if (answer === 'leave') keepOn(execution, board, key);
  else removeDeletedProject(execution, board, key);
}

function removeDeletedProject(execution: Execution, board: string, key: string): void {
  keepAsking(execution, board);
  removeFrom(execution, board, key);
  const by = heirOf(execution, null);
  wantSearch(execution, board, by?.key ?? null);
  if (by === null) return;
  if (by.facts().boardId !== board) searchFormerBoard(by, board);
  scheduleTurn(execution, by, { phase: 'orphans' });
}

/** Pages of a board that are looked at while a person waits. */
const MOST_PAGES = 5;

/**
 * How many issues would be removed from that board for the sake of a deleted project.
 *
 * @throws Refusal when Ducalis does not say.
 */
export function countAbandoned(execution: Execution, board: string, project: string): AbandonedCount {
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  const others = leftAlone(execution, board).filter((key) => key !== project);
  const { waiting, kept } = abandonedOn(execution, board);
  const stays = itemsOf([...others, ...waiting.filter((key) => key !== project), ...kept]);
  let issues = 0;
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const listing = listingNow(execution, board, cursor);
    issues += listing.items.filter((item) => isOrphan(execution, item) && !stays(item)).length;
    cursor = listing.next;
    if (cursor === null || listing.items.length === 0) return { issues, isWhole: true };
  }
  return { issues, isWhole: false };
}

/** @throws Refusal when Ducalis does not list the board. */
export function listingNow(execution: Clock & Asking, board: string, cursor: string | null): Listing {
  const answer = execution.ask(listResults(board, cursor));
  return understood(execution, answer, parseListing(answer), { kind: 'feed', board });
}

/** While the page waits. What stays although it was removed is met again by the next look. */
export function removeNow(
  execution: Clock & Chance & Asking,
  board: string,
  { externalId, revision: held }: ListedIssue,
): void {
  if (externalId === null) return;
  const revision = Math.max((held ?? 0) + 1, newRevision(execution.now, execution.random()));
  execution.ask(removeIssue(board, externalId, revision));
}
