/** Custom fields of issues and their values, as REST of YouTrack 2022.3 is described. */
import type { EntityTypes } from './entity-type.ts';

const ONE_VALUE = 'DatabaseSingleValueIssueCustomField';
const SEVERAL_VALUES = 'DatabaseMultiValueIssueCustomField';

export const ISSUE_FIELDS: EntityTypes = {
  IssueCustomField: { text: 'name', free: 'value', one: { projectCustomField: 'ProjectCustomField' } },

  SimpleIssueCustomField: { is: 'IssueCustomField', free: 'value' },
  DateIssueCustomField: { is: 'SimpleIssueCustomField', free: 'value' },
  PeriodIssueCustomField: { is: 'IssueCustomField', one: { value: 'PeriodValue' } },
  PeriodValue: { text: 'presentation', whole: 'minutes' },
  TextIssueCustomField: { is: 'IssueCustomField', one: { value: 'TextFieldValue' } },
  TextFieldValue: { text: 'text markdownText' },

  [ONE_VALUE]: { is: 'IssueCustomField', free: 'value' },
  SingleBuildIssueCustomField: { is: ONE_VALUE, one: { value: 'BuildBundleElement' } },
  SingleEnumIssueCustomField: { is: ONE_VALUE, one: { value: 'EnumBundleElement' } },
  SingleGroupIssueCustomField: { is: ONE_VALUE, one: { value: 'UserGroup' } },
  SingleOwnedIssueCustomField: { is: ONE_VALUE, one: { value: 'OwnedBundleElement' } },
  SingleUserIssueCustomField: { is: ONE_VALUE, one: { value: 'User' } },
  SingleVersionIssueCustomField: { is: ONE_VALUE, one: { value: 'VersionBundleElement' } },
  StateIssueCustomField: { is: ONE_VALUE, one: { value: 'StateBundleElement' } },

  [SEVERAL_VALUES]: { is: 'IssueCustomField', free: 'value' },
  MultiBuildIssueCustomField: { is: SEVERAL_VALUES, many: { value: 'BuildBundleElement' } },
  MultiEnumIssueCustomField: { is: SEVERAL_VALUES, many: { value: 'EnumBundleElement' } },
  MultiGroupIssueCustomField: { is: SEVERAL_VALUES, many: { value: 'UserGroup' } },
  MultiOwnedIssueCustomField: { is: SEVERAL_VALUES, many: { value: 'OwnedBundleElement' } },
  MultiUserIssueCustomField: { is: SEVERAL_VALUES, many: { value: 'User' } },
  MultiVersionIssueCustomField: { is: SEVERAL_VALUES, many: { value: 'VersionBundleElement' } },
};
