/** Conditions of the filter: a field, and the values of it that belong on the board. */

import trashIcon from '@jetbrains/icons/trash';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { MOST_CONDITIONS } from '../../../src/domain/settings.ts';
import type { Filter } from '../../../src/shared/api.ts';
import { Choice } from '../../common/choice.tsx';
import { LoadError } from '../../common/load-error.tsx';
import { ManyChoice } from '../../common/many-choice.tsx';
import { t } from '../../messages/text.tsx';
import { conditionOptions, namedOptions } from '../model/options.ts';
import { problemAt } from '../model/problems.ts';
import { ProblemLine } from '../parts/problem-line.tsx';
import type { Editor } from '../use-editor.ts';

interface ConditionsProps {
  editor: Editor;
  change: (part: Partial<Filter>) => void;
}

export function Conditions({ editor, change }: ConditionsProps) {
  const { state, problems, values } = editor;
  const { fields } = state.page.project;
  const conditions = state.draft.filter.fields;
  const choices = conditionOptions(
    fields,
    conditions.map(({ field }) => field),
  );
  const set = (field: string, chosen: readonly string[]) =>
    change({
      fields: conditions.map((one) => (one.field === field ? { field, values: [...chosen] } : one)),
    });
  return (
    <>
      <LoadError title={t('project.valuesNotListed')} loaded={values} />
      {conditions.map((condition, index) => (
        <fieldset
          key={condition.field}
          className="condition"
          aria-label={t('project.condition.name', { field: condition.field })}
        >
          <span className="condition__field">{condition.field}</span>
          <ManyChoice
            label={condition.field}
            placeholder={t('project.condition.values')}
            options={namedOptions(values.value?.get(condition.field) ?? condition.values, condition.values)}
            values={condition.values}
            onChange={(chosen) => set(condition.field, chosen)}
            loading={values.busy}
            disabled={state.saving}
            error={problemAt(problems, { part: 'condition', index })}
            dataTest="condition-values"
          />
          <Button
            icon={trashIcon}
            aria-label={t('project.condition.remove', { field: condition.field })}
            title={t('project.remove')}
            disabled={state.saving}
            onClick={() => change({ fields: conditions.filter(({ field }) => field !== condition.field) })}
            data-test="remove-condition"
          />
        </fieldset>
      ))}
      <ProblemLine problem={problemAt(problems, { part: 'conditions' })} dataTest="conditions-error" />
      {choices.length > 0 && conditions.length < MOST_CONDITIONS && (
        <div className="narrow">
          <Choice
            // Ring UI goes on showing what was chosen last: a new control begins empty.
            key={conditions.length}
            label={t('project.condition.add')}
            placeholder={t('project.condition.chooseField')}
            options={choices}
            value={null}
            onChange={(field) => {
              if (field !== null) change({ fields: [...conditions, { field, values: [] }] });
            }}
            disabled={state.saving}
            dataTest="add-condition"
          />
        </div>
      )}
      {conditions.length >= MOST_CONDITIONS && (
        <div className="secondary">{t('project.condition.full', { most: MOST_CONDITIONS })}</div>
      )}
    </>
  );
}
