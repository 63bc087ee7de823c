/** How to make the YouTrack token, with everything there is to copy. */
import Link from '@jetbrains/ring-ui-built/components/link/link';
import { CopyField } from '../../common/copy-field.tsx';
import { youTrackPage } from '../../common/youtrack-page.ts';
import type { Address } from '../youtrack-api.ts';
import { SCOPES, TOKEN_NAME } from './reading-words.ts';

export const ACCOUNT_SECURITY = 'users/me?tab=account-security';

export function AccountSecurityLink({ address }: { address: Address | null }) {
  const text = 'Profile → Account Security';
  if (address === null) return <>{text}</>;
  return (
    <Link
      href={youTrackPage(address.baseUrl, ACCOUNT_SECURITY)}
      target="_blank"
      rel="noreferrer"
      data-test="account-security"
    >
      {text}
    </Link>
  );
}

export function MakeToken({ address }: { address: Address | null }) {
  return (
    <>
      <li>
        Open <AccountSecurityLink address={address} /> and choose <b>New token</b>. The token can do what you
        may do, so you should be a YouTrack administrator.
      </li>
      <li>
        Give it a name that you will recognise:
        <CopyField label="Name of the token" value={TOKEN_NAME} dataTest="token-name" />
      </li>
      <li>
        As scope choose <b>{SCOPES[0]}</b> and <b>{SCOPES[1]}</b>, and remove every other service.
      </li>
      <li>Create the token and copy it. YouTrack shows it only once.</li>
    </>
  );
}

export function Revocation({ address }: { address: Address | null }) {
  return (
    <div className="secondary" data-test="revocation">
      You can revoke the token at any time under <AccountSecurityLink address={address} />. Ducalis then stops
      reading YouTrack at once; what it has already read stays there. Deleting the integration in Ducalis
      instead erases its boards, issues and scores for good.
    </div>
  );
}
