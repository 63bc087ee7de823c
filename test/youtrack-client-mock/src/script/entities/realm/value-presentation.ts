/** The value of a custom field as one text, as the issue shows it. */
import { presentPeriod } from '../../../model/period.ts';
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { notEmulated } from './errors.ts';
import { projectField } from './project-fields.ts';
import { current, isPeriod, isRef, isRefList, textOf } from './stored.ts';

/** The words of the field for a value that is not there. */
export function presentation(projectFieldId: EntityId, issue: EntityId): string {
  const field = projectField(projectFieldId);
  const value = (field && current(issue, field.prop)) ?? null;
  const shown = isRefList(value) ? value.map(({ ref }) => nameOf(ref)).join(', ') : null;
  if (shown !== null && shown !== '') return shown;
  if (value === null || shown === '') return textOf(projectFieldId, 'emptyFieldText');
  if (isRef(value)) return nameOf(value.ref);
  if (isPeriod(value)) return presentPeriod(value.minutes);
  // How a date is written depends on the profile of the user, which is not emulated.
  if (field?.type.startsWith('date')) throw notEmulated('ProjectCustomField.getValuePresentation of a date');
  return String(value);
}

function nameOf(id: EntityId): string {
  if (engine().typeOf(id) !== 'User') return textOf(id, 'name');
  return textOf(id, 'fullName') || textOf(id, 'login');
}
