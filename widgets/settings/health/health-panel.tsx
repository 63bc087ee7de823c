/** How the app is doing: what needs somebody, the state of the connection, and every connected project. */
import { rich, t } from '../../messages/text.tsx';
import './health.css';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { H2 } from '@jetbrains/ring-ui-built/components/heading/heading';
import { useId } from 'react';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Freshness, useNow } from '../../common/freshness.tsx';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { useAction } from '../../common/use-action.ts';
import { StateTag } from '../account/state-tag.tsx';
import { testConnection } from '../admin-api.ts';
import { knownAddress, type Page } from '../page.ts';
import { CopyDiagnostics } from './copy-diagnostics.tsx';
import { diagnosticsOf, type Versions } from './diagnostics.ts';
import { Facts } from './facts.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsOf, headlineOf } from './health.ts';
import { projectRows } from './project-findings.ts';
import { ProjectList } from './project-list.tsx';

const VERSIONS: Versions = { app: APP_VERSION, contract: CONTRACT_VERSION };

export function HealthPanel({ page }: { page: Page }) {
  const id = useId();
  const { host, overview, looked } = page;
  const now = useNow();
  const test = useAction();
  const health = looked.value?.health ?? null;
  const findings = findingsOf(overview, health, now, host.locale);
  const headline = headlineOf(overview, findings, health !== null && looked.failure === null);
  const rows = projectRows(overview, health);

  const testAgain = () => test.run(async () => page.replace(await testConnection(host)));

  return (
    <section className="panel" aria-labelledby={`${id}-title`} data-test="health" data-state={headline.tone}>
      <div className="health__head">
        <H2 id={`${id}-title`}>{t('settings.health.title')}</H2>
        <span role="status">
          {(looked.value !== null || looked.failure !== null) && (
            <StateTag label={headline.label} tone={headline.tone} dataTest="health-headline" />
          )}
        </span>
        <span className="health__refresh">
          {looked.value !== null && (
            <span className="secondary" data-test="health-checked">
              {rich('settings.health.checked', {
                time: <Freshness at={looked.value.at} locale={host.locale} />,
              })}
            </span>
          )}
          <Button
            onClick={page.reload}
            loader={looked.busy}
            disabled={looked.busy}
            data-test="health-refresh"
          >
            {t('pages.refresh')}
          </Button>
        </span>
      </div>
      <LoadError title={t('settings.health.notRead')} loaded={looked} />
      <FindingList
        host={host}
        findings={findings}
        address={knownAddress(page)}
        testing={test.busy}
        onTest={() => void testAgain()}
      />
      {test.failure !== null && (
        <ErrorPanel
          title={t('settings.testNotRun')}
          failure={test.failure}
          onRetry={() => void testAgain()}
          busy={test.busy}
        />
      )}
      <Facts overview={overview} health={health} versions={VERSIONS} now={now} locale={host.locale} />
      {health === null && looked.failure === null && (
        <Loading dataTest="health-loading">{t('settings.health.loading')}</Loading>
      )}
      {rows.length > 0 && (
        <ProjectList
          rows={rows}
          overview={overview}
          lanes={health?.lanes ?? []}
          now={now}
          locale={host.locale}
        />
      )}
      {rows.length === 0 && health !== null && (
        <div className="secondary" data-test="health-no-projects">
          {t('settings.health.noProjects')}
        </div>
      )}
      <CopyDiagnostics
        text={diagnosticsOf({
          versions: VERSIONS,
          overview,
          health,
          failure: looked.failure?.code ?? null,
          findings,
          at: looked.value?.at ?? now,
        })}
      />
    </section>
  );
}
