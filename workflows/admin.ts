/** For the administration page: the connection, and the settings of each project. */

import { asyncFunctions } from '../src/app/scripts.ts';
import { globalEndpoint } from '../src/handlers/endpoints.ts';
import { answerInstance } from '../src/handlers/instance.ts';
import { fieldsOfBoard, overviewOf, testConnection } from '../src/handlers/overview.ts';
import { projectView, saveProject } from '../src/handlers/project-settings.ts';

export const httpHandler = {
  endpoints: [
    globalEndpoint({ method: 'GET', path: 'overview' }, ({ execution }) => overviewOf(execution)),
    globalEndpoint({ method: 'POST', path: 'test-connection' }, ({ execution }) => testConnection(execution)),
    globalEndpoint({ method: 'GET', path: 'board' }, ({ execution, parameter }) => ({
      fields: fieldsOfBoard(execution, parameter('id') ?? ''),
    })),
    globalEndpoint({ method: 'GET', path: 'project' }, ({ execution, parameter }) =>
      projectView(execution, parameter('project') ?? ''),
    ),
    globalEndpoint({ method: 'POST', path: 'project' }, saveProject),
    globalEndpoint({ method: 'POST', path: 'instance' }, answerInstance),
  ],
  asyncFunctions,
};
