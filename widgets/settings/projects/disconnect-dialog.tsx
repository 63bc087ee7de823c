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
import { rich, t } from '../../messages/text.tsx';
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
      <Radio.Item value="keep" help={t('settings.leave.keepHelp')} data-test="disconnect-keep">
        {t('settings.leave.keep')}
      </Radio.Item>
      <Radio.Item value="remove" help={t('settings.leave.removeHelp')} data-test="disconnect-remove">
        {t('settings.leave.remove')}
      </Radio.Item>
    </Radio>
  );
}

export function DisconnectDialog({ page, project, onClose }: DisconnectDialogProps) {
  const [onBoard, setOnBoard] = useState<OnBoard>('keep');
  const { busy, failure, run } = useAction();
  // What the app has never sent it cannot remove.
  const sends = page.overview.connection.push !== 'unsupported';
  const { name } = project;
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
      label={t('settings.leave.label', { project: name })}
      trapFocus
      // Without this class Ring UI does not hear Escape while one of the choices has the focus.
      className="ring-js-shortcuts"
      onEscPress={onClose}
      onOverlayClick={onClose}
      data-test="disconnect-project"
    >
      <Header>{rich('settings.leave.title', { project: name })}</Header>
      <Content>
        <div className="stack">
          <div>
            {sends
              ? rich('settings.leave.sends', { project: name, board: boardTitle(project.board) })
              : rich('settings.leave.reads', { project: name })}
          </div>
          {sends && <OnBoardChoice value={onBoard} onChange={setOnBoard} disabled={busy} />}
          <div className="secondary">
            {t(onBoard === 'remove' ? 'settings.leave.keptUntilLeft' : 'settings.leave.kept')}
          </div>
          {failure !== null && <ErrorPanel title={t('settings.disconnect.failed')} failure={failure} />}
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
          {t(onBoard === 'remove' ? 'settings.leave.confirmRemove' : 'settings.leave.confirm')}
        </Button>
        <Button onClick={onClose} disabled={busy} data-test="disconnect-cancel">
          {t('settings.disconnect.reject')}
        </Button>
      </Panel>
    </Dialog>
  );
}
