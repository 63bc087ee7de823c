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
import { type Message, message } from '../../messages/message.ts';
import { type BuiltInPart, type Draft, type ProjectField, sourceType } from './draft.ts';
import { mismatch } from './type-names.ts';

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
  readonly message: Message;
}

export interface Surroundings {
  readonly fields: readonly ProjectField[];
  readonly boards: readonly Board[];
  /** Null while the board's fields are not known: then nothing is said about them. */
  readonly boardFields: readonly BoardField[] | null;
}

const PARTS = ['status', 'type', 'assignee'] as const;
const GONE = message('project.problem.gone');

function boardProblems({ board }: Draft, { boards }: Surroundings): Problem[] {
  const at = (words: Message): Problem => ({ tab: 'board', place: 'board', message: words });
  if (board === null) return [at(message('project.problem.chooseBoard'))];
  if (boards.some(({ id }) => id === board.id)) return [];
  return [at(message('project.problem.boardGone'))];
}

function matchProblems(draft: Draft, { fields, boardFields }: Surroundings): Problem[] {
  const problems: Problem[] = [];
  const add = (place: ProblemPlace, words: Message) =>
    problems.push({ tab: 'fields', place, message: words });
  for (const part of PARTS) {
    const chosen = draft.builtIn[part];
    if (chosen !== null && !fields.some(({ name }) => name === chosen)) add(part, GONE);
  }
  const taken = new Set<string>();
  for (const row of draft.matches) {
    const { id, field, key } = row;
    const source = sourceType(row, fields);
    const target = boardFields?.find((candidate) => candidate.key === key);
    if (field === null) add(`field-${id}`, message('project.problem.chooseYouTrackField'));
    else if (source === undefined) add(`field-${id}`, GONE);
    if (key === null) add(`key-${id}`, message('project.problem.chooseDucalisField'));
    else if (taken.has(key)) add(`key-${id}`, message('project.problem.fedTwice'));
    else if (boardFields !== null && target === undefined) {
      add(`key-${id}`, message('project.problem.notOnBoard'));
    } else if (source !== undefined && target !== undefined) {
      const found = mismatch(source, target.type);
      if (found !== null) add(`key-${id}`, found.sentence);
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
    const words = resultProblem(match, fields, boardFields, watched, taken);
    taken.add(match.field);
    return words === null ? [] : [{ tab: 'results', place: resultPlace(match), message: words } as const];
  });
}

function resultProblem(
  { result, criterion, field }: ResultMatch,
  fields: readonly ProjectField[],
  boardFields: readonly BoardField[] | null,
  watched: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): Message | null {
  const type = fields.find(({ name }) => name === field)?.type;
  if (type === undefined) return GONE;
  if (!TARGET_TYPES[result].includes(type)) return message('project.problem.resultUnfit');
  if (taken.has(field)) return message('project.problem.resultTwice');
  if (watched.has(field)) return message('project.problem.resultSent');
  const isGone = criterion !== undefined && boardFields?.some(({ key }) => key === criterion) === false;
  return isGone ? message('project.problem.criterionGone') : null;
}

function filterProblems({ filter }: Draft, { fields }: Surroundings): Problem[] {
  const problems: Problem[] = filter.fields.flatMap(({ field, values }) => {
    const type = fields.find(({ name }) => name === field)?.type;
    const at = (words: Message): Problem[] => [
      { tab: 'issues', place: `condition-${field}`, message: words },
    ];
    if (type === undefined) return at(GONE);
    if (!hasNamedValues(type)) return at(message('project.problem.filterUnfit'));
    return values.length === 0 ? at(message('project.problem.chooseValue')) : [];
  });
  if (filter.includeTag !== null && filter.includeTag === filter.excludeTag) {
    problems.push({ tab: 'issues', place: 'tag', message: message('project.problem.tag') });
  }
  return problems;
}

/** Of each of these the app takes so many and no more. */
function limitProblems({ matches, results, filter }: Draft): Problem[] {
  const over = (
    tab: TabKey,
    place: ProblemPlace,
    kind: 'matches' | 'values' | 'results' | 'condition',
    count: number,
    most: number,
  ): Problem[] =>
    count > most
      ? [{ tab, place, message: message(`project.problem.${kind}`, { most, excess: count - most }) }]
      : [];
  return [
    ...over('fields', 'matches', 'matches', matches.length, MOST_MATCHES),
    ...matches.flatMap(({ id, values }) =>
      over('fields', `values-${id}`, 'values', values?.map.length ?? 0, MOST_MAPPED),
    ),
    ...over('results', 'results', 'results', results.length, MOST_RESULTS),
    ...filter.fields.flatMap(({ field, values }) =>
      over('issues', `condition-${field}`, 'condition', values.length, MOST_VALUES),
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

export function problemAt(problems: readonly Problem[], place: ProblemPlace): Message | undefined {
  return problems.find((problem) => problem.place === place)?.message;
}
