/**
 * The stored shape of a YouTrack: entities with properties. Knows nothing of scripts, REST or HTTP.
 *
 * Custom fields of an issue are properties named `field:<field name>`; extension properties of an app
 * are named `ext:<app name>:<property>`. Everything else carries the name of the Workflow API.
 */

/** A database id as YouTrack shows it in REST: `<type number>-<sequence>`, for example `2-15`. */
export type EntityId = string;

/** A reference to another entity. A reference to a removed entity reads as null. */
export interface Ref {
  readonly ref: EntityId;
}

/** A period field's value; YouTrack shows it with 8-hour days and 5-day weeks. */
export interface PeriodValue {
  readonly minutes: number;
}

/** Timestamps are milliseconds since the epoch. `null` is the empty value; multi-valued properties are arrays. */
export type Value = string | number | boolean | null | Ref | PeriodValue | readonly Ref[];

export type EntityType =
  | 'Issue'
  | 'IssueComment'
  | 'IssueAttachment'
  | 'IssueWorkItem'
  | 'WorkItemType'
  | 'Agile'
  | 'Sprint'
  | 'Project'
  | 'ProjectCustomField'
  | 'CustomField'
  | 'Bundle'
  | 'BundleElement'
  | 'User'
  | 'UserGroup'
  | 'Tag'
  | 'Article'
  | 'ArticleComment'
  | 'ArticleAttachment'
  | 'IssueLinkPrototype'
  | 'SavedQuery'
  | 'RoleGrant'
  | 'PermanentToken'
  | 'Activity'
  | 'AppGlobalStorage';

/**
 * The type numbers used in database ids, as seen in recorded answers (issues `2-`, projects `0-`, users `1-`);
 * numbers for which no recording was at hand are our own.
 */
export const TYPE_NUMBERS: Readonly<Record<EntityType, number>> = {
  Project: 0,
  User: 1,
  Issue: 2,
  UserGroup: 3,
  IssueComment: 4,
  Tag: 6,
  IssueAttachment: 8,
  SavedQuery: 9,
  WorkItemType: 49,
  CustomField: 58,
  Bundle: 66,
  BundleElement: 67,
  ProjectCustomField: 92,
  IssueLinkPrototype: 106,
  Agile: 108,
  Article: 109,
  ArticleComment: 110,
  ArticleAttachment: 111,
  Sprint: 113,
  IssueWorkItem: 115,
  Activity: 122,
  RoleGrant: 140,
  PermanentToken: 141,
  AppGlobalStorage: 150,
};

/** Custom field type ids, exactly as REST and `ProjectCustomField.typeName` spell them. */
export const FIELD_TYPES = [
  'enum[1]',
  'enum[*]',
  'state[1]',
  'ownedField[1]',
  'ownedField[*]',
  'version[1]',
  'version[*]',
  'build[1]',
  'build[*]',
  'user[1]',
  'user[*]',
  'group[1]',
  'group[*]',
  'period',
  'date',
  'date and time',
  'integer',
  'float',
  'string',
  'text',
] as const;

export type FieldTypeId = (typeof FIELD_TYPES)[number];

export function isRef(value: Value | undefined): value is Ref {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

export function isRefList(value: Value | undefined): value is readonly Ref[] {
  return Array.isArray(value);
}

export function isPeriod(value: Value | undefined): value is PeriodValue {
  return typeof value === 'object' && value !== null && 'minutes' in value;
}

/** Which property of a project holds the next number of its issues, and of its articles. */
export const NUMBER_COUNTERS = ['nextNumber', 'nextArticleNumber'] as const;
export type NumberCounter = (typeof NUMBER_COUNTERS)[number];
