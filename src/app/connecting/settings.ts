/** Checks and saves what an administrator chooses for a project: board, matched fields, filter, fields for results. */

import { settingsProblems } from '../../domain/settings-check.ts';
import { isSyncBackField } from '../../domain/sync-back.ts';
import type { Board, DucalisField } from '../../ducalis/answers.ts';
import type { Configuration, SaveProject } from '../../shared/api.ts';
import { demandNone, Refusal } from '../../shared/refusal.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { mayChoose } from '../stored/allowed-boards.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { readConfiguration, type StoredConfiguration } from '../stored/configuration.ts';
import { boardsNow, fieldsOfBoard } from './ask.ts';
import { putOnBoard } from './board.ts';

/**
 * Checks everything against Ducalis and YouTrack as they are now; nothing is saved unless all of it holds. A filter or
 * results that are absent stay as they are.
 *
 * @throws Refusal with everything that does not hold.
 */
export function saveSettings(
  execution: Execution,
  project: ProjectHandle,
  request: Omit<SaveProject, 'project'>,
): void {
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer');
  const before = read.kind === 'read' ? read.value : null;
  if ((before?.revision ?? 0) !== request.revision) throw new Refusal('conflict');
  const { filter = before?.filter, results = before?.results } = request.configuration;
  const checked = checkedConfiguration(execution, project, { ...request.configuration, filter, results });
  putOnBoard(execution, project, {
    ...checked,
    revision: request.revision + 1,
    nonce: request.nonce,
  });
  scheduleTurn(execution, project);
}

type Checked = Omit<StoredConfiguration, 'revision' | 'nonce'>;

/** What Ducalis says of itself now; for several projects it is asked once. */
export interface Asked {
  readonly boards: readonly Board[];
  readonly fields: (board: string) => readonly DucalisField[];
}

function ask(execution: Execution): Asked {
  return { boards: boardsNow(execution), fields: (board) => fieldsOfBoard(execution, board).items };
}

/** @throws Refusal with everything that does not hold. */
export function checkedConfiguration(
  execution: Execution,
  project: ProjectHandle,
  configuration: Configuration,
  asked: Asked = ask(execution),
): Checked {
  const { board, builtIn, matches, filter, results } = configuration;
  const canPush = readCapabilities(execution).push !== 'unsupported';
  const listed = asked.boards.find(({ id }) => id === board.id);
  const mayUse = (id: string): boolean => id === project.facts().boardId || mayChoose(execution, id);
  const needsFields =
    matches.length > 0 || results?.some(({ criterion }) => criterion !== undefined) === true;
  // Of a board that the person may not use nothing is said.
  const asks = canPush && needsFields && listed !== undefined && mayUse(listed.id);
  const boardFields = asks ? asked.fields(board.id) : null;
  demandNone(
    settingsProblems(configuration, {
      boards: asked.boards,
      mayChoose: mayUse,
      canPush,
      fields: ownFields(project),
      boardFields,
      hasValue: (named) => project.hasValue(named),
    }),
  );
  const types = new Map(boardFields?.map(({ key, type }) => [key, type]));
  return {
    board: listed ?? board,
    builtIn,
    matches: matches.flatMap((match) => {
      const type = types.get(match.key);
      return type === undefined ? [] : [{ ...match, type }];
    }),
    filter,
    results,
  };
}

/** Without those that Sync Back writes: sending them back would push on every result. */
export function ownFields(project: ProjectHandle): ReturnType<ProjectHandle['fields']> {
  return project.fields().filter(({ name }) => !isSyncBackField(name));
}
