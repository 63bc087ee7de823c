/** The token is made, saved as a secret, and handed to Ducalis in one call. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { useState } from 'react';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { useAction } from '../../common/use-action.ts';
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
          Paste it here. YouTrack asks you to allow the change.
          <TokenField
            host={host}
            name="youtrackToken"
            label={hasYouTrackToken ? 'New YouTrack token' : 'YouTrack token'}
            button={hasYouTrackToken ? 'Replace token' : 'Save token'}
            primary={!hasYouTrackToken || needsAnother}
            help={
              hasYouTrackToken
                ? 'A token is saved. Nobody can read it; replacing it here does not revoke the old one.'
                : 'It begins with "perm". Once saved, nobody can read it any more.'
            }
            onSaved={() => {
              setReplaced(true);
              reload();
            }}
          />
        </li>
        <li>
          Hand it to Ducalis: the app sends it together with the base URL, and Ducalis tries it at once.
          <div className="actions">
            <Button
              primary={hasYouTrackToken && !needsAnother && !isConnected && !isByHand}
              onClick={() => void send()}
              loader={busy || isAsking}
              disabled={!hasYouTrackToken || address === null || busy || isAsking}
              title={hasYouTrackToken ? undefined : 'Save a YouTrack token first'}
              data-test="send-token"
            >
              {isConnected ? 'Send to Ducalis again' : 'Send to Ducalis'}
            </Button>
          </div>
        </li>
      </ol>
      {!isConnected && !isAsking && !isByHand && (
        <SayDone label="I have connected it in Ducalis already" done={false} introduce={introduce} />
      )}
      {failure !== null && (
        <ErrorPanel
          title="Nothing was handed over"
          failure={failure}
          onRetry={() => void send()}
          busy={busy}
        />
      )}
    </>
  );
}
