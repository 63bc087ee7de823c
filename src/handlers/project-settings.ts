/** Reads and saves what an administrator chooses for a project: board, matched fields, filter, fields for results. */

import { scheduleTurn } from '../app/calling/turns.ts';
import { putOnBoard } from '../app/connecting/board.ts';
import { mayChoose } from '../app/stored/allowed-boards.ts';
import { readCapabilities } from '../app/stored/capabilities.ts';
import { editable, readConfiguration, type StoredConfiguration } from '../app/stored/configuration.ts';
import { settingsProblems } from '../domain/settings-check.ts';
import { isSyncBackField } from '../domain/sync-back.ts';
import type { Board, DucalisField } from '../ducalis/answers.ts';
import { type Configuration, type ProjectView, type SaveProject, SaveProjectSchema } from '../shared/api.ts';
import { isErrorCode } from '../shared/error-codes.ts';
import type { Execution, ProjectHandle } from '../youtrack/ports.ts';
import type { Call } from './endpoints.ts';
import { demandNone, Refusal } from './failure.ts';
import { boardsNow, fieldsOfBoard } from './overview.ts';

/** @throws Refusal for an unknown project and for settings of a newer version. */
export function projectView(execution: Execution, key: string): ProjectView {
  return viewOf(findProject(execution, key));
}

/** For a system administrator, who names the project. */
export function saveProject({ execution, body }: Call): ProjectView {
  const request = body(SaveProjectSchema);
  const project = findProject(execution, request.project);
  saveSettings(execution, project, request);
  return viewOf(project);
}

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
  return { boards: boardsNow(execution), fields: (board) => fieldsOfBoard(execution, board) };
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

export function findProject(execution: Execution, key: string): ProjectHandle {
  const project = execution.projectByKey(key);
  if (project === null) throw new Refusal('project-not-found');
  return project;
}

export function viewOf(project: ProjectHandle): ProjectView {
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer');
  const stored = read.kind === 'read' ? read.value : null;
  const { suspendedReason } = project.facts();
  return {
    key: project.key,
    name: project.name,
    revision: stored?.revision ?? 0,
    nonce: stored?.nonce ?? '',
    configuration: stored === null ? null : editable(stored),
    fields: [...ownFields(project)],
    suspendedReason:
      suspendedReason === null ? null : isErrorCode(suspendedReason) ? suspendedReason : 'unexpected',
  };
}

/** Without those that Sync Back writes: sending them back would push on every result. */
function ownFields(project: ProjectHandle): ReturnType<ProjectHandle['fields']> {
  return project.fields().filter(({ name }) => !isSyncBackField(name));
}
