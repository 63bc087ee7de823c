/** Agile boards and tracked time, as REST of YouTrack 2022.3 is described. */
import type { EntityTypes } from './entity-type.ts';

export const BOARDS_AND_TIME: EntityTypes = {
  Agile: {
    text: 'name',
    flag: 'visibleForProjectBased updateableByProjectBased orphansAtTheTop hideOrphansSwimlane',
    one: {
      owner: 'User',
      visibleFor: 'UserGroup',
      updateableBy: 'UserGroup',
      readSharingSettings: 'AgileSharingSettings',
      updateSharingSettings: 'AgileSharingSettings',
      estimationField: 'CustomField',
      originalEstimationField: 'CustomField',
      currentSprint: 'Sprint',
      columnSettings: 'ColumnSettings',
      swimlaneSettings: 'SwimlaneSettings',
      sprintsSettings: 'SprintsSettings',
      colorCoding: 'ColorCoding',
      status: 'AgileStatus',
    },
    many: { projects: 'Project', sprints: 'Sprint' },
  },
  AgileStatus: { flag: 'valid hasJobs', texts: 'errors warnings' },
  Sprint: {
    text: 'name goal',
    whole: 'start finish unresolvedIssuesCount',
    flag: 'archived isDefault',
    one: { agile: 'Agile', previousSprint: 'Sprint' },
    many: { issues: 'Issue' },
  },

  IssueTimeTracker: { flag: 'enabled', many: { workItems: 'IssueWorkItem' } },
  BaseWorkItem: {},
  IssueWorkItem: {
    is: 'BaseWorkItem',
    text: 'text textPreview',
    whole: 'date created updated',
    one: { author: 'User', creator: 'User', issue: 'Issue', type: 'WorkItemType', duration: 'DurationValue' },
    many: { attributes: 'WorkItemAttribute' },
  },
  WorkItemType: { text: 'name', flag: 'autoAttached' },
  DurationValue: { text: 'presentation', whole: 'minutes' },

  GlobalTimeTrackingSettings: {
    one: { workTimeSettings: 'WorkTimeSettings' },
    many: { workItemTypes: 'WorkItemType', attributePrototypes: 'WorkItemAttributePrototype' },
  },
  ProjectTimeTrackingSettings: {
    flag: 'enabled',
    one: { project: 'Project', estimate: 'ProjectCustomField', timeSpent: 'ProjectCustomField' },
    many: { workItemTypes: 'WorkItemType', attributes: 'WorkItemProjectAttribute' },
  },
  WorkTimeSettings: { whole: 'minutesADay daysAWeek firstDayOfWeek', wholes: 'workDays' },
};
