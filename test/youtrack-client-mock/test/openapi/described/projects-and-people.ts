/** Projects, users and groups, as REST of YouTrack 2022.3 is described. */
import type { EntityTypes } from './entity-type.ts';

export const PROJECTS_AND_PEOPLE: EntityTypes = {
  Project: {
    is: 'IssueFolder',
    text: 'shortName description iconUrl fromEmail replyToEmail',
    whole: 'startingNumber',
    flag: 'archived template',
    free: 'customFields',
    one: { leader: 'User', createdBy: 'User', team: 'UserGroup' },
    many: { issues: 'Issue' },
  },

  User: {
    text: 'login fullName email jabberAccountName ringId avatarUrl',
    flag: 'guest online banned',
    one: { profiles: 'UserProfiles' },
    many: { tags: 'Tag', savedQueries: 'SavedQuery' },
  },
  /** Whoever asks. */
  Me: { is: 'User' },
  UserGroup: {
    text: 'name ringId icon',
    whole: 'usersCount',
    flag: 'allUsersGroup',
    one: { teamForProject: 'Project' },
  },

  UserProfiles: {
    one: {
      general: 'GeneralUserProfile',
      notifications: 'NotificationsUserProfile',
      timetracking: 'TimeTrackingUserProfile',
    },
  },
  GeneralUserProfile: {
    one: {
      dateFieldFormat: 'DateFormatDescriptor',
      timezone: 'TimeZoneDescriptor',
      locale: 'LocaleDescriptor',
    },
  },
  DateFormatDescriptor: { text: 'presentation pattern datePattern' },
  TimeZoneDescriptor: { text: 'presentation', whole: 'offset' },
  LocaleDescriptor: { text: 'name locale language', flag: 'community' },
};
