/** Which YouTrack field feeds which field of the board, and what would be sent of a real issue. */
import { useCallback } from 'react';
import { Choice } from '../../common/choice.tsx';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { Notice } from '../../common/notice.tsx';
import { useCall } from '../../common/use-call.ts';
import { builtInOptions } from '../model/options.ts';
import { problemAt } from '../model/validation.ts';
import { loadFieldValues } from '../model/youtrack-api.ts';
import { Section } from '../parts/section.tsx';
import type { Editor } from '../use-editor.ts';
import { MatchList } from './match-list.tsx';
import { PreviewSection } from './preview-section.tsx';

const PARTS = [
  { part: 'status', label: 'Status' },
  { part: 'type', label: 'Type' },
  { part: 'assignee', label: 'Assignee' },
] as const;
const DIRECTION = 'YouTrack → Ducalis';

function BuiltIn({ editor: { state, dispatch, problems } }: { editor: Editor }) {
  return (
    <Section
      title="Parts of an issue"
      direction={DIRECTION}
      lead="Summary, description, tags and reporter are always sent. Choose where the others come from."
    >
      <div className="columns">
        {PARTS.map(({ part, label }) => (
          <Choice
            key={part}
            label={label}
            placeholder="Not sent"
            options={builtInOptions(part, state.page.project.fields, state.draft.builtIn[part])}
            value={state.draft.builtIn[part]}
            onChange={(field) => dispatch({ type: 'built-in-chosen', part, field })}
            error={problemAt(problems, part)}
            disabled={state.saving}
            clearable
            dataTest={`built-in-${part}`}
          />
        ))}
      </div>
    </Section>
  );
}

export function FieldsTab({ editor }: { editor: Editor }) {
  const { host, state, boardFields } = editor;
  const { key } = state.page.project;
  const values = useCall(useCallback(() => loadFieldValues(host, key), [host, key]));
  return (
    <>
      <BuiltIn editor={editor} />
      <Section
        title="Matched fields"
        direction={DIRECTION}
        lead="Sent with every issue. A field that feeds a criterion counts as its evaluation."
      >
        {state.page.connection.push === 'unsupported' && (
          <Notice kind="info" dataTest="matches-unsupported">
            This Ducalis cannot receive fields from the app. Match them in Ducalis, under Issue Trackers.
          </Notice>
        )}
        {boardFields.busy && (
          <Loading dataTest="board-fields-loading">Asking Ducalis for the board's fields…</Loading>
        )}
        <LoadError title="Could not read the board's fields" loaded={boardFields} />
        <LoadError title="Could not list the values of fields" loaded={values} />
        {!boardFields.busy && <MatchList editor={editor} values={values} />}
      </Section>
      <PreviewSection editor={editor} />
    </>
  );
}
