/** How to make the YouTrack token, with everything there is to copy. */

import Link from '@jetbrains/ring-ui-built/components/link/link';
import type { ReactNode } from 'react';
import { CopyField } from '../../common/copy-field.tsx';
import { youTrackPage } from '../../common/youtrack-page.ts';
import { rich, t } from '../../messages/text.tsx';
import type { Address } from '../youtrack-api.ts';
import { TOKEN_NAME } from './reading-words.ts';

export const ACCOUNT_SECURITY = 'users/me?tab=account-security';

interface AccountSecurityLinkProps {
  address: Address | null;
  children: ReactNode;
}

export function AccountSecurityLink({ address, children }: AccountSecurityLinkProps) {
  if (address === null) return <>{children}</>;
  return (
    <Link
      href={youTrackPage(address.baseUrl, ACCOUNT_SECURITY)}
      target="_blank"
      rel="noreferrer"
      data-test="account-security"
    >
      {children}
    </Link>
  );
}

export function MakeToken({ address }: { address: Address | null }) {
  return (
    <>
      <li>
        {rich('settings.makeToken.open', {
          link: (words) => <AccountSecurityLink address={address}>{words}</AccountSecurityLink>,
        })}
      </li>
      <li>
        {t('settings.makeToken.name')}
        <CopyField label={t('settings.makeToken.nameLabel')} value={TOKEN_NAME} dataTest="token-name" />
      </li>
      <li>{rich('settings.makeToken.scope')}</li>
      <li>{t('settings.makeToken.create')}</li>
    </>
  );
}

export function Revocation({ address }: { address: Address | null }) {
  return (
    <div className="secondary" data-test="revocation">
      {rich('settings.revocation', {
        link: (words) => <AccountSecurityLink address={address}>{words}</AccountSecurityLink>,
      })}
    </div>
  );
}
