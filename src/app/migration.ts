/**
 * The first execution of a newer version makes of the data what it needs; a version that finds a greater number than its
 * own changes nothing.
 */
import type { Clock, Execution, ProjectHandle, Storage } from '../youtrack/ports.ts';
import { startImport } from './catching-up/import.ts';
import { forgetFeeds } from './stored/board-feeds.ts';
import { enterBoard, registerFormer } from './stored/board-register.ts';
import { beginRounds, formerBoards } from './stored/rounds.ts';
import { isFromNewer, noteSchema, SCHEMA } from './stored/schema.ts';

/** @returns whether this version may go on. */
export function migrate(execution: Execution): boolean {
  const { schema } = execution.storage();
  if (schema === SCHEMA) return true;
  if (isFromNewer(execution)) {
    console.warn('[ducalis] A newer version of this app has changed its data; this version does nothing');
    return false;
  }
  for (const project of execution.connectedProjects()) catchUp(execution, project);
  forgetFeeds(execution);
  noteSchema(execution);
  return true;
}

/**
 * Cursors and rounds begin again, so that results are fetched under their new names, and a walk sends what differs. Ids,
 * boards and settings stay.
 */
function catchUp(execution: Clock & Storage, project: ProjectHandle): void {
  const { boardId } = project.facts();
  if (boardId === null) return;
  enterBoard(execution, project.key, boardId);
  for (const board of formerBoards(project)) registerFormer(execution, project.key, board);
  beginRounds(project);
  startImport(execution, project);
}
