/** For the administration page: the connection, and the settings of each project. */
import { globalEndpoint } from '../src/app/endpoints.ts';
import { fieldsOfBoard, overviewOf, testConnection } from '../src/app/overview.ts';
import { projectView, saveProject } from '../src/app/project-settings.ts';

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
  ],
};
