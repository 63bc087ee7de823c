/** What a person chooses for a project, and how much of it there may be. Pure. */
import { BUILT_IN_PARTS, type BuiltInPart, type PeriodUnit } from './field-types.ts';
import type { Filter } from './filter.ts';
import type { ResultName } from './results.ts';
import type { ValueMap } from './value-map.ts';

/** How much of each a project's settings may hold. */
export const MOST_MATCHES = 100;
export const MOST_RESULTS = 50;
/** Of one match. */
export const MOST_MAPPED = 500;
export const MOST_CONDITIONS = 10;
/** Of one condition. */
export const MOST_VALUES = 200;

/** Settings as they are saved, or while a person still edits them: null is what is not chosen yet. */
export interface Settings {
  readonly board: { readonly id: string; readonly name: string } | null;
  readonly builtIn: Readonly<Record<BuiltInPart, string | null>>;
  readonly matches: readonly MatchSettings[];
  readonly results?: readonly ResultSettings[] | undefined;
  readonly filter?: Filter | undefined;
}

export interface MatchSettings {
  /** What `field` names; absent: a custom field. */
  readonly source?: 'field' | 'attribute' | undefined;
  readonly field: string | null;
  readonly key: string | null;
  readonly unit?: PeriodUnit | undefined;
  readonly values?: ValueMap | undefined;
}

export interface ResultSettings {
  readonly result: ResultName;
  readonly criterion?: string | undefined;
  readonly field: string;
}

/** Fields that are read to send or filter an issue: a result written into one would make each result cause a push. */
export function watchedFields({
  builtIn,
  matches,
  filter,
}: Pick<Settings, 'builtIn' | 'matches' | 'filter'>): readonly string[] {
  const matched = matches.map(({ source, field }) => (source === 'attribute' ? null : field));
  const names = [...BUILT_IN_PARTS.map((part) => builtIn[part]), ...matched].filter((name) => name !== null);
  return [...new Set([...names, ...(filter?.fields ?? []).map(({ field }) => field)])];
}
