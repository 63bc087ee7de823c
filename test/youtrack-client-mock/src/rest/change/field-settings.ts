/** Changing custom fields and values of the whole instance. None of it is a change of an issue. */
import * as v from 'valibot';
import { textOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import { badRequest } from '../errors.ts';

export const NameSchema = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));
export const RenameSchema = v.looseObject({ name: NameSchema });

export const ElementChangeSchema = v.looseObject({
  name: v.optional(NameSchema),
  description: v.optional(v.nullable(v.string())),
  isResolved: v.optional(v.boolean()),
  archived: v.optional(v.boolean()),
});

/** @throws RestError 400 when the bundle has another value of that name. */
export function changeElement(
  tx: Transaction,
  element: EntityId,
  written: v.InferOutput<typeof ElementChangeSchema>,
): void {
  const bundle = tx.get(element, 'bundle') ?? null;
  for (const other of tx.find('BundleElement', 'bundle', bundle)) {
    if (other !== element && tx.get(other, 'name') === written.name) {
      throw badRequest(`The bundle has a value ${written.name} already`, 'invalid_properties');
    }
  }
  for (const prop of ['name', 'description', 'isResolved', 'archived'] as const) {
    const value = written[prop];
    if (value !== undefined) tx.set(element, prop, value);
  }
}

/** Issues keep their values under the new name. @throws RestError 400 when another field is called so. */
export function renameField(tx: Transaction, field: EntityId, name: string): void {
  for (const other of tx.find('CustomField', 'name', name)) {
    if (other === field) return;
    throw badRequest(`There is a custom field ${name} already`, 'invalid_properties');
  }
  moveValues(tx, `field:${textOf(tx, field, 'name')}`, `field:${name}`);
  tx.set(field, 'name', name);
}

/** With its values in all projects. */
export function removeField(tx: Transaction, field: EntityId): void {
  moveValues(tx, `field:${textOf(tx, field, 'name')}`, null);
  for (const one of [...tx.find('ProjectCustomField', 'field', { ref: field })]) tx.remove(one);
  tx.remove(field);
}

/** @param to null: the values are lost. */
function moveValues(tx: Transaction, from: string, to: string | null): void {
  for (const issue of tx.all('Issue')) {
    const value = tx.get(issue, from);
    if (value === undefined) continue;
    if (to !== null) tx.set(issue, to, value);
    tx.set(issue, from, null);
  }
}

/** With its values. @throws RestError 400 while a project uses it. */
export function removeBundle(tx: Transaction, bundle: EntityId): void {
  for (const _ of tx.find('ProjectCustomField', 'bundle', { ref: bundle })) {
    throw badRequest('The bundle is used by a project', 'invalid_properties');
  }
  for (const element of [...tx.find('BundleElement', 'bundle', { ref: bundle })]) tx.remove(element);
  tx.remove(bundle);
}
