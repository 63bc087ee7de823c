/** Which YouTrack field feeds which field of the board, and what would be sent of a real issue. */

import { BUILT_IN_PARTS } from '../../../src/domain/field-types.ts';
import { Choice } from '../../common/choice.tsx';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { Notice } from '../../common/notice.tsx';
import { t } from '../../messages/text.tsx';
import { builtInOptions } from '../model/options.ts';
import { problemAt } from '../model/problems.ts';
import { Section } from '../parts/section.tsx';
import type { Editor } from '../use-editor.ts';
import { MatchList } from './match-list.tsx';
import { PreviewSection } from './preview-section.tsx';

function BuiltIn({ editor: { state, dispatch, problems } }: { editor: Editor }) {
  return (
    <Section
      title={t('project.parts.title')}
      direction={t('project.toDucalis')}
      lead={t('project.parts.lead')}
    >
      <div className="columns">
        {BUILT_IN_PARTS.map((part) => (
          <Choice
            key={part}
            label={t(`project.part.${part}`)}
            placeholder={t('project.parts.notSent')}
            options={builtInOptions(part, state.page.project.fields, state.draft.builtIn[part])}
            value={state.draft.builtIn[part]}
            onChange={(field) => dispatch({ type: 'built-in-chosen', part, field })}
            error={problemAt(problems, { part: 'builtIn', name: part })}
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
  const { state, boardFields, unreadableFields, values } = editor;
  return (
    <>
      <BuiltIn editor={editor} />
      <Section
        title={t('project.matches.title')}
        direction={t('project.toDucalis')}
        lead={t('project.matches.lead')}
      >
        {state.page.connection.push === 'unsupported' && (
          <Notice kind="info" dataTest="matches-unsupported">
            {t('project.matches.unsupported')}
          </Notice>
        )}
        {boardFields.busy && (
          <Loading dataTest="board-fields-loading">{t('project.matches.loading')}</Loading>
        )}
        <LoadError title={t('project.matches.notRead')} loaded={boardFields} />
        <LoadError title={t('project.valuesNotListed')} loaded={values} />
        {!boardFields.busy && <MatchList editor={editor} />}
        {unreadableFields > 0 && (
          <Notice kind="info" dataTest="fields-unreadable">
            {t('project.matches.unreadable', { count: unreadableFields })}
          </Notice>
        )}
      </Section>
      <PreviewSection editor={editor} />
    </>
  );
}
