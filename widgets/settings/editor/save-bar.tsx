/** Save and Cancel, with what keeps a draft from being saved. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import type { Editor } from './use-editor.ts';
import { problemSummary } from './validation.ts';

function Message({ editor: { state, dirty, problems, attached } }: { editor: Editor }) {
  if (state.attempted && problems.length > 0) {
    return (
      <span className="save-bar__problems" role="alert" data-test="problem-summary">
        {problemSummary(problems.length)}
      </span>
    );
  }
  if (!dirty) return null;
  return (
    <span className="secondary" data-test="unsaved">
      Not saved yet.{!attached && ' Saving attaches the app to this project; YouTrack asks you to confirm.'}
    </span>
  );
}

export function SaveBar({ editor }: { editor: Editor }) {
  const { state, dispatch, dirty, save } = editor;
  return (
    <div className="save-bar">
      <Button
        primary
        onClick={() => save(state.stored.revision)}
        loader={state.saving}
        disabled={!dirty || state.saving || state.conflict !== null}
        data-test="save-project"
      >
        Save
      </Button>
      <Button
        onClick={() => dispatch({ type: 'cancelled' })}
        disabled={!dirty || state.saving || state.conflict !== null}
        data-test="cancel-project"
      >
        Cancel
      </Button>
      <Message editor={editor} />
    </div>
  );
}
