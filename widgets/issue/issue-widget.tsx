/** The Ducalis panel beside an issue: what Ducalis thinks of it and how current that is. */
import { t } from '../messages/text.tsx';
import './issue.css';
import { boardTitle } from '../common/board-title.ts';
import { ErrorPanel } from '../common/error-panel.tsx';
import type { HostFailure } from '../common/failure.ts';
import type { Host } from '../common/host.ts';
import { Loading } from '../common/loading.tsx';
import { Notice } from '../common/notice.tsx';
import { PanelFooter } from './panel-footer.tsx';
import { PanelStatus } from './panel-status.tsx';
import { ResultView } from './result-view.tsx';
import { usePanel } from './use-panel.ts';
import { hasScore } from './wording.ts';

/** Who may no longer see the issue is told so; asking again would not help. */
function NotLoaded({ failure, onRetry }: { failure: HostFailure; onRetry: () => void }) {
  const isHidden = failure.status === 403 || failure.status === 404;
  return isHidden ? (
    <Notice kind="warning" title={t('issue.hidden.title')} dataTest="issue-hidden">
      {t('error.issue-not-found')}
    </Notice>
  ) : (
    <ErrorPanel title={t('common.couldNotLoad')} failure={failure} onRetry={onRetry} />
  );
}

export function IssueWidget({ host }: { host: Host }) {
  const { panel, failed, busy, reload, retry } = usePanel(host);

  if (panel === null) {
    return (
      <section
        className="issue"
        aria-label={t('common.product')}
        data-test="issue-widget"
        data-state={busy ? 'loading' : 'error'}
      >
        {failed === null || busy === 'load' ? (
          <Loading dataTest="issue-loading">{t('common.loading')}</Loading>
        ) : (
          <NotLoaded failure={failed.failure} onRetry={reload} />
        )}
      </section>
    );
  }

  return (
    <section
      className="issue"
      aria-label={t('common.product')}
      data-test="issue-widget"
      data-state={panel.status.state}
    >
      {panel.board !== null && (
        <div className="issue__board secondary" data-test="issue-board">
          {boardTitle(panel.board)}
        </div>
      )}
      {panel.result !== null && hasScore(panel.result) && (
        <ResultView result={panel.result} locale={host.locale} />
      )}
      <PanelStatus panel={panel} locale={host.locale} retrying={busy === 'retry'} onRetry={retry} />
      {failed !== null && (
        <ErrorPanel
          title={t(failed.call === 'retry' ? 'issue.notSentAgain' : 'issue.notRefreshed')}
          failure={failed.failure}
          // What could not be sent again still has its own button above.
          onRetry={failed.call === 'retry' ? undefined : reload}
          busy={busy !== null}
        />
      )}
      <PanelFooter panel={panel} locale={host.locale} />
    </section>
  );
}
