/** For the administration page: the connection, and the projects on boards. */
import { asyncFunctions } from '../src/app/scripts.ts';
import { allowBoards } from '../src/handlers/allowed-boards.ts';
import { connectProjects, disconnect } from '../src/handlers/connect.ts';
import { globalEndpoint } from '../src/handlers/endpoints.ts';
import { healthOf } from '../src/handlers/health.ts';
import { answerInstance } from '../src/handlers/instance.ts';
import { addressOf, introduce } from '../src/handlers/integration.ts';
import { issueCounts } from '../src/handlers/issue-counts.ts';
import { overviewOf, testConnection } from '../src/handlers/overview.ts';
import { projectView, saveProject } from '../src/handlers/project-settings.ts';

export const httpHandler = {
  endpoints: [
    globalEndpoint({ method: 'GET', path: 'overview' }, ({ execution }) => overviewOf(execution)),
    globalEndpoint({ method: 'GET', path: 'health' }, ({ execution }) => healthOf(execution)),
    globalEndpoint({ method: 'GET', path: 'issue-counts' }, ({ execution, parameter }) =>
      issueCounts(execution, parameter('projects') ?? ''),
    ),
    globalEndpoint({ method: 'POST', path: 'test-connection' }, ({ execution }) => testConnection(execution)),
    globalEndpoint({ method: 'GET', path: 'address' }, ({ execution, parameter }) =>
      addressOf(execution, parameter('project') ?? ''),
    ),
    globalEndpoint({ method: 'POST', path: 'integration' }, introduce),
    globalEndpoint({ method: 'POST', path: 'instance' }, answerInstance),
    globalEndpoint({ method: 'POST', path: 'allowed-boards' }, allowBoards),
    globalEndpoint({ method: 'POST', path: 'connect' }, connectProjects),
    globalEndpoint({ method: 'POST', path: 'disconnect' }, disconnect),
    globalEndpoint({ method: 'GET', path: 'project' }, ({ execution, parameter }) =>
      projectView(execution, parameter('project') ?? ''),
    ),
    globalEndpoint({ method: 'POST', path: 'project' }, saveProject),
  ],
  asyncFunctions,
};
