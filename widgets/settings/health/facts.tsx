/** What is known about the connection as a whole. */
import type { ReactNode } from 'react';
import type { Health } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import { Freshness } from '../../common/freshness.tsx';
import { clockTime } from '../../common/time.ts';
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

const PUSH_WORDS: Readonly<Record<Overview['connection']['push'], string>> = {
  supported: 'understood by this Ducalis',
  unsupported: 'not understood by this Ducalis',
  unknown: 'not tested yet',
};

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
      <Fact name="Connection" dataTest="health-connection">
        {connectionWords(overview).label}
      </Fact>
      {health !== null && (
        <Fact name="Last contact" dataTest="health-answered">
          {answeredAt === null ? 'None yet' : <Freshness at={answeredAt} locale={locale} />}
        </Fact>
      )}
      <Fact name="Last test" dataTest="health-tested">
        {checkedAt === null ? 'None yet' : <Freshness at={checkedAt} locale={locale} />}
      </Fact>
      <Fact name="Rate limiting" dataTest="health-waiting">
        {isWaiting ? `Until ${clockTime(notBefore, now, locale)}` : 'None'}
      </Fact>
      <Fact name="Version of the app" dataTest="health-version">
        {versions.app}
      </Fact>
      <Fact name="Version of the interface" dataTest="health-contract">
        {versions.contract}, {PUSH_WORDS[push]}
      </Fact>
    </dl>
  );
}
