/** The custom fields of a project as they are stored. */
import { conditionOf, isHiddenBy } from '../../../model/field-conditions.ts';
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import type { Read } from './stored.ts';
import { current, refOf, refsOf, textOf } from './stored.ts';

export interface ProjectField {
  /** Of the ProjectCustomField. */
  readonly id: EntityId;
  readonly name: string;
  /** Exactly as `ProjectCustomField.typeName` spells it, for example `enum[1]`. */
  readonly type: string;
  /** The property of an issue that holds its value. */
  readonly prop: string;
  readonly bundle: EntityId | null;
  readonly isMulti: boolean;
}

export function projectField(id: EntityId): ProjectField | undefined {
  const field = refOf(id, 'field');
  if (field === null) return undefined;
  const name = textOf(field, 'name');
  const type = textOf(field, 'fieldType');
  const isMulti = type.endsWith('[*]');
  return { id, name, type, prop: `field:${name}`, bundle: refOf(id, 'bundle'), isMulti };
}

/** In the order in which the project shows them. */
export function fieldsOf(project: EntityId | null): ProjectField[] {
  if (project === null) return [];
  const ids = [...engine().find('ProjectCustomField', 'project', { ref: project })];
  const ordinals = new Map(ids.map((id) => [id, Number(current(id, 'ordinal') ?? 0)]));
  ids.sort((left, right) => (ordinals.get(left) ?? 0) - (ordinals.get(right) ?? 0));
  return ids.flatMap((id) => projectField(id) ?? []);
}

/** Names are exact, also in case. */
export function fieldNamed(project: EntityId | null, name: string): ProjectField | undefined {
  if (project === null) return undefined;
  for (const id of engine().find('ProjectCustomField', 'project', { ref: project })) {
    const field = refOf(id, 'field');
    if (field !== null && textOf(field, 'name') === name) return projectField(id);
  }
  return undefined;
}

/** Whether the issue's other field has a value with which this one is shown. @param id of the ProjectCustomField. */
export function isShown(id: EntityId, issue: EntityId, read: Read = current): boolean {
  return !isHiddenBy(conditionOf(engine(), id), (prop) => read(issue, prop));
}

/** Everything that a field of values, users or groups may hold. A user field without a bundle takes every user. */
export function* allowedValues({ type, bundle }: ProjectField): Iterable<EntityId> {
  if (type.startsWith('group[')) yield* engine().all('UserGroup');
  else if (type.startsWith('user[') && bundle === null) {
    for (const id of engine().all('User')) {
      if (current(id, 'system') !== true && current(id, 'guest') !== true) yield id;
    }
  } else if (bundle !== null && type.startsWith('user[')) yield* usersOf(bundle);
  else if (bundle !== null) yield* engine().find('BundleElement', 'bundle', { ref: bundle });
}

/** People one by one, then the members of groups, each once. */
function usersOf(bundle: EntityId): Iterable<EntityId> {
  const users = new Set<EntityId>();
  for (const element of engine().find('BundleElement', 'bundle', { ref: bundle })) {
    const user = refOf(element, 'user');
    if (user !== null) users.add(user);
  }
  for (const group of refsOf(bundle, 'groups')) {
    const members = current(group, 'allUsers') === true ? engine().all('User') : refsOf(group, 'users');
    for (const user of members) {
      if (current(user, 'system') !== true && current(user, 'guest') !== true) users.add(user);
    }
  }
  return users;
}
