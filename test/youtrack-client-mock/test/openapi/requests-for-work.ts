import type { Prepare } from './prepare.ts';
import { CATEGORIES, get, send } from './prepare.ts';

const ALL = '/admin/timeTrackingSettings';
const OWN = '/admin/projects/{id}/timeTrackingSettings';

const own = ({ project }: { readonly project: string }): string => OWN.replace('{id}', project);

export const REQUESTS_FOR_WORK: Readonly<Record<string, Prepare>> = {
  'GET /activities': get(() => `/activities?categories=${CATEGORIES}`),
  'GET /activities/{id}': get(({ activity }) => `/activities/${activity}`),
  'GET /activitiesPage': get(() => `/activitiesPage?categories=${CATEGORIES}`),
  'GET /issues/{id}/activities/{activityItemId}': get(
    ({ issue, activity }) => `/issues/${issue}/activities/${activity}`,
  ),
  'GET /workItems': get(() => '/workItems'),
  'GET /workItems/{id}': get(({ workItem }) => `/workItems/${workItem}`),
  [`GET ${ALL}`]: get(() => ALL),
  [`GET ${ALL}/workTimeSettings`]: get(() => `${ALL}/workTimeSettings`),
  [`GET ${ALL}/workItemTypes`]: get(() => `${ALL}/workItemTypes`),
  [`POST ${ALL}/workItemTypes`]: send(
    () => `${ALL}/workItemTypes`,
    () => ({ name: 'Review' }),
  ),
  [`GET ${ALL}/workItemTypes/{workItemTypeId}`]: get(
    ({ workItemType }) => `${ALL}/workItemTypes/${workItemType}`,
  ),
  [`POST ${ALL}/workItemTypes/{workItemTypeId}`]: send(
    ({ workItemType }) => `${ALL}/workItemTypes/${workItemType}`,
    () => ({ name: 'Programming' }),
  ),
  [`GET ${OWN}`]: get(own),
  [`GET ${OWN}/workItemTypes`]: get((ids) => `${own(ids)}/workItemTypes`),
  [`POST ${OWN}/workItemTypes`]: send(
    (ids) => `${own(ids)}/workItemTypes`,
    ({ workItemType }) => ({ id: workItemType }),
  ),
  [`GET ${OWN}/workItemTypes/{workItemTypeId}`]: get(
    (ids) => `${own(ids)}/workItemTypes/${ids.workItemType}`,
  ),
  [`DELETE ${OWN}/workItemTypes/{workItemTypeId}`]: get(
    (ids) => `${own(ids)}/workItemTypes/${ids.workItemType}`,
  ),
  [`DELETE ${ALL}/workItemTypes/{workItemTypeId}`]: get(
    ({ workItemType }) => `${ALL}/workItemTypes/${workItemType}`,
  ),
};
