/** The custom fields of a project as they are stored. */
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { current, refOf, textOf } from './stored.ts';

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

/** Everything that a field of values, users or groups may hold. A user field without a bundle takes every user. */
export function* allowedValues({ type, bundle }: ProjectField): Iterable<EntityId> {
  if (type.startsWith('group[')) yield* engine().all('UserGroup');
  else if (type.startsWith('user[') && bundle === null) {
    for (const id of engine().all('User')) {
      if (current(id, 'system') !== true && current(id, 'guest') !== true) yield id;
    }
  } else if (bundle !== null) {
    for (const element of engine().find('BundleElement', 'bundle', { ref: bundle })) {
      const value = type.startsWith('user[') ? refOf(element, 'user') : element;
      if (value !== null) yield value;
    }
  }
}
