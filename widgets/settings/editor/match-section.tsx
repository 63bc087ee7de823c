/** Which YouTrack field feeds which field of the board. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { H3 } from '@jetbrains/ring-ui-built/components/heading/heading';
import LoaderInline from '@jetbrains/ring-ui-built/components/loader-inline/loader-inline';
import type { Overview } from '../../../src/shared/api.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import { MatchLine } from './match-line.tsx';
import type { Editor } from './use-editor.ts';

interface MatchSectionProps {
  editor: Editor;
  push: Overview['connection']['push'];
}

function Lines({ editor, canAdd }: { editor: Editor; canAdd: boolean }) {
  const { state, dispatch, boardFields } = editor;
  const { matches } = state.draft;
  return (
    <>
      {matches.length > 0 && (
        <div className="matches__head secondary" aria-hidden="true">
          <span>YouTrack field</span>
          <span>Ducalis field</span>
        </div>
      )}
      {matches.map((row, index) => (
        <MatchLine
          key={row.id}
          row={row}
          number={index + 1}
          editor={editor}
          boardFields={boardFields.value}
        />
      ))}
      {matches.length === 0 && canAdd && (
        <div className="secondary" data-test="no-matches">
          No field is matched yet. Matched fields are sent with every issue and can be criteria of the board.
        </div>
      )}
      {canAdd && (
        <div>
          <Button
            onClick={() => dispatch({ type: 'match-added' })}
            disabled={state.saving}
            data-test="add-match"
          >
            Add match
          </Button>
        </div>
      )}
    </>
  );
}

export function MatchSection({ editor, push }: MatchSectionProps) {
  const { boardFields } = editor;
  return (
    <section className="editor__part" aria-labelledby="matches-title">
      <H3 id="matches-title">Matched fields</H3>
      {push === 'unsupported' && (
        <Notice kind="info" dataTest="matches-unsupported">
          This Ducalis cannot receive fields from the app. Match them in Ducalis, under Issue Trackers.
        </Notice>
      )}
      {boardFields.busy && <LoaderInline>Asking Ducalis for the board's fields…</LoaderInline>}
      {boardFields.failure !== null && (
        <ErrorPanel
          title="Could not read the board's fields"
          failure={boardFields.failure}
          onRetry={boardFields.reload}
          busy={boardFields.busy}
        />
      )}
      {!boardFields.busy && <Lines editor={editor} canAdd={boardFields.value !== null} />}
    </section>
  );
}
