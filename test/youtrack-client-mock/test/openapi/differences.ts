/** Where this emulator does otherwise than REST is described, and why. */

/** Answers that do not validate. */
export const WRONG: Readonly<Record<string, string>> = {
  'User.name: must NOT have additional properties':
    'the description of 2022.3 lacks it, but calls for it in its own samples of later versions',
};

const NO_PROFILE = 'there is nothing to set in a profile, and of its parts only the general one is there';
const NO_SAVED_QUERIES = 'there are no saved queries';
const NO_ASSISTANT = 'what a client wrote is not repeated, and nothing is suggested';
const PLAIN_PROJECT = 'a project that is named by what hangs on it is itself alone, or it would never end';
const PLAIN_TAG = 'only the owner changes a tag, and who else sees it is in its sharing settings';
const PLAIN_BOARD = 'how a board is laid out and shared is not emulated';

/** Declared attributes that are never answered. */
export const MISSING: Readonly<Record<string, string>> = {
  'Agile.columnSettings': PLAIN_BOARD,
  'Agile.readSharingSettings': PLAIN_BOARD,
  'Agile.sprintsSettings': PLAIN_BOARD,
  'Agile.updateSharingSettings': PLAIN_BOARD,
  'CommandList.caret': NO_ASSISTANT,
  'CommandList.comment': NO_ASSISTANT,
  'CommandList.runAs': NO_ASSISTANT,
  'CommandList.silent': NO_ASSISTANT,
  'CommandList.visibility': NO_ASSISTANT,
  'CustomField.fieldDefaults': 'a field has no defaults of its own, only those of its projects',
  'IssueAttachment.issue': 'a file names no issue: it is read below its own',
  'IssueCountResponse.folder': NO_ASSISTANT,
  'IssueCountResponse.id': 'a count is no entity',
  'IssueCountResponse.query': NO_ASSISTANT,
  'IssueCountResponse.unresolvedOnly': NO_ASSISTANT,
  'IssueWorkItem.attributes': 'work items have no attributes',
  'Me.jabberAccountName': 'Jabber is gone from YouTrack',
  'Me.savedQueries': NO_SAVED_QUERIES,
  'Me.tags': 'tags are read at their own address',
  'Project.createdBy': PLAIN_PROJECT,
  'Project.customFields': PLAIN_PROJECT,
  'Project.issues': 'the issues of a project are read at their own address, page by page',
  'Project.leader': PLAIN_PROJECT,
  'Project.team': PLAIN_PROJECT,
  'Tag.color': 'tags have no colors',
  'Tag.issues': 'the issues with a tag are read at their own address, page by page',
  'Tag.updateSharingSettings': PLAIN_TAG,
  'Tag.updateableBy': PLAIN_TAG,
  'Tag.visibleFor': PLAIN_TAG,
  'TextMarkupActivityItem.markup': 'texts of activities are not rendered',
  'UserProfiles.notifications': NO_PROFILE,
  'UserProfiles.timetracking': NO_PROFILE,
  'User.jabberAccountName': 'Jabber is gone from YouTrack',
  'User.savedQueries': NO_SAVED_QUERIES,
  'User.tags': 'tags are read at their own address',
  'VisibilityGroupActivityItem.targetSubMember': 'the member itself tells it',
  'VisibilityUserActivityItem.targetSubMember': 'the member itself tells it',
};

/** Types of attributes that this emulator leaves empty: no answer has an entity of them, and they are not described. */
export const NEVER_HELD: readonly string[] = [
  'AgileSharingSettings',
  'ColorCoding',
  'ColumnSettings',
  'CommandVisibility',
  'CustomFieldCondition',
  'CustomFieldDefaults',
  'DuplicateVote',
  'ExternalArticle',
  'ExternalIssue',
  'IssueWatcher',
  'NotificationsUserProfile',
  'ParsedCommand',
  'SavedQuery',
  'SprintsSettings',
  'Suggestion',
  'SwimlaneSettings',
  'TimeTrackingUserProfile',
  'WorkItemAttribute',
  'WorkItemAttributePrototype',
  'WorkItemProjectAttribute',
];
