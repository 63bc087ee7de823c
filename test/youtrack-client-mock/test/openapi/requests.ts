/** One request for each described operation that this emulator serves, by the name of the operation. */
import { ARTICLE_REQUESTS } from './article-requests.ts';
import type { BUNDLE_TYPES, Ids } from './ids.ts';
import { CATEGORIES, get, type Prepare, send } from './prepare.ts';

const SETTINGS = '/admin/customFieldSettings';

const bundle = (type: string) => (ids: Ids) => ids.bundles[type]?.id ?? '';
const bundleValue = (type: string) => (ids: Ids) => ids.bundles[type]?.value ?? '';

function bundleRequests(type: (typeof BUNDLE_TYPES)[number]): Readonly<Record<string, Prepare>> {
  const all = `${SETTINGS}/bundles/${type}`;
  const element = `${type}BundleElementId`.replace('ownedField', 'owned');
  const one = (ids: Ids) => `${all}/${bundle(type)(ids)}`;
  const value = (ids: Ids) => `${one(ids)}/values/${bundleValue(type)(ids)}`;
  return {
    [`GET ${all}`]: get(() => all),
    [`POST ${all}`]: send(
      () => all,
      () => ({ name: `New ${type}`, values: [{ name: 'A value' }] }),
    ),
    [`GET ${all}/{id}`]: get(one),
    [`POST ${all}/{id}`]: send(one, () => ({ name: `Renamed ${type}` })),
    [`DELETE ${all}/{id}`]: get((ids) => `${all}/${ids.spares[type] ?? ''}`),
    [`GET ${all}/{id}/values`]: get((ids) => `${one(ids)}/values`),
    [`POST ${all}/{id}/values`]: send(
      (ids) => `${one(ids)}/values`,
      () => ({ name: 'Another' }),
    ),
    [`GET ${all}/{id}/values/{${element}}`]: get(value),
    [`POST ${all}/{id}/values/{${element}}`]: send(value, () => ({ name: 'Renamed' })),
    [`DELETE ${all}/{id}/values/{${element}}`]: get(value),
  };
}

