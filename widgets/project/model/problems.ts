/**
 * What is wrong with a draft, in words, at the control that fixes it: what the check of settings finds with what the
 * page knows, and what the app has found besides. Pure.
 */
import { type Surroundings, settingsProblems } from '../../../src/domain/settings-check.ts';
import { type Place, type Problem, pathOf } from '../../../src/domain/settings-problem.ts';
import type { BoardField } from '../../../src/shared/api.ts';
import type { ProjectPage } from '../../../src/shared/project-page.ts';
import type { TabKey } from '../../common/project-tabs.ts';
import type { Message } from '../../messages/message.ts';
import { type Draft, settingsOf } from './draft.ts';
import { sentenceOf } from './problem-words.ts';
import type { FieldValues } from './youtrack-api.ts';

/** What the page knows of YouTrack and Ducalis. */
export interface Known {
  readonly page: ProjectPage;
  /** Null: not known. */
  readonly boardFields: readonly BoardField[] | null;
  readonly values: FieldValues | null;
}

/** What the app has found in a draft that it refused. */
export interface Refused {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
}

export interface ShownProblem {
  readonly tab: TabKey;
  /** Of its place. */
  readonly path: string;
  readonly message: Message;
}

/** What the page itself finds: with any of it, nothing is sent. */
export function findProblems(draft: Draft, known: Known): readonly Problem[] {
  return settingsProblems(settingsOf(draft), surroundingsOf(known));
}

function surroundingsOf({ page, boardFields, values }: Known): Surroundings {
  return {
    boards: page.boards,
    // The page lists only those.
    mayChoose: () => true,
    canPush: page.connection.push !== 'unsupported',
    fields: page.project.fields,
    boardFields,
    hasValue: ({ field, value }) => values?.get(field)?.includes(value) ?? true,
  };
}

/** What the app has found and nobody has changed since, where it is now. */
export function stillRefused({ draft: then, problems }: Refused, now: Draft): readonly Problem[] {
  return problems.flatMap((problem) => {
    const place = placeNow(problem.place, then, now);
    return place === null ? [] : [{ ...problem, place }];
  });
}

/** Null: what was chosen there is changed or gone. Rows that nobody touches stay the same objects. */
function placeNow(place: Place, then: Draft, now: Draft): Place | null {
  const kept = (isSame: boolean): Place | null => (isSame ? place : null);
  switch (place.part) {
    case 'board':
    case 'matches':
    case 'results':
      return kept(then[place.part] === now[place.part]);
    case 'builtIn':
      return kept(then.builtIn[place.name] === now.builtIn[place.name]);
    case 'conditions':
      return kept(then.filter.fields === now.filter.fields);
    case 'tags':
      return kept(
        then.filter.includeTag === now.filter.includeTag && then.filter.excludeTag === now.filter.excludeTag,
      );
    case 'match':
      return atIndex(place, then.matches, now.matches);
    case 'result':
      return atIndex(place, then.results, now.results);
    case 'condition':
      return atIndex(place, then.filter.fields, now.filter.fields);
  }
}

function atIndex<Indexed extends Place & { readonly index: number }, Row>(
  place: Indexed,
  then: readonly Row[],
  now: readonly Row[],
): Indexed | null {
  const row = then[place.index];
  const index = row === undefined ? -1 : now.indexOf(row);
  return index === -1 ? null : { ...place, index };
}

/** One sentence for each control, part by part: the others come up once the first is settled. */
export function shownProblems(
  problems: readonly Problem[],
  draft: Draft,
  { page, boardFields }: Known,
): readonly ShownProblem[] {
  const seen = new Set<string>();
  return problems.flatMap((problem) => {
    const path = pathOf(problem.place);
    if (seen.has(path)) return [];
    seen.add(path);
    return [
      {
        tab: TAB_OF[problem.place.part],
        path,
        message: sentenceOf(problem, draft, page.project.fields, boardFields),
      },
    ];
  });
}

const TAB_OF: Readonly<Record<Place['part'], TabKey>> = {
  board: 'board',
  builtIn: 'fields',
  matches: 'fields',
  match: 'fields',
  results: 'results',
  result: 'results',
  conditions: 'issues',
  condition: 'issues',
  tags: 'issues',
};

export function problemAt(problems: readonly ShownProblem[], place: Place): Message | undefined {
  const path = pathOf(place);
  return problems.find((problem) => problem.path === path)?.message;
}
