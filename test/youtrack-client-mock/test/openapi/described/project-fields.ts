/** Custom fields of the instance and of projects, and their bundles of values, as REST of YouTrack 2022.3 is described. */
import type { EntityType, EntityTypes } from './entity-type.ts';

/** The field of a project whose values come from a bundle. */
function fieldWith(bundle: string, value: string): EntityType {
  return { is: 'BundleProjectCustomField', one: { bundle }, many: { defaultValues: value } };
}

export const PROJECT_FIELDS: EntityTypes = {
  CustomField: {
    text: 'name localizedName aliases',
    whole: 'ordinal',
    flag: 'isAutoAttached isDisplayedInIssueList isUpdateable hasRunningJob',
    one: { fieldType: 'FieldType', fieldDefaults: 'CustomFieldDefaults' },
    many: { instances: 'ProjectCustomField' },
  },
  FieldType: {},

  ProjectCustomField: {
    text: 'emptyFieldText',
    whole: 'ordinal',
    flag: 'canBeEmpty isPublic hasRunningJob',
    one: { field: 'CustomField', project: 'Project', condition: 'CustomFieldCondition' },
  },
  SimpleProjectCustomField: { is: 'ProjectCustomField' },
  TextProjectCustomField: { is: 'SimpleProjectCustomField' },
  PeriodProjectCustomField: { is: 'ProjectCustomField' },
  GroupProjectCustomField: { is: 'ProjectCustomField', many: { defaultValues: 'UserGroup' } },
  BundleProjectCustomField: { is: 'ProjectCustomField' },
  BuildProjectCustomField: fieldWith('BuildBundle', 'BuildBundleElement'),
  EnumProjectCustomField: fieldWith('EnumBundle', 'EnumBundleElement'),
  OwnedProjectCustomField: fieldWith('OwnedBundle', 'OwnedBundleElement'),
  StateProjectCustomField: fieldWith('StateBundle', 'StateBundleElement'),
  UserProjectCustomField: fieldWith('UserBundle', 'User'),
  VersionProjectCustomField: fieldWith('VersionBundle', 'VersionBundleElement'),

  Bundle: { flag: 'isUpdateable' },
  UserBundle: { is: 'Bundle', many: { groups: 'UserGroup', individuals: 'User', aggregatedUsers: 'User' } },
  BaseBundle: { is: 'Bundle', many: { values: 'BundleElement' } },
  BuildBundle: { is: 'BaseBundle', many: { values: 'BuildBundleElement' } },
  EnumBundle: { is: 'BaseBundle', many: { values: 'EnumBundleElement' } },
  OwnedBundle: { is: 'BaseBundle', many: { values: 'OwnedBundleElement' } },
  StateBundle: { is: 'BaseBundle', many: { values: 'StateBundleElement' } },
  VersionBundle: { is: 'BaseBundle', many: { values: 'VersionBundleElement' } },

  BundleElement: {
    text: 'name description',
    whole: 'ordinal',
    flag: 'archived hasRunningJob',
    one: { bundle: 'Bundle', color: 'FieldStyle' },
  },
  BuildBundleElement: { is: 'BundleElement', whole: 'assembleDate' },
  OwnedBundleElement: { is: 'BundleElement', one: { owner: 'User' } },
  VersionBundleElement: { is: 'BundleElement', whole: 'releaseDate', flag: 'released' },
  LocalizableBundleElement: { is: 'BundleElement', text: 'localizedName' },
  EnumBundleElement: { is: 'LocalizableBundleElement' },
  StateBundleElement: { is: 'LocalizableBundleElement', flag: 'isResolved' },
  FieldStyle: { text: 'background foreground' },
};
