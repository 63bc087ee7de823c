/** Joins the reducer with the host: loads the board's fields, saves, and knows what is unsaved and what is wrong. */

import { useCallback, useEffect, useMemo, useReducer } from 'react';
import type { BoardField, BoardFields } from '../../src/shared/api.ts';
import type { ProjectPage } from '../../src/shared/project-page.ts';
import { toFailure } from '../common/failure.ts';
import type { Host } from '../common/host.ts';
import { type Loaded, useCall } from '../common/use-call.ts';
import { t, textOf } from '../messages/text.tsx';
import { loadBoardFields, loadPage, savePage } from './model/api.ts';
import { configurationOf, type DraftPart } from './model/draft.ts';
import {
  type EditorAction,
  type EditorState,
  reduceEditor,
  startEditing,
  unsavedParts,
} from './model/editor-state.ts';
import { findProblems, type ShownProblem, shownProblems, stillRefused } from './model/problems.ts';
import { type FieldValues, loadFieldValues } from './model/youtrack-api.ts';

export interface Editor {
  readonly host: Host;
  readonly state: EditorState;
  readonly dispatch: (action: EditorAction) => void;
  readonly unsaved: readonly DraftPart[];
  /** What is to be fixed, once for each control. What is only not chosen yet is held against nobody before a save. */
  readonly problems: readonly ShownProblem[];
  /** Whether the page knows of nothing that keeps the draft from being saved. */
  readonly holds: boolean;
  /** The fields of the chosen board; `value` is null without a board and where this Ducalis lists no fields. */
  readonly boardFields: Omit<Loaded<readonly BoardField[] | null>, 'replace'>;
  /** How many more fields Ducalis lists that cannot be read. */
  readonly unreadableFields: number;
  /** Of the project's fields that have a list of them. */
  readonly values: Loaded<FieldValues>;
  /** Saves the draft over the given revision, unless something is left to fix. */
  readonly save: (revision: number) => void;
  /** Drops what is unsaved in favour of what somebody else saved, or puts it on top and saves that. */
  readonly settle: (choice: 'mine' | 'theirs') => void;
  /** Reads the page anew; what is not saved stays. Rejects with `HostFailure`. */
  readonly refresh: () => Promise<void>;
}

export function useEditor(host: Host, page: ProjectPage): Editor {
  const [state, dispatch] = useReducer(reduceEditor, page, startEditing);
  const { draft } = state;
  const { boards, connection } = state.page;

  const boardId = draft.board?.id ?? null;
  const isListed = boards.some(({ id }) => id === boardId);
  const asks = isListed && connection.push !== 'unsupported';
  const listed = useCall<BoardFields | null>(
    useCallback(
      async () => (boardId === null || !asks ? null : loadBoardFields(host, boardId)),
      [host, boardId, asks],
    ),
  );
  const boardFields = { ...listed, value: listed.value?.fields ?? null };
  const { key } = state.page.project;
  const values = useCall(useCallback(() => loadFieldValues(host, key), [host, key]));
  const { holds, problems } = useProblems(state, boardFields.value, values.value);

  const store = async (from: EditorState, revision: number) => {
    const configuration = configurationOf(from.draft);
    if (configuration === null) return;
    dispatch({ type: 'saving' });
    try {
      const outcome = await savePage(host, revision, configuration);
      if (outcome.kind === 'conflict') return dispatch({ type: 'conflicted', theirs: outcome.theirs });
      dispatch({ type: 'saved', page: outcome.page });
      host.alert(t('project.saved', { project: outcome.page.project.name }), 'success');
    } catch (reason) {
      const failure = toFailure(reason);
      const { problems } = failure;
      dispatch(problems.length === 0 ? { type: 'failed', failure } : { type: 'refused', problems });
    }
  };
  const save = (revision: number) => {
    dispatch({ type: 'attempted' });
    if (holds) void store(state, revision);
  };
  const settle = (choice: 'mine' | 'theirs') => {
    const action = { type: choice === 'mine' ? 'mine-kept' : 'mine-discarded' } as const;
    dispatch(action);
    const settled = reduceEditor(state, action);
    if (choice === 'mine') void store(settled, settled.page.project.revision);
  };
  const { reload } = values;
  const refresh = useCallback(async () => {
    reload();
    dispatch({ type: 'refreshed', page: await loadPage(host) });
  }, [host, reload]);
  useEffect(() => {
    const onFailure = (reason: unknown) => host.alert(textOf(toFailure(reason).sentence), 'error');
    return host.onRefresh(() => void refresh().catch(onFailure));
  }, [host, refresh]);

  const unsaved = unsavedParts(state);
  const unreadableFields = listed.value?.unreadable ?? 0;
  return {
    host,
    state,
    dispatch,
    unsaved,
    problems,
    holds,
    boardFields,
    unreadableFields,
    values,
    save,
    settle,
    refresh,
  };
}

function useProblems(
  { draft, page, refused, attempted }: EditorState,
  boardFields: readonly BoardField[] | null,
  values: FieldValues | null,
): Pick<Editor, 'problems' | 'holds'> {
  return useMemo(() => {
    const known = { page, boardFields, values };
    const found = findProblems(draft, known);
    const all = refused === null ? found : [...found, ...stillRefused(refused, draft)];
    const due = attempted ? all : all.filter(({ code }) => code !== 'not-chosen');
    return { holds: found.length === 0, problems: shownProblems(due, draft, known) };
  }, [draft, page, refused, attempted, boardFields, values]);
}
