/** An issue's custom field as the issue page shows and edits it. */

import type { FieldType, ProjectField } from '../model/field-types.ts';
import { projectFields } from '../model/field-types.ts';
import { presentPeriod } from '../model/period.ts';
import { flagOf, inOrder, refOf, refsOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { isPeriod } from '../model/types.ts';
import { choosableUsers } from '../model/user-bundles.ts';
import type { FieldData } from './page-data.ts';
import { userName } from './read.ts';

export interface FieldOption {
  /** What REST takes: a name, or a login. */
  readonly value: string;
  readonly label: string;
}

export interface FieldView {
  readonly data: FieldData;
  readonly canBeEmpty: boolean;
  readonly emptyText: string;
  readonly options: readonly FieldOption[];
  /** What is set, in the form in which the control holds it; several for multi-valued fields. */
  readonly values: readonly string[];
}

/** In the order in which the project shows them. */
export function fieldsOf(tx: Transaction, issue: EntityId): readonly FieldView[] {
  const project = refOf(tx, issue, 'project');
  return project === null ? [] : projectFields(tx, project).map((field) => fieldView(tx, issue, field));
}

function fieldView(tx: Transaction, issue: EntityId, field: ProjectField): FieldView {
  const values = valuesOf(tx, issue, field);
  return {
    data: { name: field.name, restType: field.type.issueType, kind: controlKind(field.type) },
    canBeEmpty: field.canBeEmpty,
    emptyText: textOf(tx, field.id, 'emptyFieldText') || `No ${field.name.toLowerCase()}`,
    options: optionsOf(tx, field, values),
    values,
  };
}

function controlKind({ kind, multi }: FieldType): FieldData['kind'] {
  switch (kind) {
    case 'element':
    case 'group':
      return multi ? 'names' : 'name';
    case 'user':
      return multi ? 'logins' : 'login';
    case 'integer':
    case 'float':
      return 'number';
    case 'date and time':
      return 'datetime';
    default:
      return kind;
  }
}

function valuesOf(tx: Transaction, issue: EntityId, { prop, type }: ProjectField): readonly string[] {
  const single = refOf(tx, issue, prop);
  const refs = single === null ? refsOf(tx, issue, prop) : [single];
  if (refs.length > 0) return refs.map((ref) => textOf(tx, ref, type.kind === 'user' ? 'login' : 'name'));
  const value = tx.get(issue, prop);
  if (isPeriod(value)) return [presentPeriod(value.minutes)];
  if (typeof value === 'string' && value !== '') return [value];
  if (typeof value !== 'number') return [];
  if (type.kind === 'date') return [new Date(value).toISOString().slice(0, 10)];
  if (type.kind === 'date and time') return [new Date(value).toISOString().slice(0, 16)];
  return [String(value)];
}

/** A value that is set stays an option even when it is archived. */
function optionsOf(
  tx: Transaction,
  { type, bundle }: ProjectField,
  current: readonly string[],
): readonly FieldOption[] {
  if (type.kind === 'user') return userOptions(tx, bundle);
  if (type.kind === 'group') return [...tx.all('UserGroup')].map((group) => named(tx, group));
  if (bundle === null) return [];
  return inOrder(tx, tx.find('BundleElement', 'bundle', { ref: bundle }))
    .filter((element) => !flagOf(tx, element, 'archived') || current.includes(textOf(tx, element, 'name')))
    .map((element) => named(tx, element));
}

function named(tx: Transaction, id: EntityId): FieldOption {
  const name = textOf(tx, id, 'name');
  return { value: name, label: name };
}

function userOptions(tx: Transaction, bundle: EntityId | null): readonly FieldOption[] {
  return choosableUsers(tx, bundle)
    .filter((user) => !flagOf(tx, user, 'banned'))
    .map((user) => ({ value: textOf(tx, user, 'login'), label: userName(tx, user) }));
}
