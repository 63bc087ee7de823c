/** Joins the reducer with the host: loads the board's fields, saves, and knows what is unsaved and what is wrong. */

import { useCallback, useEffect, useReducer } from 'react';
import type { BoardField } from '../../src/shared/api.ts';
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
import { findProblems, type Problem } from './model/validation.ts';

export interface Editor {
  readonly host: Host;
  readonly state: EditorState;
  readonly dispatch: (action: EditorAction) => void;
  readonly unsaved: readonly DraftPart[];
  readonly problems: readonly Problem[];
  /** The fields of the chosen board; `value` is null without a board and where this Ducalis lists no fields. */
  readonly boardFields: Loaded<readonly BoardField[] | null>;
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
  const boardFields = useCall<readonly BoardField[] | null>(
    useCallback(
      async () => (boardId === null || !asks ? null : loadBoardFields(host, boardId)),
      [host, boardId, asks],
    ),
  );
  const problems = findProblems(draft, {
    fields: state.page.project.fields,
    boards,
    boardFields: boardFields.value,
  });

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
      dispatch({ type: 'failed', failure: toFailure(reason) });
    }
  };
  const save = (revision: number) => {
    dispatch({ type: 'attempted' });
    if (problems.length === 0) void store(state, revision);
  };
  const settle = (choice: 'mine' | 'theirs') => {
    const action = { type: choice === 'mine' ? 'mine-kept' : 'mine-discarded' } as const;
    dispatch(action);
    const settled = reduceEditor(state, action);
    if (choice === 'mine') void store(settled, settled.page.project.revision);
  };
  const refresh = useCallback(async () => {
    dispatch({ type: 'refreshed', page: await loadPage(host) });
  }, [host]);
  useEffect(() => {
    const onFailure = (reason: unknown) => host.alert(textOf(toFailure(reason).sentence), 'error');
    return host.onRefresh(() => void refresh().catch(onFailure));
  }, [host, refresh]);

  const unsaved = unsavedParts(state);
  return { host, state, dispatch, unsaved, problems, boardFields, save, settle, refresh };
}
