/** The YouTrack fields behind status, type and assignee of an issue in Ducalis. */
import { H3 } from '@jetbrains/ring-ui-built/components/heading/heading';
import { Choice } from '../../common/choice.tsx';
import { builtInOptions } from './options.ts';
import type { Editor } from './use-editor.ts';
import { problemAt } from './validation.ts';

const PARTS = [
  { part: 'status', label: 'Status' },
  { part: 'type', label: 'Type' },
  { part: 'assignee', label: 'Assignee' },
] as const;

export function BuiltInSection({ editor: { state, dispatch, problems } }: { editor: Editor }) {
  return (
    <section className="editor__part" aria-labelledby="built-in-title">
      <H3 id="built-in-title">Parts of an issue</H3>
      <div className="secondary">
        Summary, description, tags and reporter are always sent. Choose where the others come from.
      </div>
      <div className="built-in">
        {PARTS.map(({ part, label }) => (
          <Choice
            key={part}
            label={label}
            placeholder="Not sent"
            options={builtInOptions(part, state.stored.fields, state.draft.builtIn[part])}
            value={state.draft.builtIn[part]}
            onChange={(field) => dispatch({ type: 'built-in-chosen', part, field })}
            error={problemAt(problems, part)}
            disabled={state.saving}
            clearable
            dataTest={`built-in-${part}`}
          />
        ))}
      </div>
    </section>
  );
}
