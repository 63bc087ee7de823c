/** Plants projects with their teams and fields, and tags. */

import { projectField } from '../model/field-types.ts';
import { refOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { valueNamed } from '../rest/change/field-value.ts';
import { newProject } from '../rest/routes/projects.ts';
import type { Directories } from './directory.ts';
import { Directory } from './directory.ts';
import { SeedError } from './error.ts';
import type { Seed, SeedProject } from './schema.ts';

/** @param bundles by custom field. @throws SeedError */
export function plantProjects(
  tx: Transaction,
  projects: readonly SeedProject[],
  directories: Directories,
  bundles: ReadonlyMap<EntityId, EntityId>,
): void {
  for (const [index, project] of projects.entries()) {
    const path = `projects.${index}`;
    const { users, groups } = directories;
    const leader = users.at(project.leader, `${path}.leader`);
    const { key: shortName, name, description = null } = project;
    const id = newProject({ tx }, { name, shortName, description, leader });
    directories.projects.add(shortName, id, `${path}.key`);
    const team = refOf(tx, id, 'team');
    if (team !== null) {
      groups.add(textOf(tx, team, 'name'), team, `${path}.name`);
      const members = users.refs(project.team, `${path}.team`).filter(({ ref }) => ref !== leader);
      tx.set(team, 'users', [{ ref: leader }, ...members]);
    }
    plantProjectFields(tx, project, id, directories, bundles, path);
  }
}

function plantProjectFields(
  tx: Transaction,
  { fields }: SeedProject,
  project: EntityId,
  directories: Directories,
  bundles: ReadonlyMap<EntityId, EntityId>,
  path: string,
): void {
  const own = new Directory('field of this project');
  for (const [
    ordinal,
    { name, canBeEmpty, emptyText, default: defaults = [], showWhen },
  ] of fields.entries()) {
    const at = `${path}.fields.${ordinal}`;
    const field = directories.fields.at(name, at);
    const bundle = bundles.get(field);
    const id = tx.create('ProjectCustomField', {
      project: { ref: project },
      field: { ref: field },
      bundle: bundle === undefined ? null : { ref: bundle },
      canBeEmpty,
      emptyFieldText: emptyText ?? null,
      ordinal,
      defaultValues: [],
    });
    own.add(name, id, at);
    tx.set(id, 'defaultValues', defaultValues(tx, id, [defaults].flat(), `${at}.default`));
    if (showWhen === undefined) continue;
    const parent = own.at(showWhen.field, `${at}.showWhen.field`);
    const values = showWhen.values.map((value) => valueCalled(tx, parent, value, `${at}.showWhen.values`));
    tx.set(id, 'conditionField', { ref: directories.fields.at(showWhen.field, `${at}.showWhen.field`) });
    tx.set(id, 'conditionValues', values);
  }
}

function defaultValues(
  tx: Transaction,
  id: EntityId,
  names: readonly string[],
  path: string,
): readonly { readonly ref: EntityId }[] {
  const field = projectField(tx, id);
  if (field === undefined || names.length === 0) return [];
  if (names.length > 1 && !field.type.multi) throw new SeedError(path, 'This field holds one value');
  return names.map((name) => valueCalled(tx, id, name, path));
}

/** @param id of the field in its project. @throws SeedError */
function valueCalled(tx: Transaction, id: EntityId, name: string, path: string): { readonly ref: EntityId } {
  const field = projectField(tx, id);
  const value = field === undefined ? undefined : valueNamed(tx, field, name);
  if (value === undefined) throw new SeedError(path, `"${name}" is no value of this field`);
  return { ref: value };
}

/** @throws SeedError */
export function plantTags(tx: Transaction, tags: Seed['tags'], directories: Directories): void {
  for (const [index, { name, owner, sharedWith }] of tags.entries()) {
    const path = `tags.${index}`;
    const id = tx.create('Tag', {
      name,
      owner: { ref: directories.users.at(owner, `${path}.owner`) },
      permittedReadUserGroups: directories.groups.refs(sharedWith, `${path}.sharedWith`),
      permittedReadUsers: [],
    });
    directories.tags.add(name, id, `${path}.name`);
  }
}
