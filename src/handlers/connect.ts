/** Puts several projects on a board at once, and takes a project off it. */

import { scheduleTurn } from '../app/calling/turns.ts';
import { leaveIssuesOnBoard, putOnBoard, takeIssuesOffBoard } from '../app/connecting/board.ts';
import { readCapabilities } from '../app/stored/capabilities.ts';
import { readConfiguration, writeConfiguration } from '../app/stored/configuration.ts';
import { MOST_MATCHES } from '../domain/settings.ts';
import { suggestBuiltIn, suggestMatches } from '../domain/suggestions.ts';
import type { Board } from '../ducalis/answers.ts';
import { type Connected, ConnectSchema, DisconnectSchema } from '../shared/administration.ts';
import type { Configuration, Overview } from '../shared/api.ts';
import type { Execution, ProjectHandle } from '../youtrack/ports.ts';
import type { Call } from './endpoints.ts';
import { Refusal } from './failure.ts';
import { boardsNow, fieldsOfBoard, overviewOf } from './overview.ts';
import { type Asked, checkedConfiguration, findProject, viewOf } from './project-settings.ts';

/**
 * A project that was on a board before keeps its filter and results, as far as it still has the fields; matches belong to
 * a board, so on another one they are suggested anew. One that cannot be connected stays as it was and keeps no other
 * waiting.
 *
 * @throws Refusal when Ducalis does not have the board, or does not answer: nothing is saved then.
 */
export function connectProjects({ execution, body }: Call): Connected {
  const request = body(ConnectSchema);
  const boards = boardsNow(execution);
  const board = boards.find(({ id }) => id === request.board);
  if (board === undefined) throw new Refusal('board-not-found');
  const canPush = readCapabilities(execution).push !== 'unsupported';
  const boardFields = canPush ? fieldsOfBoard(execution, board.id) : [];
  const asked: Asked = { boards, fields: () => boardFields };
  const planned: Plan[] = [];
  const refused: Connected['refused'] = [];
  for (const key of request.projects) {
    try {
      const project = findProject(execution, key);
      if (!isOn(project, board))
        planned.push({ project, settings: planFor(execution, project, board, asked) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ key, code: error.code, detail: error.detail });
    }
  }
  for (const { project, settings } of planned) putOnBoard(execution, project, settings);
  const [first] = planned;
  // One call an execution (youtrack-platform §3): the sweep begins with the others.
  if (first !== undefined) scheduleTurn(execution, first.project);
  return { overview: overviewOf(execution), refused };
}

type Settings = Parameters<typeof putOnBoard>[2];

interface Plan {
  readonly project: ProjectHandle;
  readonly settings: Settings;
}

/** @throws Refusal for a project on another board: whoever chose it meant it, and this page is older. */
function isOn(project: ProjectHandle, board: Board): boolean {
  const { connected, boardId } = project.facts();
  if (connected !== true) return false;
  if (boardId !== board.id) throw new Refusal('project-on-another-board');
  return true;
}

/** @throws Refusal naming what does not hold. */
function planFor(execution: Execution, project: ProjectHandle, board: Board, asked: Asked): Settings {
  const boardFields = asked.fields(board.id);
  const { fields, revision, configuration: before } = viewOf(project);
  const isThere = (name: string | null): boolean => fields.some((field) => field.name === name);
  const kept = (name: string | null): string | null => (isThere(name) ? name : null);
  const builtIn =
    before === null
      ? suggestBuiltIn(fields)
      : {
          status: kept(before.builtIn.status),
          type: kept(before.builtIn.type),
          assignee: kept(before.builtIn.assignee),
        };
  const results = before?.results?.filter(
    ({ criterion, field }) => criterion === undefined && isThere(field),
  );
  const taken = new Set([
    ...Object.values(builtIn).filter((name) => name !== null),
    ...(results ?? []).map(({ field }) => field),
  ]);
  const matches =
    before?.board.id === board.id
      ? before.matches.filter(
          ({ source, field, key }) =>
            (source === 'attribute' || isThere(field)) && boardFields.some((target) => target.key === key),
        )
      : suggestMatches(fields, boardFields, taken)
          .slice(0, MOST_MATCHES)
          .map((match) => ({ ...match }));
  const configuration: Configuration = { board, builtIn, matches, filter: before?.filter, results };
  const checked = checkedConfiguration(execution, project, configuration, asked);
  return { ...checked, revision: revision + 1, nonce: execution.newId() };
}

/** @throws Refusal for a project on another board: what is removed from that one was not meant. */
export function disconnect({ execution, body }: Call): Overview {
  const { project: key, board, onBoard } = body(DisconnectSchema);
  const project = findProject(execution, key);
  const { connected, boardId } = project.facts();
  if (connected === true && boardId !== board) {
    throw new Refusal('project-on-another-board', project.name);
  }
  takeOffBoard(execution, project, onBoard);
  return overviewOf(execution);
}

/** With `remove` the project stays connected until its last issue has left the board (`endLeaving`). */
function takeOffBoard(execution: Execution, project: ProjectHandle, onBoard: 'keep' | 'remove'): void {
  const { connected } = project.facts();
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer');
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
