/** Takes a project off its board, after asking what becomes of its issues there. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Dialog from '@jetbrains/ring-ui-built/components/dialog/dialog';
import { Content, Header } from '@jetbrains/ring-ui-built/components/island/island';
import Panel from '@jetbrains/ring-ui-built/components/panel/panel';
import Radio from '@jetbrains/ring-ui-built/components/radio/radio';
import { useState } from 'react';
import type { Overview } from '../../../src/shared/api.ts';
import { boardTitle } from '../../common/board-title.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { useAction } from '../../common/use-action.ts';
import { disconnectProject, type OnBoard } from '../admin-api.ts';
import type { Page } from '../page.ts';

interface DisconnectDialogProps {
  page: Page;
  project: Overview['projects'][number];
  onClose: () => void;
}

interface OnBoardChoiceProps {
  value: OnBoard;
  onChange: (value: OnBoard) => void;
  disabled: boolean;
}

function OnBoardChoice({ value, onChange, disabled }: OnBoardChoiceProps) {
  return (
    <Radio
      value={value}
      onChange={(chosen) => onChange(chosen === 'remove' ? 'remove' : 'keep')}
      disabled={disabled}
    >
      <Radio.Item
        value="keep"
        help="They stay as they are, with their scores. Connecting the project again goes on with them."
        data-test="disconnect-keep"
      >
        Keep its issues on the board
      </Radio.Item>
      <Radio.Item
        value="remove"
        help="What was evaluated is lost with them. Until the last one has left, the project is shown as leaving."
        data-test="disconnect-remove"
      >
        Remove its issues from the board
      </Radio.Item>
    </Radio>
  );
}

export function DisconnectDialog({ page, project, onClose }: DisconnectDialogProps) {
  const [onBoard, setOnBoard] = useState<OnBoard>('keep');
  const { busy, failure, run } = useAction();
  // What the app has never sent it cannot remove.
  const sends = page.overview.connection.push !== 'unsupported';
  const board = <bdi>{boardTitle(project.board)}</bdi>;
  const name = <bdi>{project.name}</bdi>;
  const disconnect = () =>
    run(async () => {
      try {
        page.replace(await disconnectProject(page.host, project.key, project.board.id, onBoard));
      } catch (reason) {
        // Somebody else may have moved it: what was asked about has to be what is there.
        page.reload();
        throw reason;
      }
      onClose();
    });
  return (
    <Dialog
      show
      label={`Disconnect ${project.name}?`}
      trapFocus
      // Without this class Ring UI does not hear Escape while one of the choices has the focus.
      className="ring-js-shortcuts"
      onEscPress={onClose}
      onOverlayClick={onClose}
      data-test="disconnect-project"
    >
      <Header>Disconnect {name}?</Header>
      <Content>
        <div className="stack">
          <div>
            {sends ? (
              <>
                Changes in {name} are no longer sent to {board}, and its results are no longer fetched.
              </>
            ) : (
              <>Issues of {name} no longer show what Ducalis thinks of them. In Ducalis nothing changes.</>
            )}
          </div>
          {sends && <OnBoardChoice value={onBoard} onChange={setOnBoard} disabled={busy} />}
          <div className="secondary">
            What was chosen for the project is kept, and the app stays attached to it: detach it in the
            project's settings under Apps{onBoard === 'remove' ? ', once it has left the board' : ''}.
          </div>
          {failure !== null && <ErrorPanel title="Still connected" failure={failure} />}
        </div>
      </Content>
      <Panel className="dialog-actions">
        <Button
          danger
          onClick={() => void disconnect()}
          loader={busy}
          disabled={busy}
          data-test="disconnect-confirm"
        >
          {onBoard === 'remove' ? 'Disconnect and remove' : 'Disconnect'}
        </Button>
        <Button onClick={onClose} disabled={busy} data-test="disconnect-cancel">
          Stay connected
        </Button>
      </Panel>
    </Dialog>
  );
}
