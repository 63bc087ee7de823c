/** The life of one project's draft: edited, saved, refused by a conflict, kept or discarded. A pure reducer. */
import type { BuiltInPart } from '../../../src/domain/field-types.ts';
import type { Problem } from '../../../src/domain/settings-problem.ts';
import type { Board, Filter, ResultMatch } from '../../../src/shared/api.ts';
import type { ProjectPage } from '../../../src/shared/project-page.ts';
import type { HostFailure } from '../../common/failure.ts';
import { changedParts, type Draft, type DraftPart, draftOf, type MatchRow, rebased } from './draft.ts';
import type { Refused } from './problems.ts';

export interface EditorState {
  /** As last read; the revision of its project is the one the next save builds on. */
  readonly page: ProjectPage;
  readonly draft: Draft;
  readonly saving: boolean;
  /** Somebody else's settings, which are in force although this draft was meant to be. */
  readonly conflict: ProjectPage | null;
  readonly failure: HostFailure | null;
  /** What the app found in a draft that was to be saved; null since it last took one. */
  readonly refused: Refused | null;
  /** True once saving was tried: until then open fields are not held against anyone. */
  readonly attempted: boolean;
}

/** One place for a result: without a criterion for all but that kind. */
export type ResultTarget = Pick<ResultMatch, 'result' | 'criterion'>;
export type Pair = Pick<MatchRow, 'isAttribute' | 'field' | 'key'>;

export type DraftAction =
  | { type: 'board-chosen'; board: Board }
  | { type: 'built-in-chosen'; part: BuiltInPart; field: string | null }
  | { type: 'match-added' }
  | { type: 'matches-suggested'; pairs: readonly { readonly field: string; readonly key: string }[] }
  | { type: 'match-removed'; id: number }
  | { type: 'match-changed'; id: number; change: Partial<Pair> }
  | { type: 'match-tuned'; id: number; change: Partial<Pick<MatchRow, 'unit' | 'values'>> }
  | { type: 'result-chosen'; target: ResultTarget; was: string | null; field: string | null }
  | { type: 'filter-changed'; change: Partial<Filter> };

export type EditorAction =
  | DraftAction
  | { type: 'cancelled' }
  | { type: 'attempted' }
  | { type: 'saving' }
  | { type: 'saved'; page: ProjectPage }
  | { type: 'refreshed'; page: ProjectPage }
  | { type: 'failed'; failure: HostFailure }
  | { type: 'refused'; problems: readonly Problem[] }
  | { type: 'conflicted'; theirs: ProjectPage }
  | { type: 'mine-kept' }
  | { type: 'mine-discarded' };

export function startEditing(page: ProjectPage): EditorState {
  return {
    page,
    draft: draftOf(page.project),
    saving: false,
    conflict: null,
    failure: null,
    refused: null,
    attempted: false,
  };
}

export function unsavedParts({ page, draft }: EditorState): readonly DraftPart[] {
  return changedParts(draft, draftOf(page.project));
}

function nextRowId(matches: readonly MatchRow[]): number {
  return matches.reduce((highest, { id }) => Math.max(highest, id), -1) + 1;
}

function newRow(id: number, pair: Partial<Pair> = {}): MatchRow {
  return { id, isAttribute: false, field: null, key: null, unit: null, values: null, ...pair };
}

/** A unit or a value map belongs to the pair it was chosen for. */
function changed(row: MatchRow, change: Partial<Pair>): MatchRow {
  const { isAttribute, field, key } = { ...row, ...change };
  const isSame = isAttribute === row.isAttribute && field === row.field && key === row.key;
  return isSame ? row : newRow(row.id, { isAttribute, field, key });
}

function withResult(
  results: readonly ResultMatch[],
  { target, was, field }: Extract<DraftAction, { type: 'result-chosen' }>,
): ResultMatch[] {
  const isIt = ({ result, criterion, field: into }: ResultMatch) =>
    result === target.result && criterion === target.criterion && into === was;
  const next: ResultMatch[] =
    field === null
      ? []
      : [
          {
            result: target.result,
            ...(target.criterion === undefined ? {} : { criterion: target.criterion }),
            field,
          },
        ];
  if (was === null) return [...results, ...next];
  return results.flatMap((match) => (isIt(match) ? next : [match]));
}

function editDraft(draft: Draft, action: DraftAction): Draft {
  const { matches } = draft;
  switch (action.type) {
    case 'board-chosen':
      return { ...draft, board: action.board };
    case 'built-in-chosen':
      return { ...draft, builtIn: { ...draft.builtIn, [action.part]: action.field } };
    case 'match-added':
      return { ...draft, matches: [...matches, newRow(nextRowId(matches))] };
    case 'matches-suggested': {
      const first = nextRowId(matches);
      return {
        ...draft,
        matches: [...matches, ...action.pairs.map((pair, index) => newRow(first + index, pair))],
      };
    }
    case 'match-removed':
      return { ...draft, matches: matches.filter(({ id }) => id !== action.id) };
    case 'match-changed':
      return {
        ...draft,
        matches: matches.map((row) => (row.id === action.id ? changed(row, action.change) : row)),
      };
    case 'match-tuned':
      return {
        ...draft,
        matches: matches.map((row) => (row.id === action.id ? { ...row, ...action.change } : row)),
      };
    case 'result-chosen':
      return { ...draft, results: withResult(draft.results, action) };
    case 'filter-changed':
      return { ...draft, filter: { ...draft.filter, ...action.change } };
  }
}

export function reduceEditor(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case 'cancelled':
      return startEditing(state.page);
    case 'attempted':
      return { ...state, attempted: true };
    case 'saving':
      return { ...state, saving: true, failure: null, refused: null };
    case 'saved':
      return startEditing(action.page);
    case 'refreshed':
      return refreshed(state, action.page);
    case 'failed':
      return { ...state, saving: false, failure: action.failure };
    case 'refused':
      return { ...state, saving: false, refused: { draft: state.draft, problems: action.problems } };
    case 'conflicted':
      return { ...state, saving: false, conflict: action.theirs };
    case 'mine-kept':
      return state.conflict === null
        ? state
        : { ...state, page: state.conflict, draft: merged(state, state.conflict), conflict: null };
    case 'mine-discarded':
      return state.conflict === null ? state : startEditing(state.conflict);
    default:
      return { ...state, draft: editDraft(state.draft, action), failure: null };
  }
}

function merged({ draft, page }: EditorState, theirs: ProjectPage): Draft {
  return rebased(draft, draftOf(page.project), draftOf(theirs.project));
}

/** What is not saved stays. Over somebody else's save it stays in doubt: the old revision makes saving a conflict. */
function refreshed(state: EditorState, page: ProjectPage): EditorState {
  if (unsavedParts(state).length === 0) return { ...state, page, draft: draftOf(page.project) };
  const { revision, nonce, configuration } = state.page.project;
  return { ...state, page: { ...page, project: { ...page.project, revision, nonce, configuration } } };
}
