/** The settings of one project: board, built-in parts, matched fields, and how a save went. */
import type { Overview } from '../../../src/shared/api.ts';
import { Choice } from '../../common/choice.tsx';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import { confirmationSentence } from '../youtrack-api.ts';
import { BuiltInSection } from './built-in-section.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { MatchSection } from './match-section.tsx';
import { boardOptions } from './options.ts';
import { SaveBar } from './save-bar.tsx';
import { type Editor, type EditorProps, useEditor } from './use-editor.ts';
import { problemAt } from './validation.ts';

function BoardChoice({ editor, boards }: { editor: Editor; boards: Overview['boards'] }) {
  const { state, dispatch, problems } = editor;
  const choose = (id: string | null) => {
    const board = boards.find((candidate) => candidate.id === id);
    if (board !== undefined) dispatch({ type: 'board-chosen', board });
  };
  if (boards.length === 0 && state.draft.board === null) {
    return (
      <Notice kind="info" title="No boards yet" dataTest="no-boards">
        Connect the Ducalis account and test the connection; its boards then appear here.
      </Notice>
    );
  }
  return (
    <Choice
      label="Board"
      placeholder="Choose a board"
      options={boardOptions(boards, state.draft.board)}
      value={state.draft.board?.id ?? null}
      onChange={choose}
      error={state.attempted || state.draft.board !== null ? problemAt(problems, 'board') : undefined}
      disabled={state.saving}
      dataTest="board-select"
    />
  );
}

export function ProjectEditor(props: EditorProps) {
  const editor = useEditor(props);
  const { state, dispatch, save } = editor;
  const { conflict } = state;
  return (
    <div className="editor">
      {conflict !== null && (
        <ConflictNotice
          theirs={conflict}
          onKeepMine={() => {
            dispatch({ type: 'mine-kept' });
            save(conflict.revision);
          }}
          onDiscardMine={() => dispatch({ type: 'mine-discarded' })}
        />
      )}
      <BoardChoice editor={editor} boards={props.overview.boards} />
      {state.draft.board !== null && (
        <>
          <BuiltInSection editor={editor} />
          <MatchSection editor={editor} push={props.overview.connection.push} />
        </>
      )}
      {state.failure !== null && (
        <ErrorPanel
          title="The settings were not saved"
          failure={state.failure}
          sentence={confirmationSentence(state.failure)}
          onRetry={() => save(state.stored.revision)}
        />
      )}
      <SaveBar editor={editor} />
    </div>
  );
}
