/** What becomes of values that a transaction has written into fields which a condition hides. */
import { emptyValue, filledWhileHidden, hiddenSentence } from '../model/field-conditions.ts';
import type { Transaction } from '../model/transaction.ts';
import { InvalidIssue } from './types.ts';

export interface HiddenFieldsHost {
  readonly hiddenFields: 'refuse' | 'drop';
  warn(app: string, script: string, text: string): void;
}

/**
 * An issue that is new in its project loses them (youtrack-platform §10). In any other they refuse the change, because
 * "you cannot set the value for the field with a workflow" (YouTrack Server, conditional-custom-fields), or are left
 * out where that is set.
 * @returns whether anything is left out. Throws InvalidIssue.
 */
export function settleHiddenFields(tx: Transaction, { hiddenFields, warn }: HiddenFieldsHost): boolean {
  let isAnyLeftOut = false;
  for (const issue of tx.touched()) {
    if (tx.typeOf(issue) !== 'Issue' || tx.isRemoved(issue)) continue;
    const isNew = tx.isChanged(issue, 'project');
    for (const field of filledWhileHidden(tx, issue)) {
      const sentence = hiddenSentence(tx, field);
      if (!isNew && hiddenFields === 'refuse') throw new InvalidIssue(sentence);
      if (!isNew) warn('', '', `What was written to ${issue} is left out: ${sentence}`);
      tx.set(issue, field.prop, (isNew ? undefined : tx.committed(issue, field.prop)) ?? emptyValue(field));
      isAnyLeftOut = true;
    }
  }
  return isAnyLeftOut;
}
