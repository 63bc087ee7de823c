/** Changing custom fields and values of the whole instance. None of it is a change of an issue. */
import * as v from 'valibot';
import { textOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import { badRequest } from '../errors.ts';
import { mentionedUser } from '../lookup.ts';
import { MentionSchema } from './visibility.ts';

export const NameSchema = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));
export const RenameSchema = v.looseObject({ name: NameSchema });

const MOMENTS = ['releaseDate', 'startDate', 'assembleDate'] as const;
const Moment = v.optional(v.nullable(v.pipe(v.number(), v.integer())));

/** What a value has beside its name; of which type it is decides what of it shows. */
const ELEMENT = {
  description: v.optional(v.nullable(v.string())),
  archived: v.optional(v.boolean()),
  color: v.optional(v.looseObject({ id: v.string() })),
  isResolved: v.optional(v.boolean()),
  released: v.optional(v.boolean()),
  releaseDate: Moment,
  startDate: Moment,
  assembleDate: Moment,
  owner: v.optional(v.nullable(MentionSchema)),
};

export const ElementSchema = v.looseObject({ ...ELEMENT, name: NameSchema });
export const ElementChangeSchema = v.looseObject({ ...ELEMENT, name: v.optional(NameSchema) });

/** @throws RestError 400 when the bundle has another value of that name, 404 for an owner who is not there. */
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
  for (const prop of ['name', 'description', 'archived', 'isResolved', ...MOMENTS] as const) {
    const value = written[prop];
    if (value !== undefined) tx.set(element, prop, value);
  }
  const { released, color, owner } = written;
  if (released !== undefined) tx.set(element, 'isReleased', released);
  if (color !== undefined) tx.set(element, 'colorId', color.id);
  if (owner !== undefined) {
    tx.set(element, 'owner', owner === null ? null : { ref: mentionedUser(tx, owner) });
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
