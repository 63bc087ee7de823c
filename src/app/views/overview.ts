/** The administrator's view of the connection and of the projects on boards. */

import type { Overview } from '../../shared/api.ts';
import { type ErrorCode, isErrorCode } from '../../shared/error-codes.ts';
import type { Clock, Projects, Storage, Tokens } from '../../youtrack/ports.ts';
import { waitOf } from '../calling/permit.ts';
import { CONNECTION } from '../calling/verdict.ts';
import { readAllowedBoards } from '../stored/allowed-boards.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { readConfiguration } from '../stored/configuration.ts';
import { readIntegration } from '../stored/integration.ts';

export function overviewOf(execution: Clock & Pick<Storage, 'storage'> & Tokens & Projects): Overview {
  const storage = execution.storage();
  const { push, boards } = readCapabilities(execution);
  const notBefore = waitOf(execution, CONNECTION);
  return {
    connection: {
      state: connectionState(execution),
      reason: codeOf(storage.connectionReason),
      checkedAt: storage.checkedAt,
      push,
      notBefore: notBefore > 0 ? notBefore : null,
    },
    hasYouTrackToken: execution.hasYouTrackToken,
    integration: readIntegration(execution),
    boards: [...boards],
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
  };
}

function connectionState(execution: Pick<Storage, 'storage'> & Tokens): Overview['connection']['state'] {
  if (!execution.hasDucalisToken) return 'no-token';
  const { connectionState: state } = execution.storage();
  if (state === 'suspended' || state === 'failed' || state === 'connected') return state;
  return 'untested';
}

function codeOf(text: string | null): ErrorCode | null {
  if (text === null) return null;
  return isErrorCode(text) ? text : 'unexpected';
}
