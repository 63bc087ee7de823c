/** Holds what an administrator wants to save against YouTrack's and Ducalis' fields as they are now. */

import type { StoredConfiguration } from '../app/stored/configuration.ts';
import type { SourceType } from '../domain/field-types.ts';
import {
  hasNamedValues,
  isAttribute,
  isCompatible,
  isPeriod,
  isSelector,
  isYouTrackFieldType,
  suits,
} from '../domain/field-types.ts';
import type { NamedValue } from '../domain/filter.ts';
import { NO, TARGET_TYPES, YES } from '../domain/results.ts';
import type { DucalisField } from '../ducalis/answers.ts';
import type { Configuration, FieldMatch, Filter, ResultMatch } from '../shared/api.ts';
import { Refusal } from './failure.ts';

export interface Surroundings {
  /** Type ids of the project's fields by name, without those that Ducalis' Sync Back writes. */
  readonly types: ReadonlyMap<string, string>;
  /** Of the board; empty where nothing is matched with them. */
  readonly ducalisFields: readonly DucalisField[];
  hasValue(named: NamedValue): boolean;
}

/** @throws Refusal naming what does not hold, like every function here. */
export function checkBuiltIn(builtIn: Configuration['builtIn'], { types }: Surroundings): void {
  for (const part of ['status', 'type', 'assignee'] as const) {
    const field = builtIn[part];
    if (field !== null && !suits(part, typeOf(types, field))) {
      throw new Refusal('fields-incompatible', 422, field);
    }
  }
}

/** @returns the matches with the types of their Ducalis fields. */
export function checkedMatches(
  matches: readonly FieldMatch[],
  { types, ducalisFields }: Surroundings,
): StoredConfiguration['matches'] {
  const seen = new Set<string>();
  return matches.map((match) => {
    const from = sourceOf(match, types);
    const target = ducalisFields.find(({ key }) => key === match.key);
    if (target === undefined) throw new Refusal('field-not-found', 422, match.key);
    if (seen.has(match.key)) throw new Refusal('field-matched-twice', 422, target.name);
    seen.add(match.key);
    const pair = `${match.field} → ${target.name}`;
    if (from === null || !isCompatible(from, target.type)) {
      throw new Refusal('fields-incompatible', 422, pair);
    }
    if (match.unit !== undefined && !(isPeriod(from) && target.type === 'number')) {
      throw new Refusal('unit-not-applicable', 422, pair);
    }
    if (match.values !== undefined) {
      if (!hasNamedValues(from) || !isSelector(target.type)) {
        throw new Refusal('values-not-applicable', 422, pair);
      }
      demandOnce(match.values.map.map(({ from: name }) => name));
    }
    return { ...match, type: target.type };
  });
}

export function checkFilter(filter: Filter, { types, hasValue }: Surroundings): void {
  if (filter.includeTag !== null && filter.includeTag === filter.excludeTag) {
    throw new Refusal('listed-twice', 422, filter.includeTag);
  }
  demandOnce(filter.fields.map(({ field }) => field));
  for (const { field, values } of filter.fields) {
    if (!hasNamedValues(typeOf(types, field))) throw new Refusal('filter-field-unsuitable', 422, field);
    const missing = values.find((value) => !hasValue({ field, value }));
    if (missing !== undefined) throw new Refusal('value-not-found', 422, `${field}: ${missing}`);
  }
}

export function checkResults(
  results: readonly ResultMatch[],
  { types, ducalisFields, hasValue }: Surroundings,
): void {
  demandOnce(results.map(({ field }) => field));
  for (const { result, criterion, field } of results) {
    if ((result === 'criterion') !== (criterion !== undefined)) throw new Refusal('request-malformed', 400);
    if (criterion !== undefined && !ducalisFields.some(({ key }) => key === criterion)) {
      throw new Refusal('field-not-found', 422, criterion);
    }
    const type = typeOf(types, field);
    if (!TARGET_TYPES[result].includes(type)) throw new Refusal('result-unsuitable', 422, field);
    const missing = type === 'enum[1]' ? [YES, NO].find((value) => !hasValue({ field, value })) : undefined;
    if (missing !== undefined) throw new Refusal('value-not-found', 422, `${field}: ${missing}`);
  }
}

/** A field that takes a result and feeds Ducalis would make each result cause a push. */
export function demandOneWay(watchedFields: readonly string[], results: readonly ResultMatch[]): void {
  const twoWay = results.find(({ field }) => watchedFields.includes(field));
  if (twoWay !== undefined) throw new Refusal('field-both-ways', 422, twoWay.field);
}

/** @returns null for a field of a type that this app does not know. */
function sourceOf({ source, field }: FieldMatch, types: ReadonlyMap<string, string>): SourceType | null {
  if (source === 'attribute') {
    if (isAttribute(field)) return field;
    throw new Refusal('field-not-found', 422, field);
  }
  const type = typeOf(types, field);
  return isYouTrackFieldType(type) ? type : null;
}

function typeOf(types: ReadonlyMap<string, string>, field: string): string {
  const type = types.get(field);
  if (type === undefined) throw new Refusal('field-not-found', 422, field);
  return type;
}

function demandOnce(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Refusal('listed-twice', 422, twice);
}
