/** Step 2: Ducalis gets the address and a permanent token of this YouTrack, from the app or by hand. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { OverviewSchema } from '../../../src/shared/api.ts';
import { CopyField } from '../../common/copy-field.tsx';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { Notice } from '../../common/notice.tsx';
import { knownAddress, type Page } from '../page.ts';
import { ByHand } from './by-hand.tsx';
import { Revocation } from './make-token.tsx';
import { isSentByApp } from './reading-words.ts';
import { SendToken } from './send-token.tsx';

function BaseUrl({ page }: { page: Page }) {
  const { value, failure, busy, reload } = page.address;
  if (failure !== null) return <LoadError title="Could not find the address" loaded={page.address} />;
  if (value === null)
    return <Loading dataTest="address-loading">Looking up the address of this YouTrack…</Loading>;
  if (value === 'no-issue') {
    return (
      <Notice
        kind="info"
        title="The address of this YouTrack is not known yet"
        dataTest="no-address"
        actions={
          <Button onClick={reload} loader={busy} disabled={busy} data-test="address-retry">
            Look again
          </Button>
        }
      >
        The app learns it from an issue, and there is none yet. Create one in any project, then look again.
      </Notice>
    );
  }
  return <CopyField label="Base URL of this YouTrack" value={`${value.baseUrl}/`} dataTest="base-url" />;
}

function Refused({ complaint }: { complaint: string | null }) {
  return (
    <Notice kind="error" title="Ducalis could not read this YouTrack" dataTest="integration-refused">
      {complaint !== null && <div data-test="integration-complaint">Ducalis says: {complaint}</div>}
      Check that the token is not revoked, has both scopes, and belongs to an administrator. Then save it
      again and send it.
    </Notice>
  );
}

export function ReadingStep({ page }: { page: Page }) {
  const { integration } = page.overview;
  const address = knownAddress(page);
  const introduce = async (body: { how: 'by-hand' } | { how: 'send'; project: string }) =>
    page.replace(await page.host.app('admin/integration', OverviewSchema, { method: 'POST', body }));
  return (
    <>
      {integration.state === 'refused' && <Refused complaint={integration.complaint} />}
      {integration.state === 'failed' && (
        <Notice kind="error" title="Ducalis has not answered" dataTest="integration-failed">
          Whether it has taken the token is not known. Sending it again does no harm.
        </Notice>
      )}
      {integration.notes.length > 0 && (
        <Notice kind="info" title="What Ducalis says of this token" dataTest="integration-notes">
          {integration.notes.map((note) => (
            <div key={note}>{note}</div>
          ))}
        </Notice>
      )}
      <BaseUrl page={page} />
      {isSentByApp(page.overview) ? (
        <SendToken page={page} address={address} introduce={introduce} />
      ) : (
        <ByHand address={address} introduce={introduce} done={integration.state === 'by-hand'} />
      )}
      <Revocation address={address} />
    </>
  );
}
