/** What is wrong with a draft, told before it is sent. Pure; the handler checks again and has the last word. */
import { hasNamedValues } from '../../../src/domain/field-types.ts';
import { TARGET_TYPES } from '../../../src/domain/results.ts';
import {
  type Board,
  type BoardField,
  MOST_MAPPED,
  MOST_MATCHES,
  MOST_RESULTS,
  MOST_VALUES,
  type ResultMatch,
} from '../../../src/shared/api.ts';
import type { TabKey } from '../../common/project-tabs.ts';
import { mismatch } from '../../common/type-names.ts';
import { type BuiltInPart, type Draft, type ProjectField, sourceType } from './draft.ts';

/** Where a problem is shown: next to the control that fixes it. */
export type ProblemPlace =
  | 'board'
  | BuiltInPart
  | 'matches'
  | `field-${number}`
  | `key-${number}`
  | `values-${number}`
  | 'results'
  | `result-${string}`
  | `condition-${string}`
  | 'tag';

export interface Problem {
  readonly tab: TabKey;
  readonly place: ProblemPlace;
  readonly message: string;
}

export interface Surroundings {
  readonly fields: readonly ProjectField[];
  readonly boards: readonly Board[];
  /** Null while the board's fields are not known: then nothing is said about them. */
  readonly boardFields: readonly BoardField[] | null;
}

const PARTS = ['status', 'type', 'assignee'] as const;
const GONE = 'This field is no longer in the project.';

function boardProblems({ board }: Draft, { boards }: Surroundings): Problem[] {
  const at = (message: string): Problem => ({ tab: 'board', place: 'board', message });
  if (board === null) return [at('Choose a board.')];
  if (boards.some(({ id }) => id === board.id)) return [];
  return [at('This board is gone from Ducalis, or not released for projects.')];
}

function matchProblems(draft: Draft, { fields, boardFields }: Surroundings): Problem[] {
  const problems: Problem[] = [];
  const add = (place: ProblemPlace, message: string) => problems.push({ tab: 'fields', place, message });
  for (const part of PARTS) {
    const chosen = draft.builtIn[part];
    if (chosen !== null && !fields.some(({ name }) => name === chosen)) add(part, GONE);
  }
  const taken = new Set<string>();
  for (const row of draft.matches) {
    const { id, field, key } = row;
    const source = sourceType(row, fields);
    const target = boardFields?.find((candidate) => candidate.key === key);
    if (field === null) add(`field-${id}`, 'Choose a YouTrack field.');
    else if (source === undefined) add(`field-${id}`, GONE);
    if (key === null) add(`key-${id}`, 'Choose a Ducalis field.');
    else if (taken.has(key)) add(`key-${id}`, 'Another row already feeds this field.');
    else if (boardFields !== null && target === undefined) {
      add(`key-${id}`, 'This field is not on the board.');
    } else if (source !== undefined && target !== undefined) {
      const reason = mismatch(source, target.type);
      if (reason !== null) add(`key-${id}`, `${reason}.`);
    }
    if (key !== null) taken.add(key);
  }
  return problems;
}

/** Fields that are read to send or filter an issue: a result written into one would cause a push. */
export function watchedFields({ builtIn, matches, filter }: Draft): ReadonlySet<string> {
  const matched = matches.flatMap(({ isAttribute, field }) => (isAttribute || field === null ? [] : [field]));
  const parts = [builtIn.status, builtIn.type, builtIn.assignee].filter((name) => name !== null);
  return new Set([...parts, ...matched, ...filter.fields.map(({ field }) => field)]);
}

export function resultPlace({ result, criterion = '', field }: ResultMatch): ProblemPlace {
  return `result-${result}:${criterion}:${field}`;
}

function resultProblems(draft: Draft, { fields, boardFields }: Surroundings): Problem[] {
  const watched = watchedFields(draft);
  const taken = new Set<string>();
  return draft.results.flatMap((match) => {
    const message = resultProblem(match, fields, boardFields, watched, taken);
    taken.add(match.field);
    return message === null ? [] : [{ tab: 'results', place: resultPlace(match), message } as const];
  });
}

function resultProblem(
  { result, criterion, field }: ResultMatch,
  fields: readonly ProjectField[],
  boardFields: readonly BoardField[] | null,
  watched: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): string | null {
  const type = fields.find(({ name }) => name === field)?.type;
  if (type === undefined) return GONE;
  if (!TARGET_TYPES[result].includes(type)) return 'A field of this type cannot hold this result.';
  if (taken.has(field)) return 'Another result is written into this field.';
  if (watched.has(field)) return 'This field is sent to Ducalis, so it cannot take a result from it.';
  const isGone = criterion !== undefined && boardFields?.some(({ key }) => key === criterion) === false;
  return isGone ? 'This criterion is not on the board.' : null;
}

function filterProblems({ filter }: Draft, { fields }: Surroundings): Problem[] {
  const problems: Problem[] = filter.fields.flatMap(({ field, values }) => {
    const type = fields.find(({ name }) => name === field)?.type;
    const at = (message: string): Problem[] => [{ tab: 'issues', place: `condition-${field}`, message }];
    if (type === undefined) return at(GONE);
    if (!hasNamedValues(type)) return at('A filter cannot look at a field of this type.');
    return values.length === 0 ? at('Choose at least one value.') : [];
  });
  if (filter.includeTag !== null && filter.includeTag === filter.excludeTag) {
    problems.push({ tab: 'issues', place: 'tag', message: 'A tag cannot be wanted and unwanted at once.' });
  }
  return problems;
}

export const ENOUGH_MATCHES = `A project can have ${MOST_MATCHES} matches at most`;

/** Of each of these the app takes so many and no more. */
function limitProblems({ matches, results, filter }: Draft): Problem[] {
  const over = (tab: TabKey, place: ProblemPlace, excess: number, limit: string): Problem[] =>
    excess > 0 ? [{ tab, place, message: `${limit}: ${excess} too many.` }] : [];
  return [
    ...over('fields', 'matches', matches.length - MOST_MATCHES, ENOUGH_MATCHES),
    ...matches.flatMap(({ id, values }) =>
      over(
        'fields',
        `values-${id}`,
        (values?.map.length ?? 0) - MOST_MAPPED,
        `At most ${MOST_MAPPED} values can be mapped`,
      ),
    ),
    ...over(
      'results',
      'results',
      results.length - MOST_RESULTS,
      `At most ${MOST_RESULTS} results can be written`,
    ),
    ...filter.fields.flatMap(({ field, values }) =>
      over(
        'issues',
        `condition-${field}`,
        values.length - MOST_VALUES,
        `A condition can name ${MOST_VALUES} values at most`,
      ),
    ),
  ];
}

export function findProblems(draft: Draft, surroundings: Surroundings): readonly Problem[] {
  return [
    ...boardProblems(draft, surroundings),
    ...matchProblems(draft, surroundings),
    ...resultProblems(draft, surroundings),
    ...filterProblems(draft, surroundings),
    ...limitProblems(draft),
  ];
}

export function problemAt(problems: readonly Problem[], place: ProblemPlace): string | undefined {
  return problems.find((problem) => problem.place === place)?.message;
}

/** "1 thing to fix", "2 things to fix". */
export function problemSummary(count: number): string {
  return count === 1 ? '1 thing to fix' : `${count} things to fix`;
}
