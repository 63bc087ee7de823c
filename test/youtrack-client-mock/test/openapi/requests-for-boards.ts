/** Requests for boards, their sprints, and who is in a bundle of users. */
import type { Ids } from './ids.ts';
import type { Prepare } from './prepare.ts';
import { get, send } from './prepare.ts';

const PEOPLE = '/admin/customFieldSettings/bundles/user/{id}';

const people = ({ spares }: Ids): string => PEOPLE.replace('{id}', spares.user ?? '');
const sprints = ({ board }: { readonly board: string }): string => `/agiles/${board}/sprints`;

export const REQUESTS_FOR_BOARDS: Readonly<Record<string, Prepare>> = {
  'GET /agiles': get(() => '/agiles'),
  'POST /agiles': send(
    () => '/agiles',
    ({ project }) => ({ name: 'Another', projects: [{ id: project }] }),
  ),
  'GET /agiles/{id}': get(({ board }) => `/agiles/${board}`),
  'POST /agiles/{id}': send(
    ({ board }) => `/agiles/${board}`,
    () => ({ name: 'Renamed' }),
  ),
  'GET /agiles/{id}/sprints': get(sprints),
  'POST /agiles/{id}/sprints': send(sprints, () => ({ name: 'Second' })),
  'GET /agiles/{id}/sprints/{sprintId}': get((ids) => `${sprints(ids)}/${ids.sprint}`),
  'POST /agiles/{id}/sprints/{sprintId}': send(
    (ids) => `${sprints(ids)}/${ids.sprint}`,
    ({ issue }) => ({ goal: 'Done', start: 1, finish: 2, issues: [{ id: issue }] }),
  ),
  'GET /issues/{id}/sprints': get(({ issue }) => `/issues/${issue}/sprints`),
  [`GET ${PEOPLE}/aggregatedUsers`]: get((ids) => `${people(ids)}/aggregatedUsers`),
  [`POST ${PEOPLE}/individuals`]: send(
    (ids) => `${people(ids)}/individuals`,
    ({ user }) => ({ id: user }),
  ),
  [`GET ${PEOPLE}/individuals`]: get((ids) => `${people(ids)}/individuals`),
  [`GET ${PEOPLE}/individuals/{userId}`]: get((ids) => `${people(ids)}/individuals/${ids.user}`),
  [`POST ${PEOPLE}/groups`]: send(
    (ids) => `${people(ids)}/groups`,
    ({ group }) => ({ id: group }),
  ),
  [`GET ${PEOPLE}/groups`]: get((ids) => `${people(ids)}/groups`),
  [`GET ${PEOPLE}/groups/{userGroupId}`]: get((ids) => `${people(ids)}/groups/${ids.group}`),
  [`DELETE ${PEOPLE}/groups/{userGroupId}`]: get((ids) => `${people(ids)}/groups/${ids.group}`),
  [`DELETE ${PEOPLE}/individuals/{userId}`]: get((ids) => `${people(ids)}/individuals/${ids.user}`),
};

/** What happened to an issue names its sprints, so they go last. */
export const REMOVALS_OF_BOARDS: Readonly<Record<string, Prepare>> = {
  'DELETE /agiles/{id}/sprints/{sprintId}': get((ids) => `${sprints(ids)}/${ids.sprint}`),
  'DELETE /agiles/{id}': get(({ board }) => `/agiles/${board}`),
};
