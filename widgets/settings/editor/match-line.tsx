/** One match: a YouTrack field, the Ducalis field it feeds, and what is wrong with the pair. */
import trashIcon from '@jetbrains/icons/trash';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import type { BoardField } from '../../../src/shared/api.ts';
import { Choice } from '../../common/choice.tsx';
import type { MatchRow } from './draft.ts';
import { ducalisFieldOptions, youtrackFieldOptions } from './options.ts';
import type { Editor } from './use-editor.ts';
import { problemAt } from './validation.ts';

interface MatchLineProps {
  row: MatchRow;
  number: number;
  editor: Editor;
  boardFields: readonly BoardField[] | null;
}

export function MatchLine({ row, number, editor, boardFields }: MatchLineProps) {
  const { state, dispatch, problems } = editor;
  const { fields } = state.stored;
  const takenElsewhere = new Set(
    state.draft.matches.flatMap(({ id, key }) => (id === row.id || key === null ? [] : [key])),
  );
  const change = (part: Partial<Pick<MatchRow, 'field' | 'key'>>) =>
    dispatch({ type: 'match-changed', id: row.id, change: part });
  const error = (side: 'field' | 'key') =>
    row[side] !== null || state.attempted ? problemAt(problems, `${side}-${row.id}`) : undefined;

  return (
    <fieldset className="match" aria-label={`Match ${number}`} data-test="match">
      <Choice
        label="YouTrack field"
        labelHidden
        placeholder="Choose a YouTrack field"
        options={youtrackFieldOptions(fields, row, boardFields)}
        value={row.field}
        onChange={(field) => change({ field })}
        error={error('field')}
        disabled={state.saving}
        dataTest="match-field"
      />
      <span className="match__arrow" aria-hidden="true">
        →
      </span>
      <Choice
        label="Ducalis field"
        labelHidden
        placeholder="Choose a Ducalis field"
        options={ducalisFieldOptions(boardFields, row, fields, takenElsewhere)}
        value={row.key}
        onChange={(key) => change({ key })}
        error={error('key')}
        disabled={state.saving}
        dataTest="match-key"
      />
      <Button
        icon={trashIcon}
        aria-label={`Remove match ${number}`}
        title="Remove"
        className="match__remove"
        onClick={() => dispatch({ type: 'match-removed', id: row.id })}
        disabled={state.saving}
        data-test="remove-match"
      />
    </fieldset>
  );
}
