/** Says whether this Ducalis takes issues from the app. */

import type { Overview } from '../../../src/shared/api.ts';
import { Notice } from '../../common/notice.tsx';
import { t } from '../../messages/text.tsx';

export function PushSupport({ push }: { push: Overview['connection']['push'] }) {
  if (push === 'unknown') return null;
  if (push === 'supported') {
    return (
      <div className="secondary" data-test="push-supported">
        {t('settings.push.supported')}
      </div>
    );
  }
  return (
    <Notice kind="warning" title={t('settings.push.unsupported.title')} dataTest="push-unsupported">
      {t('settings.push.unsupported.sentence')}
    </Notice>
  );
}
