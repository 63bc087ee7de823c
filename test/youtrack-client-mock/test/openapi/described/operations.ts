/** The operations that REST of YouTrack 2022.3 describes and this emulator serves, with the type of what is answered. */

const SETTINGS = '/admin/customFieldSettings';
const TIME = '/admin/timeTrackingSettings';
const PROJECT = '/admin/projects/{id}';
const NOTHING = null;

/** The type of an entity, or of those in a list: `Issue`, `Issue[]`; null where nothing is answered. */
type Answer = string | null;
type Operations = Readonly<Record<string, Answer>>;

/** A collection that is read and added to, and whose members are read, changed and deleted. */
function collection(path: string, id: string, type: string): Operations {
  const member = `${path}/{${id}}`;
  return {
    [`GET ${path}`]: `${type}[]`,
    [`POST ${path}`]: type,
    [`GET ${member}`]: type,
    [`POST ${member}`]: type,
    [`DELETE ${member}`]: NOTHING,
  };
}

/** A collection whose members are put in and taken out as they are. */
function members(path: string, id: string, type: string): Operations {
  const member = `${path}/{${id}}`;
  return {
    [`GET ${path}`]: `${type}[]`,
    [`POST ${path}`]: type,
    [`GET ${member}`]: type,
    [`DELETE ${member}`]: NOTHING,
  };
}

/** A collection that is only read. */
function readOnly(path: string, id: string, type: string): Operations {
  return { [`GET ${path}`]: `${type}[]`, [`GET ${path}/{${id}}`]: type };
}

/** @param element how the path calls an id of a value */
function bundle(name: string, type: string, element: string): Operations {
  const path = `${SETTINGS}/bundles/${name}`;
  return {
    ...collection(path, 'id', type),
    ...collection(`${path}/{id}/values`, element, `${type}Element`),
  };
}

export const OPERATIONS: Operations = {
  ...collection('/issues', 'id', 'Issue'),
  ...collection('/issues/{id}/comments', 'issueCommentId', 'IssueComment'),
  ...collection('/issues/{id}/attachments', 'issueAttachmentId', 'IssueAttachment'),
  'POST /issues/{id}/attachments': 'IssueAttachment[]',
  ...readOnly('/issues/{id}/customFields', 'issueCustomFieldId', 'IssueCustomField'),
  'POST /issues/{id}/customFields/{issueCustomFieldId}': 'IssueCustomField',
  ...readOnly('/issues/{id}/links', 'issueLinkId', 'IssueLink'),
  'GET /issues/{id}/links/{issueLinkId}/issues': 'Issue[]',
  'POST /issues/{id}/links/{issueLinkId}/issues': 'Issue',
  'DELETE /issues/{id}/links/{issueLinkId}/issues/{issueId}': NOTHING,
  ...members('/issues/{id}/tags', 'issueTagId', 'Tag'),
  'GET /issues/{id}/project': 'Project',
  'POST /issues/{id}/project': 'Project',
  'GET /issues/{id}/sprints': 'Sprint[]',
  'GET /issues/{id}/timeTracking': 'IssueTimeTracker',
  ...collection('/issues/{id}/timeTracking/workItems', 'issueWorkItemId', 'IssueWorkItem'),
  ...readOnly('/issues/{id}/activities', 'activityItemId', 'ActivityItem'),
  'GET /issues/{id}/activitiesPage': 'ActivityCursorPage',

  'POST /issuesGetter/count': 'IssueCountResponse',
  'POST /commands': 'CommandList',
  ...readOnly('/issueLinkTypes', 'id', 'IssueLinkType'),
  ...collection('/issueTags', 'id', 'Tag'),
  'GET /issueTags/{id}/issues': 'Issue[]',
  ...readOnly('/activities', 'id', 'ActivityItem'),
  'GET /activitiesPage': 'ActivityCursorPage',
  ...readOnly('/workItems', 'id', 'IssueWorkItem'),

  ...collection('/articles', 'id', 'Article'),
  'GET /articles/{id}/parentArticle': 'Article',
  ...collection('/articles/{id}/childArticles', 'articleId', 'Article'),
  ...collection('/articles/{id}/comments', 'articleCommentId', 'ArticleComment'),
  ...collection('/articles/{id}/attachments', 'articleAttachmentId', 'ArticleAttachment'),

  ...collection('/agiles', 'id', 'Agile'),
  ...collection('/agiles/{id}/sprints', 'sprintId', 'Sprint'),

  ...readOnly('/users', 'id', 'User'),
  'GET /users/me': 'Me',
  'GET /users/{id}/profiles/general': 'GeneralUserProfile',
  ...readOnly('/groups', 'id', 'UserGroup'),

  ...collection('/admin/projects', 'id', 'Project'),
  ...collection(`${PROJECT}/customFields`, 'projectCustomFieldId', 'ProjectCustomField'),
  ...readOnly(`${PROJECT}/issues`, 'issueId', 'Issue'),
  [`GET ${PROJECT}/timeTrackingSettings`]: 'ProjectTimeTrackingSettings',
  ...members(`${PROJECT}/timeTrackingSettings/workItemTypes`, 'workItemTypeId', 'WorkItemType'),

  [`GET ${TIME}`]: 'GlobalTimeTrackingSettings',
  [`GET ${TIME}/workTimeSettings`]: 'WorkTimeSettings',
  ...collection(`${TIME}/workItemTypes`, 'workItemTypeId', 'WorkItemType'),

  [`GET ${SETTINGS}/types`]: 'FieldType[]',
  ...collection(`${SETTINGS}/customFields`, 'id', 'CustomField'),
  [`GET ${SETTINGS}/customFields/{id}/instances`]: 'ProjectCustomField[]',
  ...bundle('build', 'BuildBundle', 'buildBundleElementId'),
  ...bundle('enum', 'EnumBundle', 'enumBundleElementId'),
  ...bundle('ownedField', 'OwnedBundle', 'ownedBundleElementId'),
  ...bundle('state', 'StateBundle', 'stateBundleElementId'),
  ...bundle('version', 'VersionBundle', 'versionBundleElementId'),
  ...collection(`${SETTINGS}/bundles/user`, 'id', 'UserBundle'),
  ...members(`${SETTINGS}/bundles/user/{id}/individuals`, 'userId', 'User'),
  ...members(`${SETTINGS}/bundles/user/{id}/groups`, 'userGroupId', 'UserGroup'),
  [`GET ${SETTINGS}/bundles/user/{id}/aggregatedUsers`]: 'User[]',
};
