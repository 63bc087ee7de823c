/** Takes a project off its board. */
import type * as v from 'valibot';
import type { DisconnectSchema } from '../../shared/administration.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { readConfiguration, writeConfiguration } from '../stored/configuration.ts';
import { findProject } from '../stored/find-project.ts';
import { leaveIssuesOnBoard, takeIssuesOffBoard } from './board.ts';

/** @throws Refusal for a project on another board: what is removed from that one was not meant. */
export function disconnect(
  execution: Execution,
  { project: key, board, onBoard }: v.InferOutput<typeof DisconnectSchema>,
): void {
  const project = findProject(execution, key);
  const { connected, boardId } = project.facts();
  if (connected === true && boardId !== board) {
    throw new Refusal('project-on-another-board', project.name);
  }
  takeOffBoard(execution, project, onBoard);
}

/** With `remove` the project stays connected until its last issue has left the board (`endLeaving`). */
function takeOffBoard(execution: Execution, project: ProjectHandle, onBoard: 'keep' | 'remove'): void {
  const { connected } = project.facts();
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer');
  if (read.kind === 'malformed') throw new Refusal('configuration-damaged');
  if (connected !== true || read.kind !== 'read') throw new Refusal('project-not-connected');
  // A page opened before would put the project back on the board with its next save.
  const configuration = read.value;
  writeConfiguration(project, {
    ...configuration,
    revision: configuration.revision + 1,
    nonce: execution.newId(),
  });
  if (onBoard === 'keep') {
    leaveIssuesOnBoard(execution, project);
    return;
  }
  takeIssuesOffBoard(execution, project);
  scheduleTurn(execution, project);
}
