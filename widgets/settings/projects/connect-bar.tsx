/** The chosen projects, the board they go on, and how far that has come. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import ProgressBar from '@jetbrains/ring-ui-built/components/progress-bar/progress-bar';
import type { Board } from '../../../src/shared/api.ts';
import { Choice } from '../../common/choice.tsx';
import { someNames } from '../../common/counts.ts';
import { Notice } from '../../common/notice.tsx';
import { type Message, message } from '../../messages/message.ts';
import { rich, t, textOf } from '../../messages/text.tsx';
import { boardLabel } from './board-choice.ts';
import { beforeConnecting, leftTitle, progressSentence, reasons } from './connect-words.ts';
import type { Connecting } from './use-connecting.ts';

interface ConnectBarProps {
  boards: readonly Board[];
  /** Whether this Ducalis takes issues from the app. */
  sends: boolean;
  count: number;
  board: string | null;
  onBoard: (board: string | null) => void;
  onClear: () => void;
  onConnect: () => void;
  connecting: Connecting;
  /** Why nothing can be connected now. */
  off: Message | null;
}

function hint(count: number, board: string | null, off: Message | null): Message | undefined {
  if (off !== null) return off;
  if (count === 0) return message('settings.connect.chooseProjects');
  return board === null ? message('settings.connect.chooseBoard') : undefined;
}

/** After a run that could not connect all: what is left stays chosen. */
function Left({ connecting: { done, outcome, retry } }: Pick<ConnectBarProps, 'connecting'>) {
  const { failed, notAsked } = outcome;
  const left = failed.length + notAsked.length;
  return (
    <Notice
      kind="error"
      title={textOf(leftTitle(left, left + done.length))}
      dataTest="connect-left"
      actions={
        <Button onClick={retry} data-test="connect-retry">
          {t('common.retry')}
        </Button>
      }
    >
      {reasons(failed).map(({ key, projects, reason }) => (
        <div key={key} data-test="connect-failed">
          {rich('settings.connect.failed', { projects, reason })}
        </div>
      ))}
      {notAsked.length > 0 && (
        <div data-test="connect-not-asked">
          {rich('settings.connect.notAsked', { projects: someNames(notAsked.map(({ name }) => name)) })}
        </div>
      )}
      {done.length > 0 && (
        <div>{rich('settings.connect.connected', { projects: someNames(done.map(({ name }) => name)) })}</div>
      )}
    </Notice>
  );
}

function Outcome({ connecting, sends, count }: Pick<ConnectBarProps, 'connecting' | 'sends' | 'count'>) {
  const { progress, done, outcome } = connecting;
  if (progress !== null) {
    return (
      <div role="status" data-test="connect-progress">
        <div>{textOf(progressSentence(progress))}</div>
        <ProgressBar
          label={t('settings.connect.label')}
          max={progress.of}
          value={progress.doing === 'attaching' ? progress.at - 1 : progress.of}
        />
      </div>
    );
  }
  if (outcome.failed.length + outcome.notAsked.length > 0) return <Left connecting={connecting} />;
  // Once others are chosen, the last ones are no news any more.
  if (done.length === 0 || count > 0) return null;
  return (
    <Notice kind="success" title={t('settings.connect.done', { count: done.length })} dataTest="connect-done">
      {t(sends ? 'settings.connect.after.sends' : 'settings.connect.after.reads')}
    </Notice>
  );
}

export function ConnectBar(props: ConnectBarProps) {
  const { boards, sends, count, board, onBoard, connecting, off } = props;
  const busy = connecting.progress !== null;
  const problem = hint(count, board, off);
  return (
    <div className="connect" data-test="connect-bar">
      <div className="connect__row">
        <div className="connect__board">
          <Choice
            label={t('pages.boardLabel')}
            placeholder={t('pages.chooseBoard')}
            options={boards.map((board) => ({ key: board.id, label: boardLabel(board) }))}
            value={board}
            onChange={onBoard}
            disabled={busy || off !== null}
            dataTest="connect-board"
          />
        </div>
        <span title={problem === undefined ? undefined : textOf(problem)}>
          <Button
            primary
            onClick={props.onConnect}
            loader={busy}
            disabled={busy || problem !== undefined}
            data-test="connect"
          >
            {t('settings.connect.button', { count })}
          </Button>
        </span>
        {count > 0 && (
          <Button inline onClick={props.onClear} disabled={busy} data-test="choose-none">
            {t('settings.connect.chooseNone')}
          </Button>
        )}
      </div>
      {!busy && off === null && (
        <div className="secondary" data-test="connect-before">
          {textOf(beforeConnecting(count, sends))}
        </div>
      )}
      <Outcome connecting={connecting} sends={sends} count={count} />
    </div>
  );
}
