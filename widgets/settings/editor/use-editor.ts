/** Joins the editor's reducer with the host: loads the board's fields, attaches, saves, reports what is unsaved. */
import { useCallback, useEffect, useReducer, useState } from 'react';
import type { BoardField, Overview, ProjectView } from '../../../src/shared/api.ts';
import { toFailure } from '../../common/failure.ts';
import type { Host } from '../../common/host.ts';
import { type Loaded, useCall } from '../../common/use-call.ts';
import { attachApp, type Project } from '../youtrack-api.ts';
import { configurationOf } from './draft.ts';
import { type EditorAction, type EditorState, isDirty, reduceEditor, startEditing } from './editor-state.ts';
import { loadBoardFields, saveProject } from './save-project.ts';
import { findProblems, type Problem } from './validation.ts';

export interface EditorProps {
  host: Host;
  project: Project;
  /** Whether the app is attached to the project; if not, saving attaches it first. */
  attached: boolean;
  view: ProjectView;
  overview: Overview;
  onDirty: (dirty: boolean) => void;
  onSaved: () => void;
}

export interface Editor {
  readonly state: EditorState;
  readonly dispatch: (action: EditorAction) => void;
  readonly attached: boolean;
  readonly dirty: boolean;
  readonly problems: readonly Problem[];
  /** The fields of the chosen board; `value` is null without a board and where this Ducalis lists no fields. */
  readonly boardFields: Loaded<readonly BoardField[] | null>;
  /** Saves the draft over the given revision, unless something is left to fix. */
  readonly save: (revision: number) => void;
}

export function useEditor({ host, project, overview, onDirty, onSaved, ...props }: EditorProps): Editor {
  const [state, dispatch] = useReducer(reduceEditor, props.view, startEditing);
  const [attached, setAttached] = useState(props.attached);
  const dirty = isDirty(state);
  useEffect(() => onDirty(dirty), [dirty, onDirty]);

  const boardId = state.draft.board?.id ?? null;
  const isListed = overview.boards.some(({ id }) => id === boardId);
  const asks = isListed && overview.connection.push !== 'unsupported';
  const boardFields = useCall<readonly BoardField[] | null>(
    useCallback(
      async () => (boardId === null || !asks ? null : loadBoardFields(host, boardId)),
      [host, boardId, asks],
    ),
  );
  const problems = findProblems(state.draft, {
    fields: state.stored.fields,
    boards: overview.boards,
    boardFields: boardFields.value,
  });

  const save = async (revision: number) => {
    dispatch({ type: 'attempted' });
    const configuration = configurationOf(state.draft);
    if (configuration === null || problems.length > 0) return;
    dispatch({ type: 'saving' });
    try {
      if (!attached) {
        await attachApp(host, project.id);
        setAttached(true);
      }
      const outcome = await saveProject(host, project.shortName, revision, configuration);
      if (outcome.kind === 'conflict') return dispatch({ type: 'conflicted', theirs: outcome.theirs });
      dispatch({ type: 'saved', view: outcome.view });
      host.alert(`Settings of ${project.name} saved`, 'success');
      onSaved();
    } catch (reason) {
      dispatch({ type: 'failed', failure: toFailure(reason) });
    }
  };

  return { state, dispatch, attached, dirty, problems, boardFields, save: (revision) => void save(revision) };
}
