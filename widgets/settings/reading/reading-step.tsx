/** Step 2: Ducalis gets the address and a permanent token of this YouTrack, from the app or by hand. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { OverviewSchema } from '../../../src/shared/api.ts';
import { CopyField } from '../../common/copy-field.tsx';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { Notice } from '../../common/notice.tsx';
import { t } from '../../messages/text.tsx';
import { knownAddress, type Page } from '../page.ts';
import { ByHand } from './by-hand.tsx';
import { Revocation } from './make-token.tsx';
import { isSentByApp } from './reading-words.ts';
import { SendToken } from './send-token.tsx';

function BaseUrl({ page }: { page: Page }) {
  const { value, failure, busy, reload } = page.address;
  if (failure !== null) return <LoadError title={t('settings.address.notFound')} loaded={page.address} />;
  if (value === null) return <Loading dataTest="address-loading">{t('settings.address.loading')}</Loading>;
  if (value === 'no-issue') {
    return (
      <Notice
        kind="info"
        title={t('settings.address.unknown.title')}
        dataTest="no-address"
        actions={
          <Button onClick={reload} loader={busy} disabled={busy} data-test="address-retry">
            {t('settings.address.again')}
          </Button>
        }
      >
        {t('settings.address.unknown.sentence')}
      </Notice>
    );
  }
  return <CopyField label={t('settings.address.label')} value={`${value.baseUrl}/`} dataTest="base-url" />;
}

function Refused({ complaint }: { complaint: string | null }) {
  return (
    <Notice kind="error" title={t('settings.reading.refused.title')} dataTest="integration-refused">
      {complaint !== null && (
        <div data-test="integration-complaint">{t('settings.reading.refused.says', { complaint })}</div>
      )}
      {t('settings.reading.refused.sentence')}
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
        <Notice kind="error" title={t('settings.reading.silent.title')} dataTest="integration-failed">
          {t('settings.reading.silent.sentence')}
        </Notice>
      )}
      {integration.notes.length > 0 && (
        <Notice kind="info" title={t('settings.reading.notes')} dataTest="integration-notes">
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
