/** The token is made, saved as a secret, and handed to Ducalis in one call. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { useState } from 'react';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { useAction } from '../../common/use-action.ts';
import { t } from '../../messages/text.tsx';
import { TokenField } from '../account/token-field.tsx';
import type { Page } from '../page.ts';
import type { Address } from '../youtrack-api.ts';
import { SayDone } from './by-hand.tsx';
import { MakeToken } from './make-token.tsx';

interface SendTokenProps {
  page: Page;
  address: Address | null;
  introduce: (body: { how: 'by-hand' } | { how: 'send'; project: string }) => Promise<void>;
}

export function SendToken({ page, address, introduce }: SendTokenProps) {
  const { host, overview, reload } = page;
  const { busy, failure, run } = useAction();
  const [isReplaced, setReplaced] = useState(false);
  const { hasYouTrackToken } = overview;
  const isConnected = overview.integration.state === 'connected';
  const isAsking = overview.integration.state === 'asking';
  const isRefused = overview.integration.state === 'refused';
  const isByHand = overview.integration.state === 'by-hand';
  /** Sending the token that Ducalis has refused once more would not help. */
  const needsAnother = isRefused && !isReplaced;
  const send = () =>
    run(async () => {
      setReplaced(false);
      if (address !== null) await introduce({ how: 'send', project: address.project });
    });
  return (
    <>
      <ol className="steps">
        <MakeToken address={address} />
        <li>
          {t('settings.send.paste')}
          <TokenField
            host={host}
            name="youtrackToken"
            label={t(hasYouTrackToken ? 'settings.send.newToken' : 'settings.send.token')}
            button={t(hasYouTrackToken ? 'settings.replaceToken' : 'settings.send.save')}
            primary={!hasYouTrackToken || needsAnother}
            help={t(hasYouTrackToken ? 'settings.send.saved' : 'settings.send.help')}
            onSaved={() => {
              setReplaced(true);
              reload();
            }}
          />
        </li>
        <li>
          {t('settings.send.handOver')}
          <div className="actions">
            <Button
              primary={hasYouTrackToken && !needsAnother && !isConnected && !isByHand}
              onClick={() => void send()}
              loader={busy || isAsking}
              disabled={!hasYouTrackToken || address === null || busy || isAsking}
              title={hasYouTrackToken ? undefined : t('settings.send.first')}
              data-test="send-token"
            >
              {t(isConnected ? 'settings.send.again' : 'settings.send.button')}
            </Button>
          </div>
        </li>
      </ol>
      {!isConnected && !isAsking && !isByHand && (
        <SayDone label={t('settings.byHand.already')} done={false} introduce={introduce} />
      )}
      {failure !== null && (
        <ErrorPanel
          title={t('settings.send.failed')}
          failure={failure}
          onRetry={() => void send()}
          busy={busy}
        />
      )}
    </>
  );
}
