/** What happened to issues, as REST of YouTrack 2022.3 is described. */
import type { EntityTypes } from './entity-type.ts';

export const ACTIVITIES: EntityTypes = {
  ActivityCursorPage: {
    text: 'beforeCursor afterCursor',
    flag: 'reverse hasBefore hasAfter',
    many: { activities: 'ActivityItem' },
  },
  ActivityCategory: {},
  FilterField: { text: 'name presentation' },
  PredefinedFilterField: { is: 'FilterField' },
  CustomFilterField: { is: 'FilterField', one: { customField: 'CustomField' } },

  ActivityItem: {
    text: 'targetMember',
    whole: 'timestamp',
    free: 'target removed added',
    one: { author: 'User', field: 'FilterField', category: 'ActivityCategory' },
  },

  /** Something came to be or is gone. */
  CreatedDeletedActivityItem: { is: 'ActivityItem' },
  AttachmentActivityItem: {
    is: 'CreatedDeletedActivityItem',
    one: { target: 'IssueAttachment' },
    many: { removed: 'IssueAttachment', added: 'IssueAttachment' },
  },
  WorkItemActivityItem: {
    is: 'CreatedDeletedActivityItem',
    one: { target: 'IssueWorkItem' },
    many: { removed: 'IssueWorkItem', added: 'IssueWorkItem' },
  },

  CustomFieldActivityItem: { is: 'ActivityItem', free: 'removed added', one: { target: 'Issue' } },

  SingleValueActivityItem: { is: 'ActivityItem', free: 'removed added' },
  SimpleValueActivityItem: { is: 'SingleValueActivityItem', free: 'removed added' },
  TextMarkupActivityItem: { is: 'SimpleValueActivityItem', text: 'removed added markup' },

  MultiValueActivityItem: { is: 'ActivityItem', free: 'removed added' },
  SprintActivityItem: {
    is: 'MultiValueActivityItem',
    one: { target: 'Issue' },
    many: { removed: 'Sprint', added: 'Sprint' },
  },
  TagsActivityItem: {
    is: 'MultiValueActivityItem',
    one: { target: 'Issue' },
    many: { removed: 'Tag', added: 'Tag' },
  },
  VisibilityActivityItem: { is: 'MultiValueActivityItem', text: 'targetMember targetSubMember' },
  VisibilityGroupActivityItem: {
    is: 'VisibilityActivityItem',
    many: { removed: 'UserGroup', added: 'UserGroup' },
  },
  VisibilityUserActivityItem: { is: 'VisibilityActivityItem', many: { removed: 'User', added: 'User' } },
};
