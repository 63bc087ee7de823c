/** Reads and saves what an administrator chooses for a project: board, matched fields, filter, fields for results. */

import { scheduleTurn } from '../app/calling/turns.ts';
import { putOnBoard } from '../app/connecting/board.ts';
import { mayChoose } from '../app/stored/allowed-boards.ts';
import { readCapabilities } from '../app/stored/capabilities.ts';
import {
  editable,
  readConfiguration,
  type StoredConfiguration,
  watched,
} from '../app/stored/configuration.ts';
import { isSyncBackField } from '../domain/sync-back.ts';
import type { Board, DucalisField } from '../ducalis/answers.ts';
import { type Configuration, type ProjectView, type SaveProject, SaveProjectSchema } from '../shared/api.ts';
import { isErrorCode } from '../shared/error-codes.ts';
import type { Execution, ProjectHandle } from '../youtrack/ports.ts';
import type { Call } from './endpoints.ts';
import { Refusal } from './failure.ts';
import { boardsNow, fieldsOfBoard } from './overview.ts';
import {
  checkBuiltIn,
  checkedMatches,
  checkFilter,
  checkResults,
  demandOneWay,
  type Surroundings,
} from './settings-check.ts';

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
 * @throws Refusal naming what does not hold.
 */
export function saveSettings(
  execution: Execution,
  project: ProjectHandle,
  request: Omit<SaveProject, 'project'>,
): void {
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer', 409);
  const before = read.kind === 'read' ? read.value : null;
  if ((before?.revision ?? 0) !== request.revision) throw new Refusal('conflict', 409);
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

/** @throws Refusal naming what does not hold. */
export function checkedConfiguration(
  execution: Execution,
  project: ProjectHandle,
  { board, builtIn, matches, filter, results }: Configuration,
  asked: Asked = ask(execution),
): Checked {
  if (matches.length > 0 && readCapabilities(execution).push === 'unsupported') {
    throw new Refusal('push-unsupported', 422);
  }
  const listed = asked.boards.find((candidate) => candidate.id === board.id);
  if (listed === undefined) throw new Refusal('board-not-found', 422, board.name);
  if (listed.id !== project.facts().boardId && !mayChoose(execution, listed.id)) {
    throw new Refusal('board-not-allowed', 403, listed.name);
  }
  const asksForFields = matches.length > 0 || results?.some(({ criterion }) => criterion !== undefined);
  const surroundings: Surroundings = {
    types: fieldTypes(project),
    ducalisFields: asksForFields === true ? asked.fields(board.id) : [],
    hasValue: (named) => project.hasValue(named),
  };
  checkBuiltIn(builtIn, surroundings);
  if (filter !== undefined) checkFilter(filter, surroundings);
  if (results !== undefined) checkResults(results, surroundings);
  const checked = { board: listed, builtIn, matches: checkedMatches(matches, surroundings), filter, results };
  demandOneWay(watched(checked).fields, results ?? []);
  return checked;
}

export function findProject(execution: Execution, key: string): ProjectHandle {
  const project = execution.projectByKey(key);
  if (project === null) throw new Refusal('project-not-found', 404);
  return project;
}

export function viewOf(project: ProjectHandle): ProjectView {
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer', 409);
  const stored = read.kind === 'read' ? read.value : null;
  const { suspendedReason } = project.facts();
  return {
    key: project.key,
    name: project.name,
    revision: stored?.revision ?? 0,
    nonce: stored?.nonce ?? '',
    configuration: stored === null ? null : editable(stored),
    fields: project.fields().filter(({ name }) => !isSyncBackField(name)),
    suspendedReason:
      suspendedReason === null ? null : isErrorCode(suspendedReason) ? suspendedReason : 'unexpected',
  };
}

/** Sync Back fields are written by Ducalis: sending them back would push on every result. */
function fieldTypes(project: ProjectHandle): ReadonlyMap<string, string> {
  return new Map(
    project
      .fields()
      .filter(({ name }) => !isSyncBackField(name))
      .map(({ name, type }) => [name, type]),
  );
}
