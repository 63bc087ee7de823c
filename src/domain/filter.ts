/** Which issues belong on a project's board. Pure. */
import type { FieldValue } from './field-value.ts';

export interface Filter {
  readonly fields: readonly { readonly field: string; readonly values: readonly string[] }[];
  readonly unresolvedOnly: boolean;
  readonly includeTag: string | null;
  readonly excludeTag: string | null;
  readonly includeRestricted: boolean;
  readonly whenLeaving: 'remove' | 'keep';
}

/** As long as nobody has chosen anything: every issue but restricted ones. */
export const EVERYTHING: Filter = {
  fields: [],
  unresolvedOnly: false,
  includeTag: null,
  excludeTag: null,
  includeRestricted: false,
  whenLeaving: 'remove',
};

/** An issue as far as a filter looks at it. */
export interface Filtered {
  readonly isRestricted: boolean;
  readonly isResolved: boolean;
  /** Names of tags that the project team can see. */
  readonly tags: readonly string[];
  /** The fields that the filter names, as far as the project has them. */
  readonly fields: ReadonlyMap<string, { readonly value: FieldValue }>;
}

export function fieldsOfFilter(filter: Filter): readonly string[] {
  return filter.fields.map(({ field }) => field);
}

/** Stands for the field where a filter names a tag. */
export const TAG = 'tag';

/** One value of a field, by name. */
export interface NamedValue {
  readonly field: string;
  readonly value: string;
}

/**
 * The values that a filter names and that no longer exist: renamed, removed, or their field detached. An issue that
 * seems to leave such a filter may have been left by the filter.
 */
export function staleValues(filter: Filter, exists: (named: NamedValue) => boolean): readonly NamedValue[] {
  return filter.fields
    .flatMap(({ field, values }) => values.map((value) => ({ field, value })))
    .filter((named) => !exists(named));
}

/** Why an issue stays off the board; null: it belongs there. */
export function exclusion(issue: Filtered, filter: Filter): 'restricted' | 'filter' | null {
  if (issue.isRestricted && !filter.includeRestricted) return 'restricted';
  if (filter.unresolvedOnly && issue.isResolved) return 'filter';
  if (filter.includeTag !== null && !issue.tags.includes(filter.includeTag)) return 'filter';
  if (filter.excludeTag !== null && issue.tags.includes(filter.excludeTag)) return 'filter';
  const fits = filter.fields.every(({ field, values }) => {
    const value = issue.fields.get(field)?.value ?? null;
    return value?.kind === 'names' && value.names.some((name) => values.includes(name));
  });
  return fits ? null : 'filter';
}
