/** Custom field types: how REST calls them and what kind of value they hold (youtrack-platform §10). */

import { inOrder, refOf, textOf } from './props.ts';
import type { Transaction } from './transaction.ts';
import type { EntityId, FieldTypeId } from './types.ts';
import { FIELD_TYPES } from './types.ts';

export type BundleType = 'enum' | 'state' | 'ownedField' | 'version' | 'build' | 'user';

/** What one value of a field is. */
export type ValueKind =
  | 'element'
  | 'user'
  | 'group'
  | 'period'
  | 'date'
  | 'date and time'
  | 'integer'
  | 'float'
  | 'string'
  | 'text';

export interface FieldType {
  readonly id: FieldTypeId;
  readonly kind: ValueKind;
  readonly multi: boolean;
  /** `$type` of the field on an issue. */
  readonly issueType: string;
  /** `$type` of the field in a project. */
  readonly projectType: string;
  readonly bundle: BundleType | null;
}

interface BundleNames {
  readonly bundle: string;
  readonly element: string;
}

/** `$type` of a bundle and of its values. */
export const BUNDLES: Readonly<Record<BundleType, BundleNames>> = {
  enum: { bundle: 'EnumBundle', element: 'EnumBundleElement' },
  state: { bundle: 'StateBundle', element: 'StateBundleElement' },
  ownedField: { bundle: 'OwnedBundle', element: 'OwnedBundleElement' },
  version: { bundle: 'VersionBundle', element: 'VersionBundleElement' },
  build: { bundle: 'BuildBundle', element: 'BuildBundleElement' },
  user: { bundle: 'UserBundle', element: 'User' },
};

const BUNDLED = {
  enum: { short: 'Enum', kind: 'element', bundle: 'enum' },
  ownedField: { short: 'Owned', kind: 'element', bundle: 'ownedField' },
  version: { short: 'Version', kind: 'element', bundle: 'version' },
  build: { short: 'Build', kind: 'element', bundle: 'build' },
  user: { short: 'User', kind: 'user', bundle: 'user' },
  group: { short: 'Group', kind: 'group', bundle: null },
} as const;

function bundled(name: keyof typeof BUNDLED, multi: boolean): FieldType {
  const { short, kind, bundle } = BUNDLED[name];
  return {
    id: multi ? `${name}[*]` : `${name}[1]`,
    kind,
    multi,
    issueType: `${multi ? 'Multi' : 'Single'}${short}IssueCustomField`,
    projectType: `${short}ProjectCustomField`,
    bundle,
  };
}

function plain(
  id: Extract<FieldTypeId, ValueKind>,
  issueType = 'SimpleIssueCustomField',
  projectType = 'SimpleProjectCustomField',
): FieldType {
  return { id, kind: id, multi: false, issueType, projectType, bundle: null };
}

const TYPES: Readonly<Record<FieldTypeId, FieldType>> = {
  'enum[1]': bundled('enum', false),
  'enum[*]': bundled('enum', true),
  'state[1]': {
    id: 'state[1]',
    kind: 'element',
    multi: false,
    issueType: 'StateIssueCustomField',
    projectType: 'StateProjectCustomField',
    bundle: 'state',
  },
  'ownedField[1]': bundled('ownedField', false),
  'ownedField[*]': bundled('ownedField', true),
  'version[1]': bundled('version', false),
  'version[*]': bundled('version', true),
  'build[1]': bundled('build', false),
  'build[*]': bundled('build', true),
  'user[1]': bundled('user', false),
  'user[*]': bundled('user', true),
  'group[1]': bundled('group', false),
  'group[*]': bundled('group', true),
  period: plain('period', 'PeriodIssueCustomField', 'PeriodProjectCustomField'),
  date: plain('date', 'DateIssueCustomField'),
  'date and time': plain('date and time'),
  integer: plain('integer'),
  float: plain('float'),
  string: plain('string'),
  text: plain('text', 'TextIssueCustomField', 'TextProjectCustomField'),
};

/** `$type` of a field on an issue, whatever its own type, where a state machine manages it. */
export const MANAGED_TYPE = 'StateMachineIssueCustomField';

export function fieldType(id: FieldTypeId): FieldType {
  return TYPES[id];
}

export function isFieldTypeId(id: unknown): id is FieldTypeId {
  return FIELD_TYPES.some((type) => type === id);
}

export function isBundleType(name: unknown): name is BundleType {
  return typeof name === 'string' && Object.hasOwn(BUNDLES, name);
}

/** A custom field as it stands in one project. */
export interface ProjectField {
  /** Of the ProjectCustomField; the issue's field has the same id. */
  readonly id: EntityId;
  readonly field: EntityId;
  readonly name: string;
  readonly type: FieldType;
  /** The property of an issue that holds its value. */
  readonly prop: string;
  readonly bundle: EntityId | null;
  readonly canBeEmpty: boolean;
  /** What the project shows where there is no value; may be empty. */
  readonly emptyText: string;
}

/** In the order in which the project shows them. */
export function projectFields(tx: Transaction, project: EntityId): readonly ProjectField[] {
  return inOrder(tx, tx.find('ProjectCustomField', 'project', { ref: project })).flatMap(
    (id) => projectField(tx, id) ?? [],
  );
}

/** Undefined when its custom field is gone. */
export function projectField(tx: Transaction, id: EntityId): ProjectField | undefined {
  const field = refOf(tx, id, 'field');
  if (field === null) return undefined;
  const typeId = tx.get(field, 'fieldType');
  if (!isFieldTypeId(typeId)) return undefined;
  const name = textOf(tx, field, 'name');
  return {
    id,
    field,
    name,
    type: TYPES[typeId],
    prop: `field:${name}`,
    bundle: refOf(tx, id, 'bundle'),
    canBeEmpty: tx.get(id, 'canBeEmpty') !== false,
    emptyText: textOf(tx, id, 'emptyFieldText'),
  };
}
