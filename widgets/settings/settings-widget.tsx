/** The app's administration page: the Ducalis account on one side, the projects on the other. */
import './settings.css';
import { H1 } from '@jetbrains/ring-ui-built/components/heading/heading';
import LoaderInline from '@jetbrains/ring-ui-built/components/loader-inline/loader-inline';
import { useCallback, useEffect } from 'react';
import { OverviewSchema } from '../../src/shared/api.ts';
import { ErrorPanel } from '../common/error-panel.tsx';
import type { Host } from '../common/host.ts';
import { useCall } from '../common/use-call.ts';
import { AccountSection } from './account/account-section.tsx';
import { ProjectsSection } from './projects/projects-section.tsx';

export function SettingsWidget({ host }: { host: Host }) {
  const overview = useCall(useCallback(() => host.app('admin/overview', OverviewSchema, {}), [host]));
  useEffect(() => host.onRefresh(overview.reload), [host, overview.reload]);

  return (
    <main className="settings" data-test="settings-widget">
      <header>
        <H1>Ducalis</H1>
        <div className="secondary">
          Sends issues to Ducalis as they change and shows their priority and score in YouTrack.
        </div>
      </header>
      {overview.failure !== null && (
        <ErrorPanel
          title="Could not load"
          failure={overview.failure}
          onRetry={overview.reload}
          busy={overview.busy}
        />
      )}
      {overview.value === null ? (
        overview.busy && <LoaderInline data-test="settings-loading">Loading…</LoaderInline>
      ) : (
        <div className="settings__columns">
          <AccountSection host={host} overview={overview.value} onTested={overview.replace} />
          <ProjectsSection host={host} overview={overview.value} onSaved={overview.reload} />
        </div>
      )}
    </main>
  );
}
