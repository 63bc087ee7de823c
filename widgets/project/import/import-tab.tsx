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
        Pause
      </Button>
    );
  }
  const action = view.state === 'paused' ? 'resume' : 'start';
  const label = { none: 'Start import', paused: 'Resume', done: 'Import again' }[view.state];
  return (
    <Button
      {...common}
      primary={view.state !== 'done'}
      onClick={() => steer(action)}
      data-test={`import-${action}`}
    >
      {label}
    </Button>
  );
}

function Progress({ view, locale }: { view: ImportView; locale: string }) {
  const words = importWords(view, locale);
  const at = view.endedAt ?? view.startedAt;
  return (
    <div className="import" data-test="import-state" data-state={view.state}>
      <div className="import__title" role="status">
        {words.title}
      </div>
      <ProgressBar
        label="Import"
        max={Math.max(view.total, 1)}
        value={view.state === 'done' ? Math.max(view.total, 1) : view.checked}
        staticColor={view.state !== 'running'}
      />
      <div className="secondary">
        {words.sentence}{' '}
        {at !== null && (
          <>
            {view.endedAt === null ? 'Started' : 'Ended'} <Freshness at={at} locale={locale} />.
          </>
        )}
      </div>
    </div>
  );
}

export function ImportTab({ host, onOpenActivity }: ImportTabProps) {
  const steering = useImport(host);
  const { value: view, failure } = steering.loaded;
  return (
    <Section
      title="Import"
      direction="YouTrack → Ducalis"
      lead="Compares every issue with the board and sends what it lacks. Changes are sent by themselves; an import is for what was there before."
    >
      {view === null && failure === null && <Loading dataTest="import-loading">Reading the import…</Loading>}
      <LoadError title="Could not read the import" loaded={steering.loaded} />
      {steering.failure !== null && (
        <ErrorPanel
          title="The import does not go on from here"
          failure={steering.failure}
          onRetry={() => steering.steer('continue')}
          busy={steering.busy}
        />
      )}
      {view !== null && view.state === 'none' && (
        <Empty
          title="Nothing imported yet"
          dataTest="import-empty"
          action={<Steering view={view} steering={steering} />}
        >
          Issues that exist already come to the board with an import.
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
          title={attentionTitle(view, host.locale)}
          dataTest="import-attention"
          actions={
            <Button onClick={onOpenActivity} data-test="open-activity">
              Show them
            </Button>
          }
        >
          Ducalis did not take them. See why, and try them again.
        </Notice>
      )}
    </Section>
  );
}
