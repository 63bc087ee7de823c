/** Reads and saves what an administrator chooses for a project: board, built-in parts, matched fields. */
import { isCompatible, isYouTrackFieldType, suits } from '../domain/field-types.ts';
import { isSyncBackField } from '../domain/sync-back.ts';
import type { DucalisField } from '../ducalis/answers.ts';
import { type Configuration, type ProjectView, SaveProjectSchema } from '../shared/api.ts';
import { isErrorCode } from '../shared/error-codes.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import {
  editable,
  readConfiguration,
  type StoredConfiguration,
  writeConfiguration,
} from './configuration.ts';
import { readCapabilities } from './connection.ts';
import type { Call } from './endpoints.ts';
import { Refusal } from './failure.ts';
import { boardsNow, fieldsOfBoard } from './overview.ts';

/** @throws Refusal for an unknown project and for settings of a newer version. */
export function projectView(execution: Execution, key: string): ProjectView {
  return viewOf(findProject(execution, key));
}

/**
 * Checks everything against Ducalis and YouTrack as they are now; nothing is saved unless all of it holds.
 *
 * @throws Refusal naming what does not hold.
 */
export function saveProject({ execution, body }: Call): ProjectView {
  const request = body(SaveProjectSchema);
  const project = findProject(execution, request.project);
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer', 409);
  const before = read.kind === 'read' ? read.configuration : null;
  if ((before?.revision ?? 0) !== request.revision) throw new Refusal('conflict', 409);

  const { board, builtIn, matches } = request.configuration;
  if (matches.length > 0 && readCapabilities(execution).push === 'unsupported') {
    throw new Refusal('push-unsupported', 422);
  }
  const listed = boardsNow(execution).find((candidate) => candidate.id === board.id);
  if (listed === undefined) throw new Refusal('board-not-found', 422, board.name);
  const types = fieldTypes(project);
  for (const part of ['status', 'type', 'assignee'] as const) {
    const field = builtIn[part];
    demandField(types, field);
    if (field !== null && !suits(part, types.get(field) ?? ''))
      throw new Refusal('fields-incompatible', 422, field);
  }

  writeConfiguration(project, {
    revision: request.revision + 1,
    nonce: request.nonce,
    board: listed,
    builtIn,
    matches: checkedMatches(matches, types, matches.length === 0 ? [] : fieldsOfBoard(execution, board.id)),
    filter: request.configuration.filter ?? before?.filter,
    results: request.configuration.results ?? before?.results,
  });
  const facts = project.facts();
  project.record({
    connected: true,
    boardId: listed.id,
    queueId: facts.queueId ?? execution.newId(),
    scoresCursor: facts.boardId === listed.id ? facts.scoresCursor : null,
    suspendedReason: null,
  });
  project.ensureAnchor();
  return viewOf(project);
}

function findProject(execution: Execution, key: string): ProjectHandle {
  const project = execution.projectByKey(key);
  if (project === null) throw new Refusal('project-not-found', 404);
  return project;
}

function viewOf(project: ProjectHandle): ProjectView {
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer', 409);
  const stored = read.kind === 'read' ? read.configuration : null;
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

function demandField(types: ReadonlyMap<string, string>, field: string | null): void {
  if (field !== null && !types.has(field)) throw new Refusal('field-not-found', 422, field);
}

function checkedMatches(
  matches: Configuration['matches'],
  types: ReadonlyMap<string, string>,
  ducalisFields: readonly DucalisField[],
): StoredConfiguration['matches'] {
  const seen = new Set<string>();
  return matches.map((match) => {
    const { field, key } = match;
    demandField(types, field);
    const target = ducalisFields.find((candidate) => candidate.key === key);
    if (target === undefined) throw new Refusal('field-not-found', 422, key);
    if (seen.has(key)) throw new Refusal('field-matched-twice', 422, target.name);
    seen.add(key);
    const type = types.get(field) ?? '';
    if (!isYouTrackFieldType(type) || !isCompatible(type, target.type)) {
      throw new Refusal('fields-incompatible', 422, `${field} → ${target.name}`);
    }
    return { ...match, type: target.type };
  });
}
