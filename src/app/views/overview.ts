/** The administrator's view of the connection and of the projects on boards. */

import { isAddressOpen } from '../../domain/connection.ts';
import type { Board, Overview } from '../../shared/api.ts';
import { type ErrorCode, isErrorCode } from '../../shared/error-codes.ts';
import type { Clock, ProjectHandle, Projects, Storage, Tokens } from '../../youtrack/ports.ts';
import { waitOf } from '../calling/permit.ts';
import { CONNECTION } from '../calling/verdict.ts';
import { findAbandoned } from '../connecting/abandoned.ts';
import { heirOf } from '../connecting/heir.ts';
import { readAllowedBoards } from '../stored/allowed-boards.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { readConfiguration } from '../stored/configuration.ts';
import { readIntegration } from '../stored/integration.ts';
import { isAskedAboutItems } from '../stored/sources.ts';

type Looking = Clock & Pick<Storage, 'storage'> & Tokens;

export function overviewOf(execution: Looking & Projects): Overview {
  const { boards, unreadable } = readCapabilities(execution);
  return {
    connection: connectionOf(execution),
    hasYouTrackToken: execution.hasYouTrackToken,
    integration: readIntegration(execution),
    boards: [...boards],
    unreadableBoards: unreadable,
    allowedBoards: readAllowedBoards(execution),
    projects: execution.connectedProjects().flatMap((project) => {
      const read = readConfiguration(project);
      const facts = project.facts();
      if (read.kind !== 'read') return [];
      return [
        {
          key: project.key,
          name: project.name,
          board: read.value.board,
          suspendedReason: codeOf(facts.suspendedReason),
          sweptAt: facts.sweptAt,
          isLeaving: facts.leaving === true,
        },
      ];
    }),
    abandoned: abandonedProjects(execution, boards),
  };
}

export function connectionOf(execution: Looking): Overview['connection'] {
  const storage = execution.storage();
  const notBefore = waitOf(execution, CONNECTION);
  return {
    state: connectionState(execution),
    reason: codeOf(storage.connectionReason),
    asksAbout: questionOf(execution),
    checkedAt: storage.checkedAt,
    push: readCapabilities(execution).push,
    notBefore: notBefore > 0 ? notBefore : null,
  };
}

function abandonedProjects(execution: Looking & Projects, boards: readonly Board[]): Overview['abandoned'] {
  return findAbandoned(execution).map(({ board, project: key, why, state }) => {
    const project = execution.projectByKey(key);
    return {
      board: boards.find(({ id }) => id === board) ?? chosenBoard(project, board),
      project: key,
      name: project?.name ?? null,
      why,
      state,
      issues: project?.issueCount() ?? null,
      sweptAt: project?.facts().sweptAt ?? null,
      goesOnAlone: heirOf(execution, project) !== null,
    };
  });
}

/** A board that Ducalis does not list any more is known by what the project's settings say of it. */
function chosenBoard(project: ProjectHandle | null, id: string): Board {
  const read = project === null ? null : readConfiguration(project);
  return read?.kind === 'read' && read.value.board.id === id
    ? read.value.board
    : { id, name: id, emoji: null };
}

function connectionState(execution: Pick<Storage, 'storage'> & Tokens): Overview['connection']['state'] {
  if (!execution.hasDucalisToken) return 'no-token';
  const { connectionState: state } = execution.storage();
  if (state === 'suspended' || state === 'failed' || state === 'connected') return state;
  return 'untested';
}

function questionOf(execution: Pick<Storage, 'storage'>): Overview['connection']['asksAbout'] {
  if (!isAddressOpen(execution.storage())) return null;
  return isAskedAboutItems(execution) ? 'items' : 'address';
}

function codeOf(text: string | null): ErrorCode | null {
  if (text === null) return null;
  return isErrorCode(text) ? text : 'unexpected';
}
