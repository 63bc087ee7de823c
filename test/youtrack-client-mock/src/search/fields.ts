/** Conditions on custom fields, by the kind of value a field holds. */
import type { EntityId, Value } from '../model/types.ts';
import { isPeriod } from '../model/types.ts';
import { parsePeriod, workingMinutes } from '../script/core/period.ts';
import type { FilterValue } from './ast.ts';
import type { CustomField, Predicate, SearchContext } from './context.ts';
import { findUsers, isEmpty, refersTo, refs, sameText, text } from './context.ts';
import type { Calendar, Span } from './dates.ts';
import { dateBound, dateSpan } from './dates.ts';
import { unusedValue } from './errors.ts';
import { textMatcher } from './text.ts';

/** Throws QuerySyntaxError for a value the field cannot have. Ignores `value.negative`. */
export function fieldCondition(context: SearchContext, field: CustomField, value: FilterValue): Predicate {
  const { tx } = context;
  const { prop } = field;
  if (value.kind === 'value' && isEmptyText(context, field, value.text)) {
    return (issue) => isEmpty(tx.get(issue, prop));
  }
  switch (field.type) {
    case 'string':
    case 'text': {
      if (value.kind === 'range') throw unused(field, value);
      const matches = textMatcher(value.text, true);
      return (issue) => matches(text(tx.get(issue, prop)));
    }
    case 'integer':
    case 'float':
      return numeric(context, field, value, (bound) => (isNumber(bound) ? Number(bound) : undefined));
    case 'period':
      return numeric(context, field, value, periodMinutes);
    case 'date':
      // Dates are stored at noon UTC of their day, whatever the zone of the one who asks.
      return dateCondition(context, prop, value, field.name, { ...context.calendar, zone: 'UTC' });
    case 'date and time':
      return dateCondition(context, prop, value, field.name, context.calendar);
    case 'user[1]':
    case 'user[*]': {
      const users = value.kind === 'value' ? findUsers(context, value.text) : new Set<EntityId>();
      if (users.size === 0) throw unused(field, value);
      return refersTo(context, prop, users);
    }
    case 'group[1]':
    case 'group[*]': {
      const named = (id: EntityId): boolean =>
        value.kind === 'value' && sameText(tx.get(id, 'name'), value.text);
      const groups = new Set([...tx.all('UserGroup')].filter(named));
      if (groups.size === 0) throw unused(field, value);
      return refersTo(context, prop, groups);
    }
    default:
      return bundleCondition(context, field, value);
  }
}

/** A condition on a moment. Throws QuerySyntaxError for text that is no date. */
export function dateCondition(
  { tx }: SearchContext,
  prop: string,
  value: FilterValue,
  name: string,
  calendar: Calendar,
): Predicate {
  const { from, to } = spanOf(value, name, calendar);
  return (issue) => {
    const moment = tx.get(issue, prop);
    return typeof moment === 'number' && moment >= from && moment < to;
  };
}

/** An open end is infinitely far. Throws QuerySyntaxError for text that is no date. */
export function spanOf(value: FilterValue, name: string, calendar: Calendar): Span {
  const read = (bound: string, single: boolean): Span => {
    const span = single ? dateSpan(bound, calendar) : dateBound(bound, calendar);
    if (!span) throw unusedValue(bound, [name]);
    return span;
  };
  if (value.kind === 'value') return read(value.text, true);
  return {
    from: value.from === null ? Number.NEGATIVE_INFINITY : read(value.from, false).from,
    to: value.to === null ? Number.POSITIVE_INFINITY : read(value.to, false).to,
  };
}

/** Elements of the field's bundles in all projects. */
export function bundleElements({ tx }: SearchContext, field: CustomField): EntityId[] {
  const elements: EntityId[] = [];
  const seen = new Set<EntityId>();
  for (const projectField of tx.find('ProjectCustomField', 'field', { ref: field.id })) {
    for (const bundle of refs(tx.get(projectField, 'bundle'))) {
      if (!seen.has(bundle)) elements.push(...tx.find('BundleElement', 'bundle', { ref: bundle }));
      seen.add(bundle);
    }
  }
  return elements;
}

function bundleCondition(context: SearchContext, field: CustomField, value: FilterValue): Predicate {
  const { tx } = context;
  if (value.kind === 'value' && field.type === 'state[1]' && /^(un)?resolved$/i.test(value.text)) {
    return resolution(context, value.text.toLowerCase() === 'resolved');
  }
  const elements = bundleElements(context, field);
  const ordinal = (name: string | null, open: number): number => {
    if (name === null) return open;
    const found = elements.find((id) => sameText(tx.get(id, 'name'), name));
    if (found === undefined) throw unusedValue(name, [field.name]);
    return Number(tx.get(found, 'ordinal') ?? 0);
  };
  const wanted =
    value.kind === 'value'
      ? elements.filter((id) => sameText(tx.get(id, 'name'), value.text))
      : within(
          ordinal(value.from, Number.NEGATIVE_INFINITY),
          ordinal(value.to, Number.POSITIVE_INFINITY),
          elements,
          (id) => Number(tx.get(id, 'ordinal') ?? 0),
        );
  if (wanted.length === 0) throw unused(field, value);
  return refersTo(context, field.prop, new Set(wanted));
}

function within<T>(from: number, to: number, items: readonly T[], measure: (item: T) => number): T[] {
  return items.filter((item) => measure(item) >= from && measure(item) <= to);
}

export function resolution({ tx }: SearchContext, resolved: boolean): Predicate {
  return (issue) => (typeof tx.get(issue, 'resolved') === 'number') === resolved;
}

function numeric(
  { tx }: SearchContext,
  field: CustomField,
  value: FilterValue,
  parse: (bound: string) => number | undefined,
): Predicate {
  const read = (bound: string): number => {
    const number = parse(bound);
    if (number === undefined) throw unusedValue(bound, [field.name]);
    return number;
  };
  const [lower, upper] = value.kind === 'value' ? [value.text, value.text] : [value.from, value.to];
  const from = lower === null ? Number.NEGATIVE_INFINITY : read(lower);
  const to = upper === null ? Number.POSITIVE_INFINITY : read(upper);
  return (issue) => {
    const stored = measure(tx.get(issue, field.prop));
    return stored !== undefined && stored >= from && stored <= to;
  };
}

function measure(value: Value | undefined): number | undefined {
  if (isPeriod(value)) return value.minutes;
  return typeof value === 'number' ? value : undefined;
}

function isNumber(bound: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(bound);
}

function periodMinutes(bound: string): number | undefined {
  const period = parsePeriod(bound);
  return period && workingMinutes(period);
}

function isEmptyText({ tx }: SearchContext, field: CustomField, name: string): boolean {
  for (const projectField of tx.find('ProjectCustomField', 'field', { ref: field.id })) {
    if (name !== '' && sameText(tx.get(projectField, 'emptyFieldText'), name)) return true;
  }
  return false;
}

function unused(field: CustomField, value: FilterValue): Error {
  const shown = value.kind === 'value' ? value.text : `${value.from ?? '*'} .. ${value.to ?? '*'}`;
  return unusedValue(shown, [field.name]);
}
