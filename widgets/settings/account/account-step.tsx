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
import { type Message, message } from '../../messages/message.ts';
import { rich, t, textOf } from '../../messages/text.tsx';
import { testConnection } from '../admin-api.ts';
import type { Page } from '../page.ts';
import { ConnectionState } from './connection-state.tsx';
import { DisconnectAccount } from './disconnect-account.tsx';
import { PushSupport } from './push-support.tsx';
import { TokenField } from './token-field.tsx';

function boardText({ name }: Board): string {
  return name;
}

function Boards({ boards }: { boards: Overview['boards'] }) {
  const found = useFound(boards, boardText);
  if (boards.length === 0) return null;
  return (
    <FoundList found={found} rows="board" name="board">
      {(shown) => (
        <ul className="boards" aria-label={t('settings.account.boards')} data-test="boards">
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

function help({ connection, projects }: Overview): Message {
  if (connection.state === 'no-token') return message('settings.account.help');
  return message(projects.length === 0 ? 'settings.account.replacing' : 'settings.account.replacingWaiting');
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
      {hasToken && overview.unreadableBoards > 0 && (
        <div data-test="boards-unreadable">
          {t('settings.account.unreadable', { count: overview.unreadableBoards })}
        </div>
      )}
      {failure !== null && (
        <ErrorPanel
          title={t('settings.testNotRun')}
          failure={failure}
          onRetry={() => void test()}
          busy={busy}
        />
      )}
      {!hasToken && (
        <div>
          {rich('settings.account.where', {
            link: (words) => (
              <Link href={DUCALIS_SITE} target="_blank" rel="noreferrer">
                {words}
              </Link>
            ),
          })}
        </div>
      )}
      <TokenField
        host={host}
        name="ducalisToken"
        label={t(hasToken ? 'settings.account.newToken' : 'settings.account.token')}
        button={t(hasToken ? 'settings.replaceToken' : 'settings.account.saveAndTest')}
        primary={overview.connection.state !== 'connected'}
        help={textOf(help(overview))}
        onSaved={() => void test()}
      />
      {overview.connection.state === 'connected' && <PushSupport push={overview.connection.push} />}
      {hasToken && (
        <div className="actions">
          <Button onClick={() => void test()} loader={busy} disabled={busy} data-test="test-connection">
            {t('settings.testConnection')}
          </Button>
          <DisconnectAccount page={page} />
        </div>
      )}
    </>
  );
}
