/** From what a client writes into a custom field to what is stored, by the shapes of youtrack-platform §10. */
import * as v from 'valibot';
import type { ProjectField, ValueKind } from '../../model/field-types.ts';
import { parsePeriod } from '../../model/period.ts';
import { refsOf, textOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId, Value } from '../../model/types.ts';
import { choosableUsers } from '../../model/user-bundles.ts';
import { badRequest, fieldRequired } from '../errors.ts';

const MentionSchema = v.looseObject({
  id: v.optional(v.string()),
  name: v.optional(v.string()),
  login: v.optional(v.string()),
});
const PeriodSchema = v.union([
  v.looseObject({ minutes: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.looseObject({ presentation: v.string() }),
]);
const TextSchema = v.looseObject({ text: v.nullable(v.string()) });

const DAY_MS = 86_400_000;

/**
 * @param written the `value` of a request: an object with a name or login, a list of them, a number, a text; `null`
 *   or `[]` empties the field.
 * @throws RestError 400 for what the field can't hold, and for nothing where the field must not be empty.
 */
export function fieldValueFrom(tx: Transaction, field: ProjectField, written: unknown): Value {
  const { multi } = field.type;
  if (multi ? Array.isArray(written) && written.length === 0 : written === null || written === undefined) {
    if (!field.canBeEmpty) throw fieldRequired(field.name);
    return multi ? [] : null;
  }
  if (!multi) return singleValue(tx, field, written);
  if (!Array.isArray(written)) throw misfit(field, 'a list');
  const refs = written.map((one) => reference(tx, field, one));
  return [...new Set(refs)].map((ref) => ({ ref }));
}

function singleValue(tx: Transaction, field: ProjectField, written: unknown): Value {
  const { kind } = field.type;
  switch (kind) {
    case 'element':
    case 'user':
    case 'group':
      return { ref: reference(tx, field, written) };
    case 'period':
      return { minutes: minutesOf(field, written) };
    case 'date':
      return Math.floor(numberFrom(field, written) / DAY_MS) * DAY_MS + DAY_MS / 2;
    case 'date and time':
    case 'integer':
      if (!Number.isSafeInteger(written)) throw misfit(field, 'a whole number');
      return numberFrom(field, written);
    case 'float':
      return numberFrom(field, written);
    case 'string':
      if (typeof written !== 'string') throw misfit(field, 'a text');
      return written === '' ? emptied(field) : written;
    case 'text': {
      if (!v.is(TextSchema, written)) throw misfit(field, 'an object with a "text"');
      return written.text === null || written.text === '' ? emptied(field) : written.text;
    }
  }
}

function emptied(field: ProjectField): null {
  if (!field.canBeEmpty) throw fieldRequired(field.name);
  return null;
}

function numberFrom(field: ProjectField, written: unknown): number {
  if (typeof written !== 'number' || !Number.isFinite(written)) throw misfit(field, 'a number');
  return written;
}

function minutesOf(field: ProjectField, written: unknown): number {
  if (!v.is(PeriodSchema, written)) throw misfit(field, 'an object with "minutes" or a "presentation"');
  const minutes = 'minutes' in written ? written.minutes : parsePeriod(written.presentation);
  if (typeof minutes !== 'number') throw misfit(field, 'a period such as "1w 2d 3h 4m"');
  return minutes;
}

function reference(tx: Transaction, field: ProjectField, written: unknown): EntityId {
  const { kind } = field.type;
  if (!v.is(MentionSchema, written)) {
    throw misfit(field, kind === 'user' ? 'an object with a "login"' : 'an object with a "name"');
  }
  const found = allowed(tx, field).find((id) =>
    written.id === undefined ? nameMatches(tx, kind, id, written) : id === written.id,
  );
  if (found === undefined) throw badRequest('Value is not allowed');
  return found;
}

function nameMatches(
  tx: Transaction,
  kind: ValueKind,
  id: EntityId,
  written: { readonly name?: string | undefined; readonly login?: string | undefined },
): boolean {
  if (kind === 'user') return written.login !== undefined && textOf(tx, id, 'login') === written.login;
  return written.name !== undefined && textOf(tx, id, 'name') === written.name;
}

/** Everything that a field of values, users or groups may hold. A user field without a bundle takes every user. */
export function allowed(tx: Transaction, { type, bundle }: ProjectField): readonly EntityId[] {
  if (type.kind === 'group') return [...tx.all('UserGroup')];
  if (type.kind === 'user') return choosableUsers(tx, bundle);
  return bundle === null ? [] : [...tx.find('BundleElement', 'bundle', { ref: bundle })];
}

/** The value with this name, login or id among those that the field may hold, in whatever case. */
export function valueNamed(tx: Transaction, field: ProjectField, name: string): EntityId | undefined {
  const prop = field.type.kind === 'user' ? 'login' : 'name';
  const wanted = name.toLowerCase();
  return allowed(tx, field).find((id) => id === name || textOf(tx, id, prop).toLowerCase() === wanted);
}

function misfit(field: ProjectField, expected: string): Error {
  return badRequest(`The value of the field ${field.name} must be ${expected}`);
}

/** What a new issue gets where nothing is written: the project's default values. @throws RestError 400. */
export function defaultValue(tx: Transaction, field: ProjectField): Value {
  const refs = refsOf(tx, field.id, 'defaultValues').map((ref) => ({ ref }));
  if (refs.length === 0 && !field.canBeEmpty) throw fieldRequired(field.name);
  return field.type.multi ? refs : (refs[0] ?? null);
}
