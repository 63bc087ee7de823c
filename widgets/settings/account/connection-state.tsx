/** The connection with Ducalis in words, and since when they hold. */

import type { Overview } from '../../../src/shared/api.ts';
import { Freshness, useNow } from '../../common/freshness.tsx';
import { clockTime } from '../../common/time.ts';
import { rich, t } from '../../messages/text.tsx';
import { connectionWords } from './connection-words.ts';
import { StateTag } from './state-tag.tsx';

export function ConnectionState({ overview, locale }: { overview: Overview; locale: string }) {
  const now = useNow();
  const words = connectionWords(overview);
  const { checkedAt, notBefore } = overview.connection;
  return (
    <div className="connection" role="status">
      <div className="line">
        <StateTag label={words.label} tone={words.tone} dataTest="connection-state" />
        {checkedAt !== null && (
          <span className="secondary">
            {rich('settings.tested', { time: <Freshness at={checkedAt} locale={locale} /> })}
          </span>
        )}
      </div>
      {notBefore !== null && notBefore > now && (
        <div data-test="connection-waiting">
          {t('settings.waitingUntil', { time: clockTime(notBefore, now, locale) })}
        </div>
      )}
    </div>
  );
}
