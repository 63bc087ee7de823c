/** Puts several projects on a board at once. */
import type * as v from 'valibot';
import { MOST_MATCHES } from '../../domain/settings.ts';
import { suggestBuiltIn, suggestMatches } from '../../domain/suggestions.ts';
import type { Board } from '../../ducalis/answers.ts';
import type { Connected, ConnectSchema } from '../../shared/administration.ts';
import type { Configuration } from '../../shared/api.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { findProject } from '../stored/find-project.ts';
import { boardsNow, fieldsOfBoard } from './ask.ts';
import { putOnBoard } from './board.ts';
import { viewOf } from './project-view.ts';
import { type Asked, checkedConfiguration } from './settings.ts';

/**
 * A project that was on a board before keeps its filter and results, as far as it still has the fields; matches belong to
 * a board, so on another one they are suggested again. One that cannot be connected stays as it was and keeps no other
 * waiting.
 *
 * @throws Refusal when Ducalis does not have the board, or does not answer: nothing is saved then.
 */
export function connectProjects(
  execution: Execution,
  request: v.InferOutput<typeof ConnectSchema>,
): Connected['refused'] {
  const boards = boardsNow(execution);
  const board = boards.find(({ id }) => id === request.board);
  if (board === undefined) throw new Refusal('board-not-found');
  const canPush = readCapabilities(execution).push !== 'unsupported';
  const boardFields = canPush ? fieldsOfBoard(execution, board.id).items : [];
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
  // One call an execution (youtrack-platform §3): the round begins with the others.
  if (first !== undefined) scheduleTurn(execution, first.project);
  return refused;
}

type Settings = Parameters<typeof putOnBoard>[2];

interface Plan {
  readonly project: ProjectHandle;
  readonly settings: Settings;
}

/** @throws Refusal for a project on another board: somebody chose it after this page was opened. */
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
