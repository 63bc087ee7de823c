/** What an administrator is about to save for a project, and how it comes from and becomes a configuration. Pure. */
import {
  type BuiltInPart,
  isAttribute,
  isYouTrackFieldType,
  type PeriodUnit,
  type SourceType,
} from '../../../src/domain/field-types.ts';
import { EVERYTHING } from '../../../src/domain/filter.ts';
import type { MatchSettings, Settings } from '../../../src/domain/settings.ts';
import { suggestBuiltIn } from '../../../src/domain/suggestions.ts';
import type {
  Board,
  Configuration,
  FieldMatch,
  Filter,
  ProjectView,
  ResultMatch,
} from '../../../src/shared/api.ts';
import type { TabKey } from '../../common/project-tabs.ts';

export type ValueMap = NonNullable<FieldMatch['values']>;

/** A match under construction: either side may still be open. `id` tells rows apart and is never saved. */
export interface MatchRow {
  readonly id: number;
  readonly isAttribute: boolean;
  readonly field: string | null;
  readonly key: string | null;
  readonly unit: PeriodUnit | null;
  readonly values: ValueMap | null;
}

export interface Draft {
  readonly board: Board | null;
  readonly builtIn: Readonly<Record<BuiltInPart, string | null>>;
  readonly matches: readonly MatchRow[];
  readonly results: readonly ResultMatch[];
  /** A condition without values is still open. */
  readonly filter: Filter;
}

export type ProjectField = ProjectView['fields'][number];

/** The draft a project starts from: what is stored, or a first guess. */
export function draftOf({ configuration, fields }: ProjectView): Draft {
  if (configuration === null) {
    return { board: null, builtIn: suggestBuiltIn(fields), matches: [], results: [], filter: EVERYTHING_IN };
  }
  return {
    board: configuration.board,
    builtIn: configuration.builtIn,
    matches: configuration.matches.map(rowOf),
    results: configuration.results ?? [],
    filter: configuration.filter ?? EVERYTHING_IN,
  };
}

const EVERYTHING_IN: Filter = { ...EVERYTHING, fields: [] };

function rowOf({ source, field, key, unit, values }: FieldMatch, id: number): MatchRow {
  return {
    id,
    isAttribute: source === 'attribute',
    field,
    key,
    unit: unit ?? null,
    values: values ?? null,
  };
}

/** The draft as the check of settings takes it. */
export function settingsOf({ board, builtIn, matches, results, filter }: Draft): Settings {
  return { board, builtIn, matches: matches.map(matchOf), results, filter };
}

function matchOf({ isAttribute, field, key, unit, values }: MatchRow) {
  return {
    ...(isAttribute ? { source: 'attribute' as const } : {}),
    field,
    key,
    ...(unit === null ? {} : { unit }),
    ...(values === null ? {} : { values }),
  } satisfies MatchSettings;
}

/** Null while a board or a side of a match is not chosen. */
export function configurationOf({ board, builtIn, matches, results, filter }: Draft): Configuration | null {
  if (board === null) return null;
  const complete: FieldMatch[] = [];
  for (const { field, key, ...how } of matches.map(matchOf)) {
    if (field === null || key === null) return null;
    complete.push({ ...how, field, key });
  }
  return { board, builtIn: { ...builtIn }, matches: complete, results: [...results], filter };
}

/** Type id of the row's field, or the name of its attribute; undefined for a field that the project lacks. */
export function sourceType(
  { isAttribute, field }: Pick<MatchRow, 'isAttribute' | 'field'>,
  fields: readonly ProjectField[],
): string | undefined {
  if (field !== null && isAttribute) return field;
  return fields.find(({ name }) => name === field)?.type;
}

/** Null for a field that the project lacks, or whose type this app does not know. */
export function knownSource(row: MatchRow, fields: readonly ProjectField[]): SourceType | null {
  const source = sourceType(row, fields);
  return source !== undefined && (isAttribute(source) || isYouTrackFieldType(source)) ? source : null;
}

export type DraftPart = keyof Draft;
const PARTS: readonly DraftPart[] = ['board', 'builtIn', 'matches', 'results', 'filter'];

/** Where each part is edited. */
const TAB_OF: Readonly<Record<DraftPart, TabKey>> = {
  board: 'board',
  builtIn: 'fields',
  matches: 'fields',
  results: 'results',
  filter: 'issues',
};

/** The tab of the first of some parts that have changed; without any, the one on which a project is set up first. */
export function tabOfChange([part = 'board']: readonly DraftPart[]): TabKey {
  return TAB_OF[part];
}

/** What would be saved of each part: row ids do not count, nor does a renamed board. */
function essence(draft: Draft, part: DraftPart): string {
  if (part === 'board') return JSON.stringify(draft.board?.id ?? null);
  if (part === 'builtIn') {
    const { status, type, assignee } = draft.builtIn;
    return JSON.stringify([status, type, assignee]);
  }
  if (part === 'matches') return JSON.stringify(draft.matches.map(({ id: _id, ...row }) => row));
  if (part === 'results') {
    return JSON.stringify(
      draft.results.map(({ result, criterion, field }) => [result, criterion ?? '', field]).sort(),
    );
  }
  const { fields, unresolvedOnly, includeTag, excludeTag, includeRestricted, whenLeaving } = draft.filter;
  return JSON.stringify([fields, unresolvedOnly, includeTag, excludeTag, includeRestricted, whenLeaving]);
}

export function changedParts(draft: Draft, stored: Draft): readonly DraftPart[] {
  return PARTS.filter((part) => essence(draft, part) !== essence(stored, part));
}

/** What somebody else has saved, with the parts that this person has changed put over it. */
export function rebased(mine: Draft, base: Draft, theirs: Draft): Draft {
  const changed = changedParts(mine, base);
  return Object.assign({ ...theirs }, ...changed.map((part) => ({ [part]: mine[part] })));
}
