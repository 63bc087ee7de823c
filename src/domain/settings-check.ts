/**
 * The one check of a project's settings. The handler refuses with what it finds, the page shows it before anything is
 * sent; each passes what it knows of YouTrack and Ducalis, and about what it does not know nothing is said. Pure.
 */
import {
  BUILT_IN_PARTS,
  type DucalisFieldType,
  hasNamedValues,
  isAttribute,
  isCompatible,
  isYouTrackFieldType,
  type SourceType,
  suits,
  takesUnit,
  takesValueMap,
} from './field-types.ts';
import type { Filter, NamedValue } from './filter.ts';
import { NO, TARGET_TYPES, YES } from './results.ts';
import {
  type MatchSettings,
  MOST_CONDITIONS,
  MOST_MAPPED,
  MOST_MATCHES,
  MOST_RESULTS,
  MOST_VALUES,
  type ResultSettings,
  type Settings,
  watchedFields,
} from './settings.ts';
import type { MatchControl, Place, Problem, ResultControl, SettingsCode } from './settings-problem.ts';

/** YouTrack and Ducalis as they are known where the check runs. */
export interface Surroundings {
  /** Those that Ducalis lists. */
  readonly boards: readonly { readonly id: string }[];
  /** Whether the person may put the project on a board that is listed. */
  readonly mayChoose: (board: string) => boolean;
  /** False for a Ducalis that takes no issues from the app. */
  readonly canPush: boolean;
  /** The project's custom fields without those that Ducalis' Sync Back writes; `type` is YouTrack's type id. */
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  /** Of the chosen board; null: not known. */
  readonly boardFields:
    | readonly { readonly key: string; readonly name: string; readonly type: DucalisFieldType }[]
    | null;
  /** Whether a field has a value; true also where that is not known. */
  readonly hasValue: (named: NamedValue) => boolean;
}

/** @returns everything that does not hold, part by part in the order of the screen; empty: the settings can be saved. */
export function settingsProblems(settings: Settings, around: Surroundings): readonly Problem[] {
  return [
    ...boardProblems(settings, around),
    ...builtInProblems(settings, around),
    ...matchesProblems(settings, around),
    ...resultsProblems(settings, around),
    ...(settings.filter === undefined ? [] : filterProblems(settings.filter, around)),
  ];
}

/** Where a filter names nothing or too much, whatever the project has. */
export function filterSizeProblems({ fields }: Filter): readonly Problem[] {
  return [
    ...tooMany({ part: 'conditions' }, fields.length, MOST_CONDITIONS),
    ...fields.flatMap(({ field, values }, index) => {
      const place: Place = { part: 'condition', index };
      return values.length === 0
        ? [found(place, 'not-chosen', field)]
        : tooMany(place, values.length, MOST_VALUES);
    }),
  ];
}

function found(place: Place, code: SettingsCode, detail: string | null = null): Problem {
  return { place, code, detail };
}

function tooMany(place: Place, count: number, most: number): Problem[] {
  return count > most ? [found(place, 'too-many', `${count} > ${most}`)] : [];
}

function boardProblems({ board }: Settings, { boards, mayChoose }: Surroundings): Problem[] {
  const place: Place = { part: 'board' };
  if (board === null) return [found(place, 'not-chosen')];
  if (!boards.some(({ id }) => id === board.id)) return [found(place, 'board-not-found', board.name)];
  return mayChoose(board.id) ? [] : [found(place, 'board-not-allowed', board.name)];
}

function builtInProblems({ builtIn }: Settings, { fields }: Surroundings): Problem[] {
  return BUILT_IN_PARTS.flatMap((name) => {
    const field = builtIn[name];
    if (field === null) return [];
    const type = typeOf(field, fields);
    if (type === undefined) return [found({ part: 'builtIn', name }, 'field-not-found', field)];
    return suits(name, type) ? [] : [found({ part: 'builtIn', name }, 'fields-incompatible', field)];
  });
}

function matchesProblems({ matches }: Settings, around: Surroundings): Problem[] {
  const problems = tooMany({ part: 'matches' }, matches.length, MOST_MATCHES);
  if (!around.canPush && matches.length > 0) problems.push(found({ part: 'matches' }, 'push-unsupported'));
  const taken = new Set<string>();
  matches.forEach((match, index) => {
    const isTaken = match.key !== null && taken.has(match.key);
    problems.push(...matchProblems(match, index, isTaken, around));
    if (match.key !== null) taken.add(match.key);
  });
  return problems;
}

