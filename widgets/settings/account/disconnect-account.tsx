/** Takes the Ducalis token out of YouTrack, after saying what that means. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Confirm from '@jetbrains/ring-ui-built/components/confirm/confirm';
import { useState } from 'react';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import { useAction } from '../../common/use-action.ts';
import { t } from '../../messages/text.tsx';
import { loadOverview } from '../admin-api.ts';
import type { Page } from '../page.ts';
import { saveSecret } from '../youtrack-api.ts';

function Consequences() {
  return (
    <div className="stack">
      <p>{t('settings.disconnect.token')}</p>
      <p>{t('settings.disconnect.kept')}</p>
      <p>{t('settings.disconnect.asks')}</p>
    </div>
  );
}

export function DisconnectAccount({ page }: { page: Page }) {
  const [asking, setAsking] = useState(false);
  const [cleared, setCleared] = useState(false);
  const [kept, setKept] = useState(false);
  const { busy, failure, run } = useAction();

  const disconnect = () =>
    run(async () => {
      setAsking(false);
      await saveSecret(page.host, 'ducalisToken', null);
      setCleared(true);
      const overview = await loadOverview(page.host);
      setKept(overview.connection.state !== 'no-token');
      page.replace(overview);
    });

  return (
    <>
      <Button onClick={() => setAsking(true)} loader={busy} disabled={busy} data-test="disconnect-account">
        {t('settings.disconnect.button')}
      </Button>
      <Confirm
        show={asking}
        text={t('settings.disconnect.question')}
        description={<Consequences />}
        confirmLabel={t('settings.disconnect.confirm')}
        rejectLabel={t('settings.disconnect.reject')}
        cancelIsDefault
        onConfirm={() => void disconnect()}
        onReject={() => setAsking(false)}
      />
      {failure !== null && (
        <ErrorPanel
          title={t(cleared ? 'settings.disconnect.notReread' : 'settings.disconnect.failed')}
          failure={failure}
          onRetry={() => void disconnect()}
        />
      )}
      {kept && (
        <Notice kind="warning" title={t('settings.disconnect.keptToken.title')} dataTest="token-kept">
          {t('settings.disconnect.keptToken.sentence')}
        </Notice>
      )}
    </>
  );
}
