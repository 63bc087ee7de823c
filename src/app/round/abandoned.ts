/**
 * While the administration page is open, it lets go on what is to be removed for projects that cannot do it themselves:
 * sooner than the rounds of others, and also where there is no other.
 */
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { waitOf } from '../calling/permit.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { CONNECTION } from '../calling/verdict.ts';
import { findAbandoned, isOrphan, staysByDecision } from '../connecting/abandoned.ts';
import { listingNow, removeNow } from '../connecting/decide-abandoned.ts';
import { heirOf, isLively } from '../connecting/heir.ts';
import { abandonedOn, noteSearch, removeFrom, wantSearch } from '../stored/abandoned.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { formerBoards, newRound, searchFormerBoard, tried, turned } from '../stored/rounds.ts';
import { endForOthers } from './orphans.ts';
import { beginRoundOf, isRoundDue } from './tick.ts';

/** Removals while a person's page waits; each takes as long as Ducalis does. */
const MOST_REMOVALS = 3;

/** One step for one of them. @throws Refusal when Ducalis does not list the board. */
export function goOnRemoving(execution: Execution): void {
  const removing = findAbandoned(execution).filter(({ state }) => state === 'removing');
  const chosen = removing[Math.floor(execution.random() * removing.length)];
  if (chosen === undefined) return;
  const { board } = chosen;
  const project = execution.projectByKey(chosen.project);
  if (project !== null) {
    removeFrom(execution, board, project.key);
    if (isRoundDue(execution.now, project)) beginRoundOf(execution, project);
    else scheduleTurn(execution, project);
    return;
  }
  const searching = searcherOf(execution, board);
  if (searching !== null) scheduleTurn(execution, searching, { phase: 'orphans' });
  else if (mayCall(execution)) searchNow(execution, board);
}

/** The project whose rounds look through the board; null: there is none that could. */
function searcherOf(execution: Execution, board: string): ProjectHandle | null {
  const { search } = abandonedOn(execution, board);
  const by = search?.by == null ? null : execution.projectByKey(search.by);
  if (by !== null && isLively(execution, by)) return by;
  const heir = heirOf(execution, null);
  if (heir === null) return null;
  wantSearch(execution, board, heir.key);
  const isThere = heir.facts().boardId === board || formerBoards(heir).includes(board);
  if (!isThere) searchFormerBoard(heir, board);
  return heir;
}

function mayCall(execution: Execution): boolean {
  const { connectionState } = execution.storage();
  return (
    connectionState === 'connected' &&
    execution.hasDucalisToken &&
    readCapabilities(execution).push === 'supported' &&
    waitOf(execution, CONNECTION) === 0
  );
}

/** One page of the board, or a few removals from it, while the page waits. */
function searchNow(execution: Execution, board: string): void {
  const round = abandonedOn(execution, board).search?.round ?? newRound(board);
  const { items, next } = listingNow(execution, board, round.cursor);
  const stays = staysByDecision(execution, board);
  const orphans = items.filter((item) => isOrphan(execution, item) && !stays(item));
  const waiting = orphans.filter(({ externalId }) => !round.tried.includes(externalId ?? ''));
  const chosen = waiting.slice(0, MOST_REMOVALS);
  for (const orphan of chosen) removeNow(execution, board, orphan);
  const ids = chosen.flatMap(({ externalId }) => externalId ?? []);
  const after = ids.length === 0 ? round : tried(round, ids);
  if (chosen.length < waiting.length) {
    noteSearch(execution, after);
    return;
  }
  const cursor = items.length === 0 ? null : next;
  if (cursor === null && !after.isBusy && orphans.length === 0) endForOthers(execution, board);
  else noteSearch(execution, turned(after, { cursor, isBusy: orphans.length > 0, items: items.length }));
}
