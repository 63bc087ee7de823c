/** The connection with Ducalis: its state in words, the two tokens, and a test on demand. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { H2 } from '@jetbrains/ring-ui-built/components/heading/heading';
import { useState } from 'react';
import { type Overview, OverviewSchema } from '../../../src/shared/api.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { type HostFailure, toFailure } from '../../common/failure.ts';
import { Freshness, useNow } from '../../common/freshness.tsx';
import type { Host } from '../../common/host.ts';
import { clockTime } from '../../common/time.ts';
import { connectionWords } from './connection-words.ts';
import { PushSupport } from './push-support.tsx';
import { StateTag } from './state-tag.tsx';
import { TokenField } from './token-field.tsx';

interface AccountProps {
  host: Host;
  overview: Overview;
  onTested: (overview: Overview) => void;
}

function ConnectionState({ host, overview }: { host: Host; overview: Overview }) {
  const now = useNow();
  const words = connectionWords(overview);
  const { checkedAt, notBefore } = overview.connection;
  return (
    <div className="connection" role="status">
      <div className="connection__line">
        <StateTag label={words.label} tone={words.tone} dataTest="connection-state" />
        {checkedAt !== null && (
          <span className="secondary">
            Tested <Freshness at={checkedAt} locale={host.locale} />
          </span>
        )}
      </div>
      <div data-test="connection-sentence">{words.sentence}</div>
      {notBefore !== null && notBefore > now && (
        <div data-test="connection-waiting">
          Waiting to retry at {clockTime(notBefore, now, host.locale)}.
        </div>
      )}
    </div>
  );
}

function Boards({ boards }: { boards: Overview['boards'] }) {
  if (boards.length === 0) return null;
  return (
    <ul className="boards" aria-label="Boards in Ducalis" data-test="boards">
      {boards.map(({ id, name, emoji }) => (
        <li key={id}>
          <span className="boards__emoji">{emoji ?? '•'}</span>
          {name}
        </li>
      ))}
    </ul>
  );
}

export function AccountSection({ host, overview, onTested }: AccountProps) {
  const [testing, setTesting] = useState(false);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const { state, push } = overview.connection;

  const test = async () => {
    setTesting(true);
    setFailure(null);
    try {
      onTested(await host.app('admin/test-connection', OverviewSchema, { method: 'POST', body: {} }));
    } catch (reason) {
      setFailure(toFailure(reason));
    } finally {
      setTesting(false);
    }
  };

  return (
    <section className="panel" aria-labelledby="account-title">
      <H2 id="account-title">Ducalis account</H2>
      <ConnectionState host={host} overview={overview} />
      <Boards boards={overview.boards} />
      {state !== 'no-token' && (
        <div>
          <Button onClick={() => void test()} loader={testing} disabled={testing} data-test="test-connection">
            Test connection
          </Button>
        </div>
      )}
      {failure !== null && (
        <ErrorPanel
          title="The test did not run"
          failure={failure}
          onRetry={() => void test()}
          busy={testing}
        />
      )}
      <PushSupport push={push} />
      <TokenField
        host={host}
        name="ducalisToken"
        label="Ducalis API token"
        button="Save token"
        primary={state === 'no-token'}
        help="Of an Owner or Admin in Ducalis. YouTrack asks you to confirm, then nobody can read the token any more."
        onSaved={() => void test()}
      />
    </section>
  );
}
