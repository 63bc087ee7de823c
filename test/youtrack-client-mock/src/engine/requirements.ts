/** What a script says it needs: whether it is there, and what `ctx` holds for it (youtrack-platform §2). */

import { classNamed } from '../model/extended-types.ts';
import type { ProjectField } from '../model/field-types.ts';
import { projectFields } from '../model/field-types.ts';
import { refOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId, EntityType } from '../model/types.ts';
import { allowed } from '../rest/change/field-value.ts';
import type { ProblemKey } from './types.ts';

/** As scripts write them, by alias. */
export type Requirements = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What an alias stands for in `ctx`. */
export type Met =
  | { readonly kind: 'entity'; readonly id: EntityId }
  | {
      readonly kind: 'field';
      readonly name: string;
      /** The required values by their alias. */
      readonly values: readonly (readonly [string, EntityId])[];
      readonly isMulti: boolean;
    };

/** One thing that is missing. */
export interface Unmet {
  readonly kind: 'unmet';
  readonly key: ProblemKey;
  /** As an administrator reads it. */
  readonly sentence: string;
  /** Whether the whole YouTrack lacks it, and not one project. */
  readonly isGlobal: boolean;
}

export interface Checked {
  /** Empty: the script may run. */
  readonly problems: readonly Unmet[];
  readonly met: readonly (readonly [string, Met])[];
}

const OWN_PROPERTIES: ReadonlySet<string> = new Set([
  'name',
  'login',
  'id',
  'multi',
  'outward',
  'inward',
  'type',
]);

/** What `type` reads as for a custom field, and how REST calls that type of field. */
const FIELD_TYPES: Readonly<Record<string, string>> = {
  'EnumField.fieldType': 'enum',
  'State.fieldType': 'state',
  'OwnedField.fieldType': 'ownedField',
  'ProjectVersion.fieldType': 'version',
  'Build.fieldType': 'build',
  'User.fieldType': 'user',
  'UserGroup.fieldType': 'group',
  date: 'date',
  dateTime: 'date and time',
  float: 'float',
  int: 'integer',
  period: 'period',
  string: 'string',
  text: 'text',
};

type Finder = (tx: Transaction, alias: string, requirement: Requirements[string]) => EntityId | undefined;

/** What must be somewhere in this YouTrack, by the class that is named as its `type`. */
const ENTITIES: Readonly<Record<string, Finder>> = {
  User: (tx, alias, { login, name }) => named(tx, 'User', 'login', text(login) ?? text(name) ?? alias),
  UserGroup: (tx, alias, { name }) => named(tx, 'UserGroup', 'name', text(name) ?? alias),
  Project: (tx, alias, { name }) =>
    named(tx, 'Project', 'name', text(name) ?? alias) ??
    named(tx, 'Project', 'shortName', text(name) ?? alias),
  Issue: (tx, alias, { id }) => issueWith(tx, text(id) ?? alias),
  Tag: (tx, alias, { name }) => named(tx, 'Tag', 'name', text(name) ?? alias),
  SavedQuery: (tx, alias, { name }) => named(tx, 'SavedQuery', 'name', text(name) ?? alias),
  IssueLinkPrototype: (tx, alias, { outward, inward, name }) => {
    const id = named(tx, 'IssueLinkPrototype', 'outward', text(outward) ?? text(name) ?? alias);
    const wanted = text(inward);
    if (id === undefined || wanted === undefined) return id;
    const found = textOf(tx, id, 'inward') || textOf(tx, id, 'outward');
    return sameName(found, wanted) ? id : undefined;
  },
};

/** @param project null where the script runs in none: fields cannot be required there. */
export function checkRequirements(
  tx: Transaction,
  requirements: Requirements,
  project: EntityId | null,
): Checked {
  const problems: Unmet[] = [];
  const met: [string, Met][] = [];
  const entries = Object.entries(requirements);
  const fields = entries.length === 0 || project === null ? [] : projectFields(tx, project);
  for (const [alias, requirement] of entries) {
    const result = check(tx, alias, requirement, project === null ? null : fields);
    if (result.kind === 'unmet') problems.push(result);
    else met.push([alias, result]);
  }
  return { problems, met };
}

