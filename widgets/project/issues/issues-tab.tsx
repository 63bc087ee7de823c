/** Which issues belong on the board, with a count that follows every change. */

import Checkbox from '@jetbrains/ring-ui-built/components/checkbox/checkbox';
import { useCallback } from 'react';
import type { Filter } from '../../../src/shared/api.ts';
import { Choice } from '../../common/choice.tsx';
import { LoadError } from '../../common/load-error.tsx';
import { Notice } from '../../common/notice.tsx';
import { useCall } from '../../common/use-call.ts';
import { message } from '../../messages/message.ts';
import { t } from '../../messages/text.tsx';
import { withStored } from '../model/options.ts';
import { problemAt } from '../model/problems.ts';
import { loadTags } from '../model/youtrack-api.ts';
import { Section } from '../parts/section.tsx';
import type { Editor } from '../use-editor.ts';
import { Conditions } from './conditions.tsx';
import { LiveCount } from './live-count.tsx';

const LEAVING = [
  { key: 'remove', label: message('project.leaving.remove') },
  { key: 'keep', label: message('project.leaving.keep') },
] as const;

function Tags({ editor, change }: { editor: Editor; change: (part: Partial<Filter>) => void }) {
  const { host, state, problems } = editor;
  const tags = useCall(useCallback(() => loadTags(host), [host]));
  const { filter } = state.draft;
  const options = (tags.value ?? []).map((name) => ({ key: name, label: name }));
  const common = {
    placeholder: t('project.tags.any'),
    clearable: true,
    loading: tags.busy,
    disabled: state.saving,
  };
  // While tags cannot be listed, a stored one is shown as it is and not called gone.
  const withTag = (tag: string | null) =>
    tags.value === null ? (tag === null ? [] : [{ key: tag, label: tag }]) : withStored(options, tag);
  return (
    <>
      <LoadError title={t('project.tags.notListed')} loaded={tags} />
      <div className="columns">
        <Choice
          {...common}
          label={t('project.tags.with')}
          options={withTag(filter.includeTag)}
          value={filter.includeTag}
          onChange={(includeTag) => change({ includeTag })}
          dataTest="include-tag"
        />
        <Choice
          {...common}
          label={t('project.tags.without')}
          placeholder={t('project.tags.none')}
          options={withTag(filter.excludeTag)}
          value={filter.excludeTag}
          onChange={(excludeTag) => change({ excludeTag })}
          error={problemAt(problems, { part: 'tags' })}
          dataTest="exclude-tag"
        />
      </div>
    </>
  );
}

export function IssuesTab({ editor }: { editor: Editor }) {
  const { host, state, dispatch } = editor;
  const { filter } = state.draft;
  const change = (part: Partial<Filter>) => dispatch({ type: 'filter-changed', change: part });
  return (
    <>
      <Section title={t('project.issues.title')} lead={t('project.issues.lead')}>
        <Conditions editor={editor} change={change} />
        <Tags editor={editor} change={change} />
        <Checkbox
          label={t('project.issues.unresolved')}
          checked={filter.unresolvedOnly}
          onChange={(event) => change({ unresolvedOnly: event.target.checked })}
          disabled={state.saving}
          data-test="unresolved-only"
        />
        <Checkbox
          label={t('project.issues.restricted')}
          checked={filter.includeRestricted}
          onChange={(event) => change({ includeRestricted: event.target.checked })}
          disabled={state.saving}
          data-test="include-restricted"
        />
        {filter.includeRestricted && (
          <Notice
            kind="warning"
            title={t('project.issues.restrictedWarning.title')}
            dataTest="restricted-warning"
          >
            {t('project.issues.restrictedWarning.sentence')}
          </Notice>
        )}
        <LiveCount host={host} filter={filter} />
      </Section>
      <Section title={t('project.issues.leaving')}>
        <div className="narrow">
          <Choice
            label={t('project.issues.onBoard')}
            placeholder={t('project.choose')}
            options={LEAVING}
            value={filter.whenLeaving}
            onChange={(chosen) => change({ whenLeaving: chosen === 'keep' ? 'keep' : 'remove' })}
            disabled={state.saving}
            dataTest="when-leaving"
          />
        </div>
        {!filter.includeRestricted && <div className="secondary">{t('project.issues.alwaysRemoved')}</div>}
      </Section>
    </>
  );
}
