/** Step 1: the API token of Ducalis, tested at once, replaced or taken away later. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Link from '@jetbrains/ring-ui-built/components/link/link';
import { useCallback } from 'react';
import type { Board, Overview } from '../../../src/shared/api.ts';
import { DUCALIS_SITE } from '../../../src/shared/ducalis-site.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { FoundList } from '../../common/found-list.tsx';
import { useAction } from '../../common/use-action.ts';
import { useFound } from '../../common/use-found.ts';
import { testConnection } from '../admin-api.ts';
import type { Page } from '../page.ts';
import { ConnectionState } from './connection-state.tsx';
import { DisconnectAccount } from './disconnect-account.tsx';
import { PushSupport } from './push-support.tsx';
import { TokenField } from './token-field.tsx';

const BOARD_WORDS = { one: 'board', many: 'boards', by: 'name' } as const;

function boardText({ name }: Board): string {
  return name;
}

function Boards({ boards }: { boards: Overview['boards'] }) {
  const found = useFound(boards, boardText);
  if (boards.length === 0) return null;
  return (
    <FoundList found={found} words={BOARD_WORDS} name="board">
      {(shown) => (
        <ul className="boards" aria-label="Boards in Ducalis" data-test="boards">
          {shown.map(({ id, name, emoji }) => (
            <li key={id} data-test="board">
              <span className="boards__emoji">{emoji ?? '•'}</span>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
    </FoundList>
  );
}

function replacing({ projects }: Overview): string {
  const waiting = projects.length === 0 ? '' : ', and what waits is sent with it';
  return `The saved token cannot be shown. A new one takes its place at once${waiting}. YouTrack asks you to allow the change.`;
}

export function AccountStep({ page }: { page: Page }) {
  const { host, overview, replace } = page;
  const { busy, failure, run } = useAction();
  const hasToken = overview.connection.state !== 'no-token';
  const test = useCallback(() => run(async () => replace(await testConnection(host))), [host, replace, run]);

  return (
    <>
      {hasToken && <ConnectionState overview={overview} locale={host.locale} />}
      {hasToken && <Boards boards={overview.boards} />}
      {failure !== null && (
        <ErrorPanel title="The test did not run" failure={failure} onRetry={() => void test()} busy={busy} />
      )}
      {!hasToken && (
        <div>
          The API token is in{' '}
          <Link href={DUCALIS_SITE} target="_blank" rel="noreferrer">
            Ducalis
          </Link>{' '}
          under Organization settings → API. You must be an Owner or Admin there.
        </div>
      )}
      <TokenField
        host={host}
        name="ducalisToken"
        label={hasToken ? 'New Ducalis API token' : 'Ducalis API token'}
        button={hasToken ? 'Replace token' : 'Save and test'}
        primary={overview.connection.state !== 'connected'}
        help={
          hasToken
            ? replacing(overview)
            : 'YouTrack asks you to allow the change: choose Allow. Once saved, nobody can read the token any more.'
        }
        onSaved={() => void test()}
      />
      {overview.connection.state === 'connected' && <PushSupport push={overview.connection.push} />}
      {hasToken && (
        <div className="actions">
          <Button onClick={() => void test()} loader={busy} disabled={busy} data-test="test-connection">
            Test connection
          </Button>
          <DisconnectAccount page={page} />
        </div>
      )}
    </>
  );
}
