/** The life of one project's draft: edited, saved, refused by a conflict, kept or discarded. A pure reducer. */
import type { Board, ProjectView } from '../../../src/shared/api.ts';
import type { HostFailure } from '../../common/failure.ts';
import { type BuiltInPart, type Draft, draftOf, type MatchRow, sameDraft } from './draft.ts';

export interface EditorState {
  /** As last read from YouTrack; its revision is the one the next save builds on. */
  readonly stored: ProjectView;
  readonly draft: Draft;
  readonly saving: boolean;
  /** Somebody else's settings, which are in force although this draft was meant to be. */
  readonly conflict: ProjectView | null;
  readonly failure: HostFailure | null;
  /** True once saving was tried: until then open fields are not held against anyone. */
  readonly attempted: boolean;
}

export type EditorAction =
  | { type: 'board-chosen'; board: Board }
  | { type: 'built-in-chosen'; part: BuiltInPart; field: string | null }
  | { type: 'match-added' }
  | { type: 'match-removed'; id: number }
  | { type: 'match-changed'; id: number; change: Partial<Pick<MatchRow, 'field' | 'key'>> }
  | { type: 'cancelled' }
  | { type: 'attempted' }
  | { type: 'saving' }
  | { type: 'saved'; view: ProjectView }
  | { type: 'failed'; failure: HostFailure }
  | { type: 'conflicted'; theirs: ProjectView }
  | { type: 'mine-kept' }
  | { type: 'mine-discarded' };

export function startEditing(view: ProjectView): EditorState {
  return {
    stored: view,
    draft: draftOf(view),
    saving: false,
    conflict: null,
    failure: null,
    attempted: false,
  };
}

export function isDirty({ stored, draft }: EditorState): boolean {
  return !sameDraft(draft, draftOf(stored));
}

function nextRowId(matches: readonly MatchRow[]): number {
  return matches.reduce((highest, { id }) => Math.max(highest, id), -1) + 1;
}

/** A unit or a value map belongs to the pair it was chosen for. */
function changed(row: MatchRow, change: Partial<Pick<MatchRow, 'field' | 'key'>>): MatchRow {
  const { field, key } = { ...row, ...change };
  return field === row.field && key === row.key ? row : { id: row.id, field, key };
}

function editDraft(draft: Draft, action: EditorAction): Draft {
  switch (action.type) {
    case 'board-chosen':
      return { ...draft, board: action.board };
    case 'built-in-chosen':
      return { ...draft, builtIn: { ...draft.builtIn, [action.part]: action.field } };
    case 'match-added':
      return {
        ...draft,
        matches: [...draft.matches, { id: nextRowId(draft.matches), field: null, key: null }],
      };
    case 'match-removed':
      return { ...draft, matches: draft.matches.filter(({ id }) => id !== action.id) };
    case 'match-changed':
      return {
        ...draft,
        matches: draft.matches.map((row) => (row.id === action.id ? changed(row, action.change) : row)),
      };
    default:
      return draft;
  }
}

export function reduceEditor(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case 'cancelled':
      return startEditing(state.stored);
    case 'attempted':
      return { ...state, attempted: true };
    case 'saving':
      return { ...state, saving: true, failure: null };
    case 'saved':
      return startEditing(action.view);
    case 'failed':
      return { ...state, saving: false, failure: action.failure };
    case 'conflicted':
      return { ...state, saving: false, conflict: action.theirs };
    case 'mine-kept':
      return state.conflict === null ? state : { ...state, stored: state.conflict, conflict: null };
    case 'mine-discarded':
      return state.conflict === null ? state : startEditing(state.conflict);
    default:
      return { ...state, draft: editDraft(state.draft, action), failure: null };
  }
}
