/** Which value a board field takes, and the sentence for one it doesn't. Pure. */
import * as v from 'valibot';
import type { Criterion, DateRange, Field, FieldType, FieldValue } from './model.ts';
import { fitsScale, scaleInWords } from './scoring.ts';

const Day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((day) => {
    const at = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  }),
);
const Email = v.pipe(v.string(), v.email());
const Name = v.pipe(v.string(), v.nonEmpty());
const Range = v.pipe(
  v.strictObject({ from: Day, to: Day }),
  v.check(({ from, to }: DateRange) => from <= to),
);

const RULES: Readonly<
  Record<FieldType, { readonly schema: v.GenericSchema<unknown, FieldValue>; readonly takes: string }>
> = {
  text_short: { schema: v.string(), takes: 'text' },
  text_long: { schema: v.string(), takes: 'text' },
  number: { schema: v.pipe(v.number(), v.finite()), takes: 'a number' },
  date: { schema: Day, takes: 'a date such as 2026-02-28' },
  date_range: { schema: Range, takes: '{from, to}: two dates such as 2026-02-28, the earlier first' },
  user: { schema: Email, takes: 'an e-mail address' },
  users: { schema: v.array(Email), takes: 'a list of e-mail addresses' },
  select: { schema: Name, takes: 'the name of an option' },
  multi_select: { schema: v.array(Name), takes: 'a list of names of options' },
};

/**
 * @param values null clears and always fits.
 * @returns one sentence naming the first key that is unknown or whose value doesn't fit; null when all do.
 */
export function problemWith(
  values: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  criteria: readonly Criterion[],
): string | null {
  for (const [key, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.key === key);
    const criterion = criteria.find((candidate) => candidate.key === key);
    if (!field && !criterion) return `This board has no field with the key "${key}".`;
    if (value === null) continue;
    const rule = RULES[field?.type ?? 'number'];
    if (!v.is(rule.schema, value))
      return `The field "${field?.name ?? criterion?.name}" takes ${rule.takes}.`;
    if (criterion && typeof value === 'number' && !fitsScale(value, criterion.scale)) {
      return `The criterion "${criterion.name}" takes ${scaleInWords(criterion.scale)}.`;
    }
  }
  return null;
}

/** Names that a select has not seen before become options of it. */
export function learnOptions(field: Field, value: FieldValue): void {
  if (field.type !== 'select' && field.type !== 'multi_select') return;
  const names = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  for (const name of names) {
    if (field.options.some((option) => option.name === name)) continue;
    field.options.push({ id: `${field.key}-${field.options.length + 1}`, name });
  }
}
