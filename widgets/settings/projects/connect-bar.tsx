/** The chosen projects, the board they go on, and how far that has come. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import ProgressBar from '@jetbrains/ring-ui-built/components/progress-bar/progress-bar';
import type { Board } from '../../../src/shared/api.ts';
import { Choice } from '../../common/choice.tsx';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import { beforeConnecting, progressSentence, projectCount, stopSentence } from './connect-words.ts';
import type { Connecting } from './use-connecting.ts';

interface ConnectBarProps {
  boards: readonly Board[];
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

function Outcome({ connecting }: { connecting: Connecting }) {
  const { progress, stop, left, done, retry } = connecting;
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
  if (stop !== null && left.length > 0) {
    return (
      <div data-test="connect-stopped">
        <ErrorPanel
          title={
            left.length === 1 ? '1 project is not connected' : `${left.length} projects are not connected`
          }
          failure={stop.failure}
          sentence={stopSentence(stop, left)}
          onRetry={retry}
        />
      </div>
    );
  }
  if (done === 0) return null;
  return (
    <Notice
      kind="success"
      title={done === 1 ? '1 project is connected' : `${done} projects are connected`}
      dataTest="connect-done"
    >
      Fields were matched by name and type. Each project's settings show them, with its filter, results and
      people.
    </Notice>
  );
}

export function ConnectBar({ boards, count, board, onBoard, connecting, off, ...props }: ConnectBarProps) {
  const busy = connecting.progress !== null;
  const problem = hint(count, board, off);
  return (
    <div className="connect" data-test="connect-bar">
      <div className="connect__row">
        <div className="connect__board">
          <Choice
            label="Board"
            placeholder="Choose a board"
            options={boards.map(({ id, name, emoji }) => ({ key: id, label: `${emoji ?? '•'} ${name}` }))}
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
          {beforeConnecting(count)}
        </div>
      )}
      <Outcome connecting={connecting} />
    </div>
  );
}
