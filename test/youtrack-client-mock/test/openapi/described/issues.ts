/** Issues and what hangs on them, as REST of YouTrack 2022.3 is described. */
import type { EntityTypes } from './entity-type.ts';

export const ISSUES: EntityTypes = {
  Issue: {
    text: 'idReadable summary description wikifiedDescription',
    whole: 'numberInProject created updated resolved votes commentsCount',
    flag: 'isDraft',
    one: {
      project: 'Project',
      reporter: 'User',
      updater: 'User',
      draftOwner: 'User',
      visibility: 'Visibility',
      voters: 'IssueVoters',
      watchers: 'IssueWatchers',
      parent: 'IssueLink',
      subtasks: 'IssueLink',
      externalIssue: 'ExternalIssue',
    },
    many: {
      customFields: 'IssueCustomField',
      comments: 'IssueComment',
      attachments: 'IssueAttachment',
      links: 'IssueLink',
      tags: 'Tag',
    },
  },

  IssueComment: {
    text: 'text textPreview',
    whole: 'created updated',
    flag: 'deleted',
    one: { author: 'User', issue: 'Issue', visibility: 'Visibility' },
    many: { attachments: 'IssueAttachment' },
  },
  IssueAttachment: {
    text: 'name extension mimeType charset metaData base64Content url thumbnailURL',
    whole: 'size created updated',
    flag: 'draft removed',
    one: { author: 'User', visibility: 'Visibility', issue: 'Issue', comment: 'IssueComment' },
  },

  IssueLink: {
    word: { direction: ['OUTWARD', 'INWARD', 'BOTH'] },
    one: { linkType: 'IssueLinkType' },
    many: { issues: 'Issue', trimmedIssues: 'Issue' },
  },
  IssueLinkType: {
    text: 'name sourceToTarget targetToSource localizedName localizedSourceToTarget localizedTargetToSource',
    flag: 'directed aggregation readOnly',
  },

  IssueVoters: { flag: 'hasVote', many: { original: 'User', duplicate: 'DuplicateVote' } },
  IssueWatchers: {
    flag: 'hasStar',
    many: { issueWatchers: 'IssueWatcher', duplicateWatchers: 'IssueWatcher' },
  },

  Visibility: {},
  UnlimitedVisibility: { is: 'Visibility' },
  LimitedVisibility: { is: 'Visibility', many: { permittedGroups: 'UserGroup', permittedUsers: 'User' } },

  /** What issues are found in: a project, or a tag. */
  IssueFolder: { text: 'name' },
  WatchFolder: {
    is: 'IssueFolder',
    one: {
      owner: 'User',
      visibleFor: 'UserGroup',
      updateableBy: 'UserGroup',
      readSharingSettings: 'WatchFolderSharingSettings',
      updateSharingSettings: 'WatchFolderSharingSettings',
    },
  },
  /** Called IssueTag in 2022.3, and Tag since articles have them, too. */
  Tag: {
    is: 'WatchFolder',
    flag: 'untagOnResolve',
    one: { color: 'FieldStyle', tagSharingSettings: 'TagSharingSettings' },
    many: { issues: 'Issue' },
  },
  WatchFolderSharingSettings: { many: { permittedGroups: 'UserGroup', permittedUsers: 'User' } },
  TagSharingSettings: { many: { permittedGroups: 'UserGroup', permittedUsers: 'User' } },

  CommandList: {
    text: 'query comment runAs',
    whole: 'caret',
    flag: 'silent',
    one: { visibility: 'CommandVisibility' },
    many: { issues: 'Issue', commands: 'ParsedCommand', suggestions: 'Suggestion' },
  },
  IssueCountResponse: {
    text: 'query',
    whole: 'count',
    flag: 'unresolvedOnly',
    one: { folder: 'IssueFolder' },
  },
};
