/** What would be sent of one real issue, with the settings as they are on the screen. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Input, { Size } from '@jetbrains/ring-ui-built/components/input/input';
import { useState } from 'react';
import type { Preview } from '../../../src/shared/project-page.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { type HostFailure, toFailure } from '../../common/failure.ts';
import { Notice } from '../../common/notice.tsx';
import { t, textOf } from '../../messages/text.tsx';
import { preview } from '../model/api.ts';
import { configurationOf } from '../model/draft.ts';
import { issueKey, previewLines } from '../model/wording.ts';
import { Section } from '../parts/section.tsx';
import type { Editor } from '../use-editor.ts';

function Sent({ shown, editor }: { shown: Preview; editor: Editor }) {
  return (
    <div className="preview" data-test="preview">
      {shown.excludedBy !== null && (
        <Notice kind="warning" title={t('project.preview.notSent', { issue: shown.issue })}>
          {t(`project.excluded.${shown.excludedBy}`)}
        </Notice>
      )}
      {shown.undecided.length > 0 && (
        <Notice kind="warning" title={t('project.preview.undecided.title')}>
          {t('project.preview.undecided.sentence', { values: shown.undecided })}
        </Notice>
      )}
      <dl className="lines">
        {previewLines(shown, editor.boardFields.value ?? []).map(({ key, name, value }) => (
          <div key={key} className="lines__row">
            <dt className="secondary">{textOf(name)}</dt>
            <dd>
              {value === null ? (
                <span className="secondary">{t('project.preview.empty')}</span>
              ) : (
                textOf(value)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export function PreviewSection({ editor }: { editor: Editor }) {
  const { host, state, holds } = editor;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<Preview | null>(null);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const configuration = holds ? configurationOf(state.draft) : null;
  const ask = async () => {
    if (configuration === null || typed.trim() === '') return;
    setBusy(true);
    try {
      setShown(await preview(host, issueKey(typed, state.page.project.key), configuration));
      setFailure(null);
    } catch (reason) {
      setFailure(toFailure(reason));
      setShown(null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('project.preview.title')} lead={t('project.preview.lead')}>
      <div className="row row--end">
        <Input
          label={t('project.preview.issue')}
          size={Size.S}
          value={typed}
          placeholder={`${state.page.project.key}-1`}
          onChange={(event) => setTyped(event.target.value)}
          // The frame of a widget may not submit forms (youtrack-platform §8).
          onKeyDown={(event) => {
            if (event.key === 'Enter') void ask();
          }}
          data-test="preview-issue"
        />
        <Button
          onClick={() => void ask()}
          loader={busy}
          disabled={busy || configuration === null || typed.trim() === ''}
          data-test="preview-ask"
        >
          {t('project.preview.show')}
        </Button>
        {configuration === null && <span className="secondary">{t('project.preview.blocked')}</span>}
      </div>
      {failure !== null && <ErrorPanel title={t('project.preview.none')} failure={failure} />}
      {shown !== null && <Sent shown={shown} editor={editor} />}
    </Section>
  );
}
