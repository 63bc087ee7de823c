/** Plants custom fields with one bundle each, which all projects that have the field share. */

import type { BundleType } from '../model/field-types.ts';
import { fieldType } from '../model/field-types.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId, Value } from '../model/types.ts';
import type { Directories } from './directory.ts';
import { SeedError } from './error.ts';
import type { SeedField } from './schema.ts';

/** @returns the bundle of each custom field that has one. @throws SeedError */
export function plantFields(
  tx: Transaction,
  fields: readonly SeedField[],
  directories: Directories,
): ReadonlyMap<EntityId, EntityId> {
  const bundles = new Map<EntityId, EntityId>();
  for (const [index, field] of fields.entries()) {
    const path = `fields.${index}`;
    const id = tx.create('CustomField', { name: field.name, fieldType: field.type });
    directories.fields.add(field.name, id, `${path}.name`);
    const bundle = plantBundle(tx, field, directories, path);
    if (bundle !== null) bundles.set(id, bundle);
  }
  return bundles;
}

function plantBundle(
  tx: Transaction,
  { name, type, values }: SeedField,
  directories: Directories,
  path: string,
): EntityId | null {
  const bundleType = fieldType(type).bundle;
  if (bundleType === null) {
    if (values !== undefined) throw new SeedError(`${path}.values`, `A field of type ${type} has no values`);
    return null;
  }
  if (bundleType === 'user' && values === undefined) return null;
  const bundle = tx.create('Bundle', { name, bundleType });
  const names = new Set<string>();
  for (const [ordinal, value] of (values ?? []).entries()) {
    const at = `${path}.values.${ordinal}`;
    if (names.has(value.name)) throw new SeedError(at, `There is a value "${value.name}" already`);
    names.add(value.name);
    tx.create('BundleElement', {
      bundle: { ref: bundle },
      name: value.name,
      description: value.description ?? null,
      ordinal,
      archived: value.archived,
      colorId: '0',
      ...ofType(bundleType, value, directories, at),
    });
  }
  return bundle;
}

/** What only values of this type have. */
function ofType(
  bundleType: BundleType,
  { name, resolved }: NonNullable<SeedField['values']>[number],
  { users }: Directories,
  path: string,
): Readonly<Record<string, Value>> {
  if (bundleType === 'user') return { user: { ref: users.at(name, path) } };
  if (bundleType === 'state') return { isResolved: resolved };
  if (resolved) throw new SeedError(`${path}.resolved`, 'Only the values of a state field can be resolved');
  return {};
}
