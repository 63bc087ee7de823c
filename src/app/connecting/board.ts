/** Puts a project on a board, and takes it off: what is decided about it was checked before. */
import { forgotten, keeps, leaves, putOn } from '../../domain/membership.ts';
import type { Chance, Clock, ProjectHandle, Storage } from '../../youtrack/ports.ts';
import { startImport } from '../catching-up/import.ts';
import { enterBoard, leaveBoards } from '../stored/board-register.ts';
import { type StoredConfiguration, writeConfiguration } from '../stored/configuration.ts';
import { searchFormerBoard } from '../stored/rounds.ts';

/** Stores the settings and begins an import: whatever they mean for an issue, it finds it; the rest costs no call. */
export function putOnBoard(
  execution: Clock & Chance & Storage,
  project: ProjectHandle,
  configuration: StoredConfiguration,
): void {
  writeConfiguration(project, configuration);
  const before = project.facts();
  const board = configuration.board.id;
  const isMoved = before.boardId !== null && before.boardId !== board;
  if (isMoved) searchFormerBoard(project, before.boardId);
  if (before.boardId !== board) project.record({ scoresCursor: null });
  if (before.queueId === null) project.record({ queueId: execution.newId() });
  project.become(putOn(before, board));
  enterBoard(execution, project.key, board);
  startImport(execution, project);
}

/** The project has no board from now on. Its issues stay there as they are. */
export function leaveIssuesOnBoard(execution: Storage, project: ProjectHandle): void {
  project.become(keeps(project.facts()));
  leaveBoards(execution, project.key);
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
    scoresCursor: null,
    rounds: null,
    tombstones: null,
    importState: null,
    checkState: null,
    invitesTeam: null,
    invitedAt: null,
  });
}