function check(
  tx: Transaction,
  alias: string,
  requirement: Requirements[string],
  fields: readonly ProjectField[] | null,
): Met | Unmet {
  const { type } = requirement;
  const fieldType = typeof type === 'string' ? FIELD_TYPES[type] : undefined;
  if (fieldType !== undefined) return checkField(tx, alias, requirement, fieldType, fields);
  const className = typeof type === 'function' ? classNamed(type.name) : '';
  const find = ENTITIES[className];
  if (!find) return unmet('type-unknown', `The requirement ${alias} has no type that YouTrack knows`, true);
  const id = find(tx, alias, requirement);
  return id === undefined
    ? unmet('entity-missing', `The requirement ${alias} is not met: there is no such ${className}`, true)
    : { kind: 'entity', id };
}

function checkField(
  tx: Transaction,
  alias: string,
  requirement: Requirements[string],
  fieldType: string,
  fields: readonly ProjectField[] | null,
): Met | Unmet {
  const lacks = (key: ProblemKey, what: string): Unmet =>
    unmet(key, `The requirement ${alias} is not met: ${what}`, fields === null);
  if (fields === null)
    return lacks('field-missing', 'a script that runs in no project cannot require a field');
  const name = text(requirement.name) ?? alias;
  const field = fields.find((one) => sameName(one.name, name));
  if (!field) return lacks('field-missing', `the project has no field ${name}`);
  const [stored, many] = field.type.id.split('[');
  const isMulti = many === '*]';
  if (stored !== fieldType) {
    return lacks('field-type', `the field ${field.name} is of the type ${field.type.id}`);
  }
  if (isMulti !== (requirement.multi === true)) {
    return lacks('field-type', `the field ${field.name} holds ${isMulti ? 'several values' : 'one value'}`);
  }
  const values: [string, EntityId][] = [];
  const names = new Map(allowed(tx, field).map((id) => [nameOf(tx, field, id).toLowerCase(), id]));
  for (const [key, value] of Object.entries(requirement)) {
    if (OWN_PROPERTIES.has(key)) continue;
    const wanted = nameWithin(value) ?? key;
    const id = names.get(wanted.toLowerCase());
    if (id === undefined) return lacks('value-missing', `the field ${field.name} has no value ${wanted}`);
    values.push([key, id]);
  }
  return { kind: 'field', name: field.name, values, isMulti };
}

function unmet(key: ProblemKey, sentence: string, isGlobal: boolean): Unmet {
  return { kind: 'unmet', key, sentence, isGlobal };
}

/** Names are matched in whatever case; scripts still spell fields as the project does (youtrack-platform §1). */
function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function nameOf(tx: Transaction, { type }: ProjectField, id: EntityId): string {
  return textOf(tx, id, type.kind === 'user' ? 'login' : 'name');
}

function nameWithin(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return text(Reflect.get(value, 'login')) ?? text(Reflect.get(value, 'name'));
}

function named(tx: Transaction, type: EntityType, prop: string, name: string): EntityId | undefined {
  for (const id of tx.find(type, prop, name)) return id;
  for (const id of tx.all(type)) if (sameName(textOf(tx, id, prop), name)) return id;
  return undefined;
}

function issueWith(tx: Transaction, readableId: string): EntityId | undefined {
  const [, key = '', number] = /^(.+)-(\d+)$/.exec(readableId) ?? [];
  for (const issue of tx.find('Issue', 'numberInProject', Number(number))) {
    const project = refOf(tx, issue, 'project');
    if (project !== null && sameName(textOf(tx, project, 'shortName'), key)) return issue;
  }
  return undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
