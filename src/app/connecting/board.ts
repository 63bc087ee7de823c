/** Puts a project on a board, and takes it off: what is decided about it was checked before. */
import { forgotten, keeps, leaves, putOn } from '../../domain/membership.ts';
import type { Chance, Clock, Execution, ProjectHandle, Projects, Storage } from '../../youtrack/ports.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { startAskedImport, startImport } from '../catching-up/import.ts';
import { forgetProject, keepOn, wantSearch } from '../stored/abandoned.ts';
import { readFromNow } from '../stored/board-feeds.ts';
import { isToBeRead, joinBoard } from '../stored/board-readings.ts';
import { enterBoard, leaveBoards, noteKey } from '../stored/board-register.ts';
import { type StoredConfiguration, writeConfiguration } from '../stored/configuration.ts';
import { endRound, formerBoards, searchFormerBoard } from '../stored/rounds.ts';
import { keepAsking } from './abandoned.ts';
import { handOverDepartures, heirOf } from './heir.ts';

/**
 * Stores the settings and begins an import: whatever they mean for an issue, it finds it; the rest costs no call. On a board
 * that this installation has not read, the import waits until it has.
 */
export function putOnBoard(
  execution: Clock & Chance & Storage & Projects,
  project: ProjectHandle,
  configuration: StoredConfiguration,
): void {
  writeConfiguration(project, configuration);
  const before = project.facts();
  const board = configuration.board.id;
  const isMoved = before.boardId !== null && before.boardId !== board;
  if (before.connected !== true || before.boardId !== board) joinBoard(execution, project, board);
  if (isMoved) searchFormerBoard(project, before.boardId);
  if (before.queueId === null) project.record({ queueId: execution.newId() });
  project.become(putOn(before, board, isToBeRead(execution, board)));
  keepAsking(execution, board);
  forgetProject(execution, project.key);
  enterBoard(execution, project.key, board);
  if (before.boardId !== board) readFromNow(execution, project);
  noteKey(execution, { key: project.key, queueId: project.facts().queueId });
  startAskedImport(execution, project);
}

/**
 * The project has no board from now on. Its issues stay there as they are; what was to leave other boards is taken off by
 * another project.
 */
export function leaveIssuesOnBoard(execution: Execution, project: ProjectHandle): void {
  const { boardId: board } = project.facts();
  if (board === null) return;
  const heir = heirOf(execution, project);
  const hasWork = handOverDepartures(execution, project, board, heir);
  project.become(keeps(project.facts()));
  leaveBoards(execution, project.key);
  endRound(project, board);
  for (const former of formerBoards(project)) wantSearch(execution, former, null);
  keepOn(execution, board, project.key);
  if (hasWork && heir !== null) scheduleTurn(execution, heir);
}

/** The project stays connected until its last issue has left the board (`endLeaving`). */
export function takeIssuesOffBoard(execution: Clock, project: ProjectHandle): void {
  project.become(leaves(project.facts()));
  startImport(execution, project);
}

/** This YouTrack is a copy of another: what was chosen for the project concerns the boards of the original. */
export function forgetBoard(project: ProjectHandle): void {
  project.become(forgotten());
  project.record({
    queueId: null,
    configuration: null,
    feedSince: null,
    rounds: null,
    listing: null,
    listed: null,
    tombstones: null,
    importState: null,
    checkState: null,
    adoption: null,
    invitesTeam: null,
    invitedAt: null,
  });
}