/** @param isTaken whether an earlier match feeds the same Ducalis field. */
function matchProblems(
  match: MatchSettings,
  index: number,
  isTaken: boolean,
  { fields, boardFields }: Surroundings,
): Problem[] {
  const { field, key, unit, values } = match;
  const problems: Problem[] = [];
  const add = (control: MatchControl, code: SettingsCode, detail: string | null = null) =>
    problems.push(found({ part: 'match', index, control }, code, detail));

  const source = sourceOf(match, fields);
  if (field === null) add('source', 'not-chosen');
  else if (source === 'gone') add('source', 'field-not-found', field);
  else if (source === 'unknown') add('source', 'fields-incompatible', field);

  const target = boardFields?.find((candidate) => candidate.key === key);
  const targetName = target?.name ?? key;
  if (key === null) add('target', 'not-chosen');
  else if (boardFields !== null && target === undefined) add('target', 'field-not-found', key);
  if (isTaken) add('target', 'field-matched-twice', targetName);

  const from = source === null || source === 'gone' || source === 'unknown' ? null : source;
  const to = target?.type ?? null;
  const pair = `${field} → ${targetName}`;
  if (from !== null && to !== null && !isCompatible(from, to)) add('target', 'fields-incompatible', pair);
  if (unit !== undefined && !takesUnit(from, to)) add('unit', 'unit-not-applicable', pair);
  if (values !== undefined) {
    if (!takesValueMap(from, to)) add('values', 'values-not-applicable', pair);
    const twice = firstTwice(values.map.map(({ from: name }) => name));
    if (twice !== undefined) add('values', 'listed-twice', twice);
    problems.push(...tooMany({ part: 'match', index, control: 'values' }, values.map.length, MOST_MAPPED));
  }
  return problems;
}

/** `unknown`: the field is of a type that this app cannot send. Null: nothing is chosen. */
function sourceOf(
  { source, field }: MatchSettings,
  fields: Surroundings['fields'],
): SourceType | 'gone' | 'unknown' | null {
  if (field === null) return null;
  if (source === 'attribute') return isAttribute(field) ? field : 'gone';
  const type = typeOf(field, fields);
  if (type === undefined) return 'gone';
  return isYouTrackFieldType(type) ? type : 'unknown';
}

function resultsProblems(settings: Settings, around: Surroundings): Problem[] {
  const { results = [] } = settings;
  const watched = new Set(watchedFields(settings));
  const taken = new Set<string>();
  const problems = tooMany({ part: 'results' }, results.length, MOST_RESULTS);
  results.forEach((match, index) => {
    const { field } = match;
    const add = (control: ResultControl, code: SettingsCode, detail: string) =>
      problems.push(found({ part: 'result', index, control }, code, detail));
    const { criterion } = match;
    if (criterion !== undefined && around.boardFields?.some(({ key }) => key === criterion) === false) {
      add('source', 'field-not-found', criterion);
    }
    const target = targetProblem(match, around);
    if (target !== null) add('target', target.code, target.detail);
    if (taken.has(field)) add('target', 'listed-twice', field);
    if (watched.has(field)) add('target', 'field-both-ways', field);
    taken.add(field);
  });
  return problems;
}

function targetProblem(
  { result, field }: ResultSettings,
  { fields, hasValue }: Surroundings,
): { readonly code: SettingsCode; readonly detail: string } | null {
  const type = typeOf(field, fields);
  if (type === undefined) return { code: 'field-not-found', detail: field };
  if (!TARGET_TYPES[result].includes(type)) return { code: 'result-unsuitable', detail: field };
  if (type !== 'enum[1]') return null;
  const missing = [YES, NO].filter((value) => !hasValue({ field, value }));
  return missing.length === 0 ? null : { code: 'value-not-found', detail: valuesOf(field, missing) };
}

function filterProblems(filter: Filter, around: Surroundings): Problem[] {
  const { fields: conditions, includeTag, excludeTag } = filter;
  const problems = [...filterSizeProblems(filter)];
  const taken = new Set<string>();
  conditions.forEach((condition, index) => {
    const { field } = condition;
    const add = (code: SettingsCode, detail: string) =>
      problems.push(found({ part: 'condition', index }, code, detail));
    const problem = conditionProblem(condition, around);
    if (problem !== null) add(problem.code, problem.detail);
    if (taken.has(field)) add('listed-twice', field);
    taken.add(field);
  });
  if (includeTag !== null && includeTag === excludeTag) {
    problems.push(found({ part: 'tags' }, 'listed-twice', includeTag));
  }
  return problems;
}

function conditionProblem(
  { field, values }: Filter['fields'][number],
  { fields, hasValue }: Surroundings,
): { readonly code: SettingsCode; readonly detail: string } | null {
  const type = typeOf(field, fields);
  if (type === undefined) return { code: 'field-not-found', detail: field };
  if (!hasNamedValues(type)) return { code: 'filter-field-unsuitable', detail: field };
  // More than a condition may name are not looked up one by one.
  const missing = values.slice(0, MOST_VALUES).filter((value) => !hasValue({ field, value }));
  return missing.length === 0 ? null : { code: 'value-not-found', detail: valuesOf(field, missing) };
}

function typeOf(field: string, fields: Surroundings['fields']): string | undefined {
  return fields.find(({ name }) => name === field)?.type;
}

function firstTwice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

/** A detail is read by a person: more names than these would fill the page. */
const MOST_NAMED = 5;

function valuesOf(field: string, values: readonly string[]): string {
  const more = values.length > MOST_NAMED ? ', …' : '';
  return `${field}: ${values.slice(0, MOST_NAMED).join(', ')}${more}`;
}
