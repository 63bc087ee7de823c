/** One match: a YouTrack field, the Ducalis field it feeds, what is wrong with the pair, and how values are turned. */

import trashIcon from '@jetbrains/icons/trash';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { PERIOD_UNITS, takesUnit, takesValueMap } from '../../../src/domain/field-types.ts';
import { Choice } from '../../common/choice.tsx';
import { message } from '../../messages/message.ts';
import { t } from '../../messages/text.tsx';
import { knownSource, type MatchRow } from '../model/draft.ts';
import type { Pair } from '../model/editor-state.ts';
import { ducalisFieldOptions, sourceKey, sourceOf, youtrackFieldOptions } from '../model/options.ts';
import { problemAt } from '../model/problems.ts';
import type { Editor } from '../use-editor.ts';
import { ValueMapEditor } from './value-map-editor.tsx';

interface MatchLineProps {
  row: MatchRow;
  /** In the list of matches, from 0. */
  index: number;
  editor: Editor;
}

function Unit({ row, index, editor: { state, dispatch, problems } }: MatchLineProps) {
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
        error={problemAt(problems, { part: 'match', index, control: 'unit' })}
        disabled={state.saving}
        clearable
        dataTest="match-unit"
      />
    </div>
  );
}

/** What was chosen for a pair stays in sight when the pair does not take it any more, so that it can be taken away. */
function Tuning(props: MatchLineProps) {
  const { row, index, editor } = props;
  const { state, dispatch, problems, boardFields, values } = editor;
  const source = knownSource(row, state.page.project.fields);
  const target = boardFields.value?.find(({ key }) => key === row.key);
  const type = target?.type ?? null;
  const isKnown = source !== null && type !== null;
  const mayMap = takesValueMap(source, type);
  return (
    <>
      {(row.unit !== null || (isKnown && takesUnit(source, type))) && <Unit {...props} />}
      {(row.values !== null || (isKnown && mayMap)) && (
        <ValueMapEditor
          map={row.values}
          applies={mayMap}
          names={values.value === null ? null : (values.value.get(row.field ?? '') ?? [])}
          options={target?.options ?? []}
          error={problemAt(problems, { part: 'match', index, control: 'values' })}
          disabled={state.saving}
          onChange={(map) => dispatch({ type: 'match-tuned', id: row.id, change: { values: map } })}
        />
      )}
    </>
  );
}

export function MatchLine(props: MatchLineProps) {
  const { row, index, editor } = props;
  const { state, dispatch, problems, boardFields } = editor;
  const { fields } = state.page.project;
  const takenElsewhere = new Set(
    state.draft.matches.flatMap(({ id, key }) => (id === row.id || key === null ? [] : [key])),
  );
  const change = (part: Partial<Pair>) => dispatch({ type: 'match-changed', id: row.id, change: part });
  const number = index + 1;

  return (
    <fieldset className="match" aria-label={t('project.match.name', { number })} data-test="match">
      <Choice
        label={t('project.match.youtrackField')}
        labelHidden
        placeholder={t('project.match.chooseYouTrackField')}
        options={youtrackFieldOptions(fields, row, boardFields.value)}
        value={sourceKey(row)}
        onChange={(key) => change(sourceOf(key))}
        error={problemAt(problems, { part: 'match', index, control: 'source' })}
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
        error={problemAt(problems, { part: 'match', index, control: 'target' })}
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