/** In an order in which nothing is taken away that a later request needs. */
export const REQUESTS: Readonly<Record<string, Prepare>> = {
  'GET /issues': get(() => '/issues'),
  'POST /issues': send(
    () => '/issues',
    ({ project }) => ({ project: { id: project }, summary: 'New' }),
  ),
  'GET /issues/{id}': get(({ issue }) => `/issues/${issue}`),
  'POST /issues/{id}': send(
    ({ issue }) => `/issues/${issue}`,
    () => ({ description: 'Changed' }),
  ),
  'GET /issues/{id}/activities': get(({ issue }) => `/issues/${issue}/activities?categories=${CATEGORIES}`),
  'GET /issues/{id}/activitiesPage': get(
    ({ issue }) => `/issues/${issue}/activitiesPage?categories=${CATEGORIES}`,
  ),
  'POST /issues/{id}/attachments': ({ issue }) => ({ path: `/issues/${issue}/attachments`, file: 'a.txt' }),
  'GET /issues/{id}/attachments': get(({ issue }) => `/issues/${issue}/attachments`),
  'GET /issues/{id}/attachments/{issueAttachmentId}': get(
    ({ issue, file }) => `/issues/${issue}/attachments/${file}`,
  ),
  'POST /issues/{id}/attachments/{issueAttachmentId}': send(
    ({ issue, file }) => `/issues/${issue}/attachments/${file}`,
    () => ({ name: 'b.txt' }),
  ),
  'DELETE /issues/{id}/attachments/{issueAttachmentId}': get(
    ({ issue, file }) => `/issues/${issue}/attachments/${file}`,
  ),
  'GET /issues/{id}/project': get(({ issue }) => `/issues/${issue}/project`),
  'GET /issueLinkTypes': get(() => '/issueLinkTypes'),
  'GET /issueLinkTypes/{id}': get(({ linkType }) => `/issueLinkTypes/${linkType}`),
  'POST /issues/{id}/links/{issueLinkId}/issues': send(
    ({ issue, linkType }) => `/issues/${issue}/links/${linkType}/issues`,
    ({ otherIssue }) => ({ id: otherIssue }),
  ),
  'GET /issues/{id}/links': get(({ issue }) => `/issues/${issue}/links`),
  'GET /issues/{id}/links/{issueLinkId}': get(({ issue, linkType }) => `/issues/${issue}/links/${linkType}`),
  'GET /issues/{id}/links/{issueLinkId}/issues': get(
    ({ issue, linkType }) => `/issues/${issue}/links/${linkType}/issues`,
  ),
  'DELETE /issues/{id}/links/{issueLinkId}/issues/{issueId}': get(
    ({ issue, linkType, otherIssue }) => `/issues/${issue}/links/${linkType}/issues/${otherIssue}`,
  ),
  'POST /issues/{id}/project': send(
    ({ issue }) => `/issues/${issue}/project`,
    ({ project }) => ({ id: project }),
  ),
  'GET /issues/{id}/timeTracking': get(({ issue }) => `/issues/${issue}/timeTracking`),
  'GET /issues/{id}/comments': get(({ issue }) => `/issues/${issue}/comments`),
  'POST /issues/{id}/comments': send(
    ({ issue }) => `/issues/${issue}/comments`,
    () => ({ text: 'Hello' }),
  ),
  'GET /issues/{id}/comments/{issueCommentId}': get(
    ({ issue, comment }) => `/issues/${issue}/comments/${comment}`,
  ),
  'POST /issues/{id}/comments/{issueCommentId}': send(
    ({ issue, comment }) => `/issues/${issue}/comments/${comment}`,
    () => ({ text: 'Changed' }),
  ),
  'GET /issues/{id}/customFields': get(({ issue }) => `/issues/${issue}/customFields`),
  'GET /issues/{id}/customFields/{issueCustomFieldId}': get(
    ({ issue, issueField }) => `/issues/${issue}/customFields/${issueField}`,
  ),
  'POST /issues/{id}/customFields/{issueCustomFieldId}': send(
    ({ issue, issueField }) => `/issues/${issue}/customFields/${issueField}`,
    () => ({ value: { name: 'Fixed' } }),
  ),
  'GET /issues/{id}/tags': get(({ issue }) => `/issues/${issue}/tags`),
  'POST /issues/{id}/tags': send(
    ({ issue }) => `/issues/${issue}/tags`,
    ({ tag }) => ({ id: tag }),
  ),
  'GET /issues/{id}/tags/{issueTagId}': get(({ issue, tag }) => `/issues/${issue}/tags/${tag}`),
  'GET /issues/{id}/timeTracking/workItems': get(({ issue }) => `/issues/${issue}/timeTracking/workItems`),
  'POST /issues/{id}/timeTracking/workItems': send(
    ({ issue }) => `/issues/${issue}/timeTracking/workItems`,
    () => ({ duration: { minutes: 60 } }),
  ),
  'GET /issues/{id}/timeTracking/workItems/{issueWorkItemId}': get(
    ({ issue, workItem }) => `/issues/${issue}/timeTracking/workItems/${workItem}`,
  ),
  'POST /issues/{id}/timeTracking/workItems/{issueWorkItemId}': send(
    ({ issue, workItem }) => `/issues/${issue}/timeTracking/workItems/${workItem}`,
    () => ({ text: 'Done' }),
  ),
  'POST /issuesGetter/count': send(
    () => '/issuesGetter/count',
    () => ({ query: '' }),
  ),
  'POST /commands': send(
    () => '/commands',
    ({ issue }) => ({ query: 'Points 8', issues: [{ id: issue }] }),
  ),
  ...ARTICLE_REQUESTS,
  'GET /users': get(() => '/users'),
  'GET /users/{id}': get(({ user }) => `/users/${user}`),
  'GET /users/me': get(() => '/users/me'),
  'GET /users/{id}/profiles/general': get(({ user }) => `/users/${user}/profiles/general`),
  'GET /groups': get(() => '/groups'),
  'GET /groups/{id}': get(({ group }) => `/groups/${group}`),
  'GET /issueTags': get(() => '/issueTags'),
  'POST /issueTags': send(
    () => '/issueTags',
    () => ({ name: 'new' }),
  ),
  'GET /issueTags/{id}': get(({ tag }) => `/issueTags/${tag}`),
  'POST /issueTags/{id}': send(
    ({ tag }) => `/issueTags/${tag}`,
    () => ({ name: 'renamed' }),
  ),
  'GET /issueTags/{id}/issues': get(({ tag }) => `/issueTags/${tag}/issues`),
  'GET /admin/projects': get(() => '/admin/projects'),
  'POST /admin/projects': send(
    () => '/admin/projects',
    ({ user }) => ({ name: 'New', shortName: 'NEW', leader: { id: user } }),
  ),
  'GET /admin/projects/{id}': get(({ project }) => `/admin/projects/${project}`),
  'POST /admin/projects/{id}': send(
    ({ project }) => `/admin/projects/${project}`,
    () => ({ description: 'x' }),
  ),
  'GET /admin/projects/{id}/issues': get(({ project }) => `/admin/projects/${project}/issues`),
  'GET /admin/projects/{id}/issues/{issueId}': get(
    ({ project, issue }) => `/admin/projects/${project}/issues/${issue}`,
  ),
  'GET /admin/projects/{id}/customFields': get(({ project }) => `/admin/projects/${project}/customFields`),
  'POST /admin/projects/{id}/customFields': send(
    ({ project }) => `/admin/projects/${project}/customFields`,
    ({ freeField }) => ({ field: { id: freeField }, $type: 'SimpleProjectCustomField' }),
  ),
  'GET /admin/projects/{id}/customFields/{projectCustomFieldId}': get(
    ({ project, projectField }) => `/admin/projects/${project}/customFields/${projectField}`,
  ),
  'POST /admin/projects/{id}/customFields/{projectCustomFieldId}': send(
    ({ project, projectField }) => `/admin/projects/${project}/customFields/${projectField}`,
    () => ({ emptyFieldText: 'None' }),
  ),
  [`GET ${SETTINGS}/types`]: get(() => `${SETTINGS}/types`),
  [`GET ${SETTINGS}/customFields`]: get(() => `${SETTINGS}/customFields`),
  [`POST ${SETTINGS}/customFields`]: send(
    () => `${SETTINGS}/customFields`,
    () => ({ name: 'Score', fieldType: { id: 'integer' } }),
  ),
  [`GET ${SETTINGS}/customFields/{id}`]: get(({ freeField }) => `${SETTINGS}/customFields/${freeField}`),
  [`POST ${SETTINGS}/customFields/{id}`]: send(
    ({ freeField }) => `${SETTINGS}/customFields/${freeField}`,
    () => ({ name: 'Used' }),
  ),
  [`GET ${SETTINGS}/customFields/{id}/instances`]: get(
    ({ freeField }) => `${SETTINGS}/customFields/${freeField}/instances`,
  ),
  ...bundleRequests('build'),
  ...bundleRequests('enum'),
  ...bundleRequests('ownedField'),
  ...bundleRequests('state'),
  ...bundleRequests('version'),
  [`GET ${SETTINGS}/bundles/user`]: get(() => `${SETTINGS}/bundles/user`),
  [`POST ${SETTINGS}/bundles/user`]: send(
    () => `${SETTINGS}/bundles/user`,
    () => ({ name: 'People' }),
  ),
  [`DELETE ${SETTINGS}/bundles/user/{id}`]: get(({ spares }) => `${SETTINGS}/bundles/user/${spares.user}`),
  [`POST ${SETTINGS}/bundles/user/{id}`]: send(
    (ids) => `${SETTINGS}/bundles/user/${bundle('user')(ids)}`,
    () => ({ name: 'Everybody' }),
  ),
  [`GET ${SETTINGS}/bundles/user/{id}`]: get((ids) => `${SETTINGS}/bundles/user/${bundle('user')(ids)}`),
  'DELETE /issues/{id}/tags/{issueTagId}': get(({ issue, tag }) => `/issues/${issue}/tags/${tag}`),
  'DELETE /issueTags/{id}': get(({ tag }) => `/issueTags/${tag}`),
  'DELETE /issues/{id}/comments/{issueCommentId}': get(
    ({ issue, comment }) => `/issues/${issue}/comments/${comment}`,
  ),
  'DELETE /issues/{id}/timeTracking/workItems/{issueWorkItemId}': get(
    ({ issue, workItem }) => `/issues/${issue}/timeTracking/workItems/${workItem}`,
  ),
  'DELETE /issues/{id}': get(({ issue }) => `/issues/${issue}`),
  'DELETE /admin/projects/{id}/customFields/{projectCustomFieldId}': get(
    ({ project, projectField }) => `/admin/projects/${project}/customFields/${projectField}`,
  ),
  [`DELETE ${SETTINGS}/customFields/{id}`]: get(({ freeField }) => `${SETTINGS}/customFields/${freeField}`),
  'DELETE /admin/projects/{id}': get(({ other }) => `/admin/projects/${other}`),
};
