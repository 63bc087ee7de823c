/** Sends everything that Ducalis lacks: start, progress, pause, result. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import ProgressBar from '@jetbrains/ring-ui-built/components/progress-bar/progress-bar';
import type { ImportView } from '../../../src/shared/journal.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Freshness } from '../../common/freshness.tsx';
import type { Host } from '../../common/host.ts';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { Notice } from '../../common/notice.tsx';
import { rich, t, textOf } from '../../messages/text.tsx';
import { attentionTitle, importWords } from '../model/import-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/section.tsx';
import { type Import, useImport } from './use-import.ts';

interface ImportTabProps {
  host: Host;
  onOpenActivity: () => void;
}

function Steering({ view, steering }: { view: ImportView; steering: Import }) {
  const { steer, busy } = steering;
  const common = { loader: busy, disabled: busy };
  if (view.state === 'running') {
    return (
      <Button {...common} onClick={() => steer('pause')} data-test="import-pause">
        {t('project.import.pause')}
      </Button>
    );
  }
  const action = view.state === 'paused' ? 'resume' : 'start';
  return (
    <Button
      {...common}
      primary={view.state !== 'done'}
      onClick={() => steer(action)}
      data-test={`import-${action}`}
    >
      {t(`project.import.start.${view.state}`)}
    </Button>
  );
}

function Progress({ view, locale }: { view: ImportView; locale: string }) {
  const words = importWords(view);
  const at = view.endedAt ?? view.startedAt;
  return (
    <div className="import" data-test="import-state" data-state={view.state}>
      <div className="import__title" role="status">
        {textOf(words.title)}
      </div>
      <ProgressBar
        label={t('project.import.label')}
        max={Math.max(view.total, 1)}
        value={view.state === 'done' ? Math.max(view.total, 1) : view.checked}
        staticColor={view.state !== 'running'}
      />
      <div className="secondary">
        {words.sentence !== null && textOf(words.sentence)}{' '}
        {at !== null &&
          rich(view.endedAt === null ? 'project.import.started' : 'project.import.ended', {
            time: <Freshness at={at} locale={locale} />,
          })}
      </div>
    </div>
  );
}

export function ImportTab({ host, onOpenActivity }: ImportTabProps) {
  const steering = useImport(host);
  const { value: view, failure } = steering.loaded;
  return (
    <Section
      title={t('project.import.label')}
      direction={t('project.toDucalis')}
      lead={t('project.import.lead')}
    >
      {view === null && failure === null && (
        <Loading dataTest="import-loading">{t('project.import.loading')}</Loading>
      )}
      <LoadError title={t('project.import.notRead')} loaded={steering.loaded} />
      {steering.failure !== null && (
        <ErrorPanel
          title={t('project.import.stuck')}
          failure={steering.failure}
          onRetry={() => steering.steer('continue')}
          busy={steering.busy}
        />
      )}
      {view !== null && view.state === 'none' && (
        <Empty
          title={t('project.import.nothing')}
          dataTest="import-empty"
          action={<Steering view={view} steering={steering} />}
        >
          {t('project.import.nothingLead')}
        </Empty>
      )}
      {view !== null && view.state !== 'none' && (
        <>
          <Progress view={view} locale={host.locale} />
          <div>
            <Steering view={view} steering={steering} />
          </div>
        </>
      )}
      {view !== null && view.needsAttention > 0 && (
        <Notice
          kind="warning"
          title={textOf(attentionTitle(view))}
          dataTest="import-attention"
          actions={
            <Button onClick={onOpenActivity} data-test="open-activity">
              {t('project.import.show')}
            </Button>
          }
        >
          {t('project.import.refused')}
        </Notice>
      )}
    </Section>
  );
}
