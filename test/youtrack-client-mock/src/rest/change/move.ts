/** Moving an issue to another project: a new number, and what the new project's fields can hold of the old values. */

import type { ProjectField } from '../../model/field-types.ts';
import { projectFields } from '../../model/field-types.ts';
import { refOf, refsOf, textOf } from '../../model/props.ts';
import type { EntityId, Value } from '../../model/types.ts';
import { isRef, isRefList } from '../../model/types.ts';
import type { View } from '../context.ts';
import { demand } from '../context.ts';
import { valueNamed } from './field-value.ts';
import { drawIssueNumber } from './issue-number.ts';

/**
 * Does nothing when the issue is there already.
 * @throws RestError 403 without CREATE_ISSUE in the new project.
 */
export function moveIssue(view: View, issue: EntityId, target: EntityId): void {
  const { tx } = view;
  const source = refOf(tx, issue, 'project');
  if (source === target) return;
  demand(view, 'CREATE_ISSUE', target);
  const kept = projectFields(tx, target);
  for (const field of source === null ? [] : projectFields(tx, source)) {
    if (!kept.some(({ name }) => name === field.name)) {
      tx.set(issue, field.prop, field.type.multi ? [] : null);
    }
  }
  for (const field of kept) tx.set(issue, field.prop, carriedOver(view, issue, field));
  tx.set(issue, 'project', { ref: target });
  tx.set(issue, 'numberInProject', drawIssueNumber(tx, target));
}

/** Values are found again by name in the new project's bundle; what isn't there becomes the default. */
export function carriedOver(view: View, issue: EntityId, field: ProjectField): Value {
  const { tx } = view;
  const value = tx.get(issue, field.prop) ?? null;
  const wanted = isRefList(value) ? value : isRef(value) ? [value] : [];
  if (field.type.kind !== 'element' && field.type.kind !== 'user') return value;
  const prop = field.type.kind === 'user' ? 'login' : 'name';
  const found = wanted.flatMap(({ ref }) => valueNamed(tx, field, textOf(tx, ref, prop)) ?? []);
  const refs = (found.length > 0 ? found : refsOf(tx, field.id, 'defaultValues')).map((ref) => ({ ref }));
  return field.type.multi ? refs : (refs[0] ?? null);
}
