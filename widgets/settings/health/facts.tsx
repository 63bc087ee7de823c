/** What is known about the connection as a whole. */

import type { ReactNode } from 'react';
import type { Health } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import { Freshness } from '../../common/freshness.tsx';
import { clockTime } from '../../common/time.ts';
import { t, textOf } from '../../messages/text.tsx';
import { connectionWords } from '../account/connection-words.ts';
import type { Versions } from './diagnostics.ts';

interface FactProps {
  name: string;
  dataTest: string;
  /** In a row of its own. */
  wide?: boolean;
  children: ReactNode;
}

/** One name with its value, in a list of them. */
export function Fact({ name, dataTest, wide = false, children }: FactProps) {
  return (
    <div className={wide ? 'health__fact health__fact--wide' : 'health__fact'}>
      <dt className="secondary">{name}</dt>
      <dd data-test={dataTest}>{children}</dd>
    </div>
  );
}

interface FactsProps {
  overview: Overview;
  health: Health | null;
  versions: Versions;
  now: number;
  locale: string;
}

export function Facts({ overview, health, versions, now, locale }: FactsProps) {
  const { checkedAt, notBefore, push } = overview.connection;
  const answeredAt = health?.answeredAt ?? null;
  const isWaiting = notBefore !== null && notBefore > now;
  return (
    <dl className="health__facts health__facts--whole" data-test="health-facts">
      <Fact name={t('settings.fact.connection')} dataTest="health-connection">
        {textOf(connectionWords(overview).label)}
      </Fact>
      {health !== null && (
        <Fact name={t('settings.fact.answered')} dataTest="health-answered">
          {answeredAt === null ? t('settings.noneYet') : <Freshness at={answeredAt} locale={locale} />}
        </Fact>
      )}
      <Fact name={t('settings.fact.tested')} dataTest="health-tested">
        {checkedAt === null ? t('settings.noneYet') : <Freshness at={checkedAt} locale={locale} />}
      </Fact>
      <Fact name={t('settings.fact.waiting')} dataTest="health-waiting">
        {isWaiting ? t('settings.until', { time: clockTime(notBefore, now, locale) }) : t('settings.none')}
      </Fact>
      <Fact name={t('settings.fact.version')} dataTest="health-version">
        {versions.app}
      </Fact>
      <Fact name={t('settings.fact.contract')} dataTest="health-contract">
        {t(`settings.fact.push.${push}`, { version: versions.contract })}
      </Fact>
    </dl>
  );
}
