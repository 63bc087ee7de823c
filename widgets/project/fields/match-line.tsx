/** One match: a YouTrack field, the Ducalis field it feeds, what is wrong with the pair, and how values are turned. */

import trashIcon from '@jetbrains/icons/trash';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import {
  hasNamedValues,
  isAttribute,
  isPeriod,
  isSelector,
  isYouTrackFieldType,
  PERIOD_UNITS,
} from '../../../src/domain/field-types.ts';
import { Choice } from '../../common/choice.tsx';
import type { Loaded } from '../../common/use-call.ts';
import { message } from '../../messages/message.ts';
import { t } from '../../messages/text.tsx';
import { type MatchRow, sourceType } from '../model/draft.ts';
import type { Pair } from '../model/editor-state.ts';
import { ducalisFieldOptions, sourceKey, sourceOf, youtrackFieldOptions } from '../model/options.ts';
import { problemAt } from '../model/validation.ts';
import type { FieldValues } from '../model/youtrack-api.ts';
import type { Editor } from '../use-editor.ts';
import { ValueMapEditor } from './value-map-editor.tsx';

interface MatchLineProps {
  row: MatchRow;
  number: number;
  editor: Editor;
  values: Loaded<FieldValues>;
}

function Tuning({ row, editor, values }: MatchLineProps) {
  const { state, dispatch, problems, boardFields } = editor;
  const source = sourceType(row, state.page.project.fields);
  const target = boardFields.value?.find(({ key }) => key === row.key);
  if (source === undefined || target === undefined) return null;
  const isKnown = isYouTrackFieldType(source) || isAttribute(source);
  if (isKnown && isPeriod(source) && target.type === 'number') {
    return (
      <div className="match__tuning narrow">
        <Choice
          label={t('project.match.unit')}
          placeholder={t('project.unit.hours')}
          options={PERIOD_UNITS.map((unit) => ({ key: unit, label: message(`project.unit.${unit}`) }))}
          value={row.unit}
          onChange={(chosen) =>
            dispatch({
              type: 'match-tuned',
              id: row.id,
              change: { unit: PERIOD_UNITS.find((unit) => unit === chosen) ?? null },
            })
          }
          disabled={state.saving}
          dataTest="match-unit"
        />
      </div>
    );
  }
  if (row.isAttribute || !hasNamedValues(source) || !isSelector(target.type)) return null;
  return (
    <ValueMapEditor
      map={row.values}
      names={values.value === null ? null : (values.value.get(row.field ?? '') ?? [])}
      options={target.options}
      error={problemAt(problems, `values-${row.id}`)}
      disabled={state.saving}
      onChange={(map) => dispatch({ type: 'match-tuned', id: row.id, change: { values: map } })}
    />
  );
}

export function MatchLine(props: MatchLineProps) {
  const { row, number, editor } = props;
  const { state, dispatch, problems, boardFields } = editor;
  const { fields } = state.page.project;
  const takenElsewhere = new Set(
    state.draft.matches.flatMap(({ id, key }) => (id === row.id || key === null ? [] : [key])),
  );
  const change = (part: Partial<Pair>) => dispatch({ type: 'match-changed', id: row.id, change: part });
  const error = (side: 'field' | 'key') =>
    row[side] !== null || state.attempted ? problemAt(problems, `${side}-${row.id}`) : undefined;

  return (
    <fieldset className="match" aria-label={t('project.match.name', { number })} data-test="match">
      <Choice
        label={t('project.match.youtrackField')}
        labelHidden
        placeholder={t('project.match.chooseYouTrackField')}
        options={youtrackFieldOptions(fields, row, boardFields.value)}
        value={sourceKey(row)}
        onChange={(key) => change(sourceOf(key))}
        error={error('field')}
        disabled={state.saving}
        dataTest="match-field"
      />
      <span className="match__arrow" aria-hidden="true">
        →
      </span>
      <Choice
        label={t('project.match.ducalisField')}
        labelHidden
        placeholder={t('project.match.chooseDucalisField')}
        options={ducalisFieldOptions(boardFields.value, row, fields, takenElsewhere)}
        value={row.key}
        onChange={(key) => change({ key })}
        error={error('key')}
        disabled={state.saving}
        dataTest="match-key"
      />
      <Button
        icon={trashIcon}
        aria-label={t('project.match.remove', { number })}
        title={t('project.remove')}
        className="match__remove"
        onClick={() => dispatch({ type: 'match-removed', id: row.id })}
        disabled={state.saving}
        data-test="remove-match"
      />
      <Tuning {...props} />
    </fieldset>
  );
}
