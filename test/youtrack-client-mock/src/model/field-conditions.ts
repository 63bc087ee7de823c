/** Custom fields that are shown only where another one has certain values (youtrack-platform §10). */
import type { ProjectField } from './field-types.ts';
import { projectFields } from './field-types.ts';
import type { Readable } from './props.ts';
import { refOf, refsOf, textOf } from './props.ts';
import type { Transaction } from './transaction.ts';
import type { EntityId, Value } from './types.ts';
import { isRef, isRefList } from './types.ts';

export interface FieldCondition {
  /** The field on which it depends. */
  readonly field: string;
  /** The field is shown where the other one has one of these. */
  readonly values: readonly EntityId[];
}

/** Null: the field is always shown. @param projectField a ProjectCustomField. */
export function conditionOf(tx: Readable, projectField: EntityId): FieldCondition | null {
  const parent = refOf(tx, projectField, 'conditionField');
  if (parent === null) return null;
  return { field: textOf(tx, parent, 'name'), values: refsOf(tx, projectField, 'conditionValues') };
}

/** @param held what an issue holds under a property. */
export function isHiddenBy(
  condition: FieldCondition | null,
  held: (prop: string) => Value | undefined,
): boolean {
  if (condition === null) return false;
  const value = held(`field:${condition.field}`);
  const refs = isRefList(value) ? value : isRef(value) ? [value] : [];
  return !refs.some(({ ref }) => condition.values.includes(ref));
}

/** In the issue as it is now. */
export function isHidden(tx: Transaction, issue: EntityId, { id }: ProjectField): boolean {
  return isHiddenBy(conditionOf(tx, id), (prop) => tx.get(issue, prop));
}

/**
 * What a new issue begins with: a field that is hidden stays empty.
 * @param valueFor is asked for those that are shown.
 */
export function shownValues(
  tx: Transaction,
  fields: readonly ProjectField[],
  valueFor: (field: ProjectField) => Value,
): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  const conditions = new Map(fields.map(({ id }) => [id, conditionOf(tx, id)] as const));
  const isConditional = ({ id }: ProjectField): boolean => (conditions.get(id) ?? null) !== null;
  // The fields on which others depend come first.
  for (const field of [...fields].sort((a, b) => Number(isConditional(a)) - Number(isConditional(b)))) {
    const hidden = isHiddenBy(conditions.get(field.id) ?? null, (prop) => values[prop]);
    values[field.prop] = hidden ? emptyValue(field) : valueFor(field);
  }
  return values;
}

export function emptyValue({ type }: ProjectField): Value {
  return type.multi ? [] : null;
}

/** Fields of an issue that are hidden, and that the transaction has given a value, or brought into a project with one. */
export function filledWhileHidden(tx: Transaction, issue: EntityId): readonly ProjectField[] {
  const isMoved = tx.isChanged(issue, 'project');
  const changed = new Set(tx.changedProps(issue).filter((prop) => prop.startsWith('field:')));
  const project = isMoved || changed.size > 0 ? refOf(tx, issue, 'project') : null;
  if (project === null) return [];
  return projectFields(tx, project).filter(
    (field) =>
      (isMoved || changed.has(field.prop)) &&
      !isEmpty(tx.get(issue, field.prop)) &&
      isHidden(tx, issue, field),
  );
}

function isEmpty(value: Value | undefined): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Why a hidden field takes no value, in JetBrains' words (api-troubleshoot-updating-conditional-field). */
export function hiddenSentence(tx: Transaction, { id, name }: ProjectField): string {
  const condition = conditionOf(tx, id);
  const values = (condition?.values ?? []).map((value) => textOf(tx, value, 'name'));
  return `You can only update the value for the ${name} field when the value for the ${condition?.field ?? ''} field is ${values.join(' or ')}`;
}
