/** The Ducalis panel beside an issue: what Ducalis thinks of it and how current that is. */
import './issue.css';
import LoaderInline from '@jetbrains/ring-ui-built/components/loader-inline/loader-inline';
import { ErrorPanel } from '../common/error-panel.tsx';
import type { Host } from '../common/host.ts';
import { PanelFooter } from './panel-footer.tsx';
import { PanelStatus } from './panel-status.tsx';
import { ResultView } from './result-view.tsx';
import { usePanel } from './use-panel.ts';
import { boardTitle, hasScore } from './wording.ts';

export function IssueWidget({ host }: { host: Host }) {
  const { panel, failed, busy, reload, retry } = usePanel(host);

  if (panel === null) {
    return (
      <section
        className="issue"
        aria-label="Ducalis"
        data-test="issue-widget"
        data-state={busy ? 'loading' : 'error'}
      >
        {failed === null || busy === 'load' ? (
          <LoaderInline data-test="issue-loading">Loading…</LoaderInline>
        ) : (
          <ErrorPanel title="Could not load" failure={failed.failure} onRetry={reload} />
        )}
      </section>
    );
  }

  return (
    <section className="issue" aria-label="Ducalis" data-test="issue-widget" data-state={panel.status.state}>
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
          title={failed.call === 'retry' ? 'Could not send again' : 'Could not refresh'}
          failure={failed.failure}
          onRetry={failed.call === 'retry' ? retry : reload}
          busy={busy !== null}
        />
      )}
      <PanelFooter panel={panel} locale={host.locale} />
    </section>
  );
}
