/** The app's administration page: a connection in three steps that can be left and taken up again anywhere. */

import { message } from '../messages/message.ts';
import { t, textOf } from '../messages/text.tsx';
import './settings.css';
import { H1 } from '@jetbrains/ring-ui-built/components/heading/heading';
import { useCallback, useEffect } from 'react';
import { ErrorPanel } from '../common/error-panel.tsx';
import { useNow } from '../common/freshness.tsx';
import type { Host } from '../common/host.ts';
import { Loading } from '../common/loading.tsx';
import { useCall } from '../common/use-call.ts';
import { AccountStep } from './account/account-step.tsx';
import { connectionWords } from './account/connection-words.ts';
import { loadOverview } from './admin-api.ts';
import { HealthPanel } from './health/health-panel.tsx';
import { InstanceQuestion } from './health/instance-question.tsx';
import type { Page } from './page.ts';
import { ProjectsStep } from './projects/projects-step.tsx';
import { ReadingStep } from './reading/reading-step.tsx';
import { readingSummary } from './reading/reading-words.ts';
import { StepPanel } from './steps/step-panel.tsx';
import { isUnfolded, projectsSummary, stepStates } from './steps/steps.ts';
import { useAskingAgain } from './use-asking-again.ts';
import { useHealth } from './use-health.ts';
import { findAddress } from './youtrack-api.ts';

/** How soon the page looks again whether Ducalis has answered. */
const ASKING_MS = 2_000;

function Steps({ page }: { page: Page }) {
  const now = useNow();
  const { host, overview } = page;
  const states = stepStates(overview);
  const step = (name: keyof typeof states) => ({
    name,
    state: states[name],
    unfolded: isUnfolded(name, states),
  });
  useAskingAgain(overview.integration.state === 'asking', ASKING_MS, page);

  return (
    <div className="column">
      <InstanceQuestion page={page} />
      <StepPanel
        {...step('account')}
        number={1}
        title={t('settings.step.account')}
        summary={textOf(connectionWords(overview).sentence)}
      >
        <AccountStep page={page} />
      </StepPanel>
      <StepPanel
        {...step('reading')}
        number={2}
        title={t('settings.step.reading')}
        summary={textOf(readingSummary(overview, now, host.locale))}
      >
        <ReadingStep page={page} />
      </StepPanel>
      <StepPanel
        {...step('projects')}
        number={3}
        title={t('settings.step.projects')}
        summary={textOf(projectsSummary(overview))}
      >
        <ProjectsStep page={page} />
      </StepPanel>
      <HealthPanel page={page} />
    </div>
  );
}

export function SettingsWidget({ host }: { host: Host }) {
  const overview = useCall(useCallback(() => loadOverview(host), [host]));
  const address = useCall(useCallback(async () => (await findAddress(host)) ?? 'no-issue', [host]));
  const { value, failure, busy, tookMs, reload, replace } = overview;
  const looked = useHealth(host, value);
  useEffect(() => host.onRefresh(reload), [host, reload]);

  return (
    <main className="settings" data-test="settings-widget">
      <header>
        <H1>{t('common.product')}</H1>
        <div className="secondary">{t('settings.lead')}</div>
      </header>
      {failure !== null && (
        <ErrorPanel
          title={t('common.couldNotLoad')}
          failure={failure}
          sentence={failure.code === 'not-allowed' ? message('settings.onlyAdministrators') : undefined}
          onRetry={reload}
          busy={busy}
        />
      )}
      {value === null ? (
        busy && <Loading dataTest="settings-loading">{t('common.loading')}</Loading>
      ) : (
        <Steps
          page={{
            host,
            overview: value,
            replace,
            reload,
            busy: busy || looked.busy,
            tookMs: tookMs + looked.tookMs,
            address,
            looked,
          }}
        />
      )}
    </main>
  );
}
