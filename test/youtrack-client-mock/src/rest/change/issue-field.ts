/** Writing a custom field of an issue: by a value, or by an event of the state machine that manages it. */
import * as v from 'valibot';
import { hiddenSentence, isHidden } from '../../model/field-conditions.ts';
import type { ProjectField } from '../../model/field-types.ts';
import { MANAGED_TYPE } from '../../model/field-types.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import { fieldRequired, issueIsInvalid, serverError } from '../errors.ts';
import { fieldValueFrom } from './field-value.ts';

export const FieldWriteSchema = v.looseObject({
  $type: v.optional(v.string()),
  id: v.optional(v.string()),
  name: v.optional(v.string()),
  value: v.optional(v.unknown()),
  event: v.nullish(v.looseObject({ id: v.optional(v.string()), presentation: v.optional(v.string()) })),
});
export type FieldWrite = v.InferOutput<typeof FieldWriteSchema>;

/** @throws RestError 400 or 500, or ChangeRejected for an event that is not possible now. */
export function writeField(view: View, issue: EntityId, field: ProjectField, written: FieldWrite): void {
  const { tx, user, youTrack } = view;
  const isManaged = youTrack.automation.isManaged(tx, issue, field.name);
  demandType(field, written.$type, isManaged ? MANAGED_TYPE : field.type.issueType);
  const event = written.event?.id ?? written.event?.presentation;
  if (event === undefined) tx.set(issue, field.prop, fieldValueFrom(tx, field, writtenValue(written)));
  else youTrack.automation.fire(tx, user, issue, field.name, event);
}

/** @throws RestError 400 where there is none; null is one. */
export function writtenValue(written: FieldWrite): unknown {
  if (!('value' in written)) throw fieldRequired('value');
  return written.value;
}

/** @throws RestError 400 for a field that is hidden on the issue as it is now. */
export function demandShown(tx: Transaction, issue: EntityId, field: ProjectField): void {
  if (isHidden(tx, issue, field)) throw issueIsInvalid(hiddenSentence(tx, field));
}

/** @throws RestError 500 when a type is given that is not the field's. */
export function demandType(
  { name, type }: ProjectField,
  given: string | undefined,
  right = type.issueType,
): void {
  // Recordings disagree on what a field of date and time is called, so both are taken.
  const other = type.kind === 'date and time' ? 'DateIssueCustomField' : 'IssueCustomField';
  if (given === undefined || [right, other, 'IssueCustomField'].includes(given)) return;
  throw serverError(`The field ${name} is no ${given} but a ${right}`);
}
