/** The chosen projects, the board they go on, and how far that has come. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import ProgressBar from '@jetbrains/ring-ui-built/components/progress-bar/progress-bar';
import type { Board } from '../../../src/shared/api.ts';
import { Choice } from '../../common/choice.tsx';
import { someNames } from '../../common/counts.ts';
import { Notice } from '../../common/notice.tsx';
import { boardLabel } from './board-choice.ts';
import {
  afterConnecting,
  beforeConnecting,
  leftTitle,
  progressSentence,
  projectCount,
  reasons,
} from './connect-words.ts';
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
  off: string | null;
}

function hint(count: number, board: string | null, off: string | null): string | undefined {
  if (off !== null) return off;
  if (count === 0) return 'Choose projects in the list first';
  return board === null ? 'Choose a board first' : undefined;
}

/** After a run that could not connect all: what is left stays chosen. */
function Left({ connecting: { done, outcome, retry } }: Pick<ConnectBarProps, 'connecting'>) {
  const { failed, notAsked } = outcome;
  const left = failed.length + notAsked.length;
  return (
    <Notice
      kind="error"
      title={leftTitle(left, left + done.length)}
      dataTest="connect-left"
      actions={
        <Button onClick={retry} data-test="connect-retry">
          Retry
        </Button>
      }
    >
      {reasons(failed).map(({ projects, reason }) => (
        <div key={reason} data-test="connect-failed">
          <b>
            <bdi>{projects}</bdi>:
          </b>{' '}
          {reason}
        </div>
      ))}
      {notAsked.length > 0 && (
        <div data-test="connect-not-asked">
          <b>
            <bdi>{someNames(notAsked.map(({ name }) => name))}</bdi>:
          </b>{' '}
          Not asked about any more.
        </div>
      )}
      {done.length > 0 && (
        <div>
          Connected: <bdi>{someNames(done.map(({ name }) => name))}</bdi>.
        </div>
      )}
    </Notice>
  );
}

function Outcome({ connecting, sends, count }: Pick<ConnectBarProps, 'connecting' | 'sends' | 'count'>) {
  const { progress, done, outcome } = connecting;
  if (progress !== null) {
    return (
      <div role="status" data-test="connect-progress">
        <div>{progressSentence(progress)}</div>
        <ProgressBar
          label="Connecting projects"
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
    <Notice
      kind="success"
      title={done.length === 1 ? '1 project is connected' : `${done.length} projects are connected`}
      dataTest="connect-done"
    >
      {afterConnecting(sends)}
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
            label="Board"
            placeholder="Choose a board"
            options={boards.map((board) => ({ key: board.id, label: boardLabel(board) }))}
            value={board}
            onChange={onBoard}
            disabled={busy || off !== null}
            dataTest="connect-board"
          />
        </div>
        <span title={problem}>
          <Button
            primary
            onClick={props.onConnect}
            loader={busy}
            disabled={busy || problem !== undefined}
            data-test="connect"
          >
            {count === 0 ? 'Connect projects' : `Connect ${projectCount(count)}`}
          </Button>
        </span>
        {count > 0 && (
          <Button inline onClick={props.onClear} disabled={busy} data-test="choose-none">
            Choose none
          </Button>
        )}
      </div>
      {!busy && off === null && (
        <div className="secondary" data-test="connect-before">
          {beforeConnecting(count, sends)}
        </div>
      )}
      <Outcome connecting={connecting} sends={sends} count={count} />
    </div>
  );
}
