/** A custom field that is shown only where another one has certain values (youtrack-platform §10). */
import type { ProjectField } from '../../model/field-types.ts';
import { refOf, refsOf, textOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId, Value } from '../../model/types.ts';
import { badRequest } from '../errors.ts';

/**
 * @param projectField with or without a condition.
 * @param held what the issue holds under a property.
 */
export function isHidden(
  tx: Transaction,
  projectField: EntityId,
  held: (prop: string) => Value | undefined,
): boolean {
  const parent = refOf(tx, projectField, 'conditionField');
  if (parent === null) return false;
  const value = held(`field:${textOf(tx, parent, 'name')}`);
  const values = Array.isArray(value) ? value : [value];
  return !refsOf(tx, projectField, 'conditionValues').some((wanted) =>
    values.some((one) => typeof one === 'object' && one !== null && 'ref' in one && one.ref === wanted),
  );
}

/** @throws RestError 400 for a field that is hidden on the issue as it is now. */
export function demandShown(tx: Transaction, issue: EntityId, { id, name }: ProjectField): void {
  if (isHidden(tx, id, (prop) => tx.get(issue, prop))) {
    throw badRequest(`The field ${name} is hidden by its condition`);
  }
}
