/** Takes the Ducalis token out of YouTrack, after saying what that means. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Confirm from '@jetbrains/ring-ui-built/components/confirm/confirm';
import { useState } from 'react';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import { useAction } from '../../common/use-action.ts';
import { loadOverview } from '../admin-api.ts';
import type { Page } from '../page.ts';
import { saveSecret } from '../youtrack-api.ts';

const CONSEQUENCES = (
  <div className="stack">
    <p>
      YouTrack forgets the Ducalis API token. Issues are no longer sent and results no longer fetched. Changes
      made meanwhile are noted, and sent when a token is saved again.
    </p>
    <p>
      Nothing is lost: boards, issues and scores stay in Ducalis, and your choices for each project stay here.
      Only deleting the integration in Ducalis itself erases its boards, issues, scores, teams and criteria,
      for good.
    </p>
    <p>YouTrack then asks you to allow the change.</p>
  </div>
);

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
        Disconnect…
      </Button>
      <Confirm
        show={asking}
        text="Disconnect from Ducalis?"
        description={CONSEQUENCES}
        confirmLabel="Disconnect"
        rejectLabel="Stay connected"
        cancelIsDefault
        onConfirm={() => void disconnect()}
        onReject={() => setAsking(false)}
      />
      {failure !== null && (
        <ErrorPanel
          title={cleared ? 'The token was cleared, but the page could not look again' : 'Still connected'}
          failure={failure}
          onRetry={() => void disconnect()}
        />
      )}
      {kept && (
        <Notice kind="warning" title="YouTrack has kept the token" dataTest="token-kept">
          Clear it under Administration → Apps → Ducalis → Settings.
        </Notice>
      )}
    </>
  );
}
