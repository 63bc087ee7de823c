/** What the administration page asks for: the connection, and the projects on boards. For administrators of the app. */
import { runChain } from '../app/chain.ts';
import { allowBoards } from '../app/connecting/allowed-boards.ts';
import { connectProjects } from '../app/connecting/connect-projects.ts';
import { countAbandoned, decideAbandoned } from '../app/connecting/decide-abandoned.ts';
import { disconnect } from '../app/connecting/disconnect.ts';
import { answerInstance } from '../app/connecting/instance.ts';
import { addressOf, introduceYouTrack } from '../app/connecting/introduction.ts';
import { viewOf } from '../app/connecting/project-view.ts';
import { saveSettings } from '../app/connecting/settings.ts';
import { testConnection } from '../app/connecting/test-connection.ts';
import { goOnRemoving } from '../app/round/abandoned.ts';
import { findProject } from '../app/stored/find-project.ts';
import { healthOf } from '../app/views/health.ts';
import { issueCounts } from '../app/views/issue-counts.ts';
import { overviewOf } from '../app/views/overview.ts';
import {
  AllowedBoardsSchema,
  type Connected,
  ConnectSchema,
  DecideAbandonedSchema,
  DisconnectSchema,
  IntroduceSchema,
} from '../shared/administration.ts';
import { InstanceSchema, type Overview, type ProjectView, SaveProjectSchema } from '../shared/api.ts';
import { type Call, globalEndpoint } from './endpoints.ts';

/** Does something, then shows what it is like now. */
function andShow(act: (call: Call) => void): (call: Call) => Overview {
  return (call) => {
    act(call);
    return overviewOf(call.execution);
  };
}

function connect({ execution, body }: Call): Connected {
  const refused = connectProjects(execution, body(ConnectSchema));
  return { overview: overviewOf(execution), refused };
}

function save({ execution, body }: Call): ProjectView {
  const { project: key, ...settings } = body(SaveProjectSchema);
  const project = findProject(execution, key);
  saveSettings(execution, project, settings);
  return viewOf(project);
}

export const administrationEndpoints = [
  globalEndpoint({ method: 'GET', path: 'overview' }, ({ execution }) => overviewOf(execution)),
  globalEndpoint({ method: 'GET', path: 'health' }, ({ execution }) => healthOf(execution)),
  globalEndpoint({ method: 'GET', path: 'issue-counts' }, ({ execution, parameter }) =>
    issueCounts(execution, parameter('projects') ?? ''),
  ),
  globalEndpoint({ method: 'GET', path: 'address' }, ({ execution, parameter }) =>
    addressOf(execution, parameter('project') ?? ''),
  ),
  globalEndpoint({ method: 'GET', path: 'project' }, ({ execution, parameter }) =>
    viewOf(findProject(execution, parameter('project') ?? '')),
  ),
  globalEndpoint(
    { method: 'POST', path: 'test-connection' },
    andShow(({ execution }) => testConnection(execution)),
  ),
  globalEndpoint(
    { method: 'POST', path: 'integration' },
    andShow(({ execution, body }) => {
      const begin = introduceYouTrack(execution, body(IntroduceSchema));
      if (begin !== null) runChain(execution, begin.project, begin.onward);
    }),
  ),
  globalEndpoint(
    { method: 'POST', path: 'instance' },
    andShow(({ execution, body }) => answerInstance(execution, body(InstanceSchema))),
  ),
  globalEndpoint(
    { method: 'POST', path: 'allowed-boards' },
    andShow(({ execution, body }) => allowBoards(execution, body(AllowedBoardsSchema))),
  ),
  globalEndpoint(
    { method: 'POST', path: 'disconnect' },
    andShow(({ execution, body }) => disconnect(execution, body(DisconnectSchema))),
  ),
  globalEndpoint(
    { method: 'POST', path: 'abandoned' },
    andShow(({ execution, body }) => decideAbandoned(execution, body(DecideAbandonedSchema))),
  ),
  globalEndpoint({ method: 'GET', path: 'abandoned-count' }, ({ execution, parameter }) =>
    countAbandoned(execution, parameter('board') ?? '', parameter('project') ?? ''),
  ),
  globalEndpoint(
    { method: 'POST', path: 'abandoned-step' },
    andShow(({ execution }) => goOnRemoving(execution)),
  ),
  globalEndpoint({ method: 'POST', path: 'connect' }, connect),
  globalEndpoint({ method: 'POST', path: 'project' }, save),
];
