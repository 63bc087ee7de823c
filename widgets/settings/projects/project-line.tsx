/** One project: its board, how many issues it has, its state in a word, and what can be done with it. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Checkbox from '@jetbrains/ring-ui-built/components/checkbox/checkbox';
import Link from '@jetbrains/ring-ui-built/components/link/link';
import { ownTab } from '../../common/youtrack-page.ts';
import { t, textOf } from '../../messages/text.tsx';
import { StateTag } from '../account/state-tag.tsx';
import type { ProjectWords } from '../project-words.ts';
import type { Address } from '../youtrack-api.ts';
import type { ProjectRow } from './rows.ts';

interface ProjectLineProps {
  row: ProjectRow;
  words: ProjectWords;
  /** Undefined while it is not known. */
  issues: number | undefined;
  address: Address | null;
  chosen: boolean;
  isConnecting: boolean;
  off: boolean;
  onChoose: (chosen: boolean) => void;
  onDisconnect: () => void;
}

function Name({ name, project }: { name: string; project: string }) {
  return (
    <span className="project__name">
      <bdi className="project__title">{name}</bdi> <span className="secondary">{project}</span>
    </span>
  );
}

function SettingsLink({ project, address }: { project: string; address: Address | null }) {
  if (address === null) {
    return (
      <span className="secondary" title={t('settings.line.noAddress')}>
        {t('settings.line.settings')}
      </span>
    );
  }
  return (
    <Link
      href={ownTab(address.baseUrl, project)}
      target="_blank"
      rel="noreferrer"
      title={t('settings.line.settingsTitle')}
      data-test="project-settings"
    >
      {t('settings.line.settings')}
    </Link>
  );
}

export function ProjectLine({ row, words, issues, address, ...props }: ProjectLineProps) {
  const { key, name, connected } = row;
  return (
    <li className="project" data-test="project" data-project={key} data-state={words.state}>
      {connected === null ? (
        <Checkbox
          containerClassName="project__head"
          checked={props.chosen}
          disabled={props.isConnecting || props.off}
          onChange={(event) => props.onChoose(event.target.checked)}
          data-test="project-choose"
        >
          <Name name={name} project={key} />
        </Checkbox>
      ) : (
        <span className="project__head project__head--connected">
          <Name name={name} project={key} />
        </span>
      )}
      <span className="project__board" data-test="project-board">
        {connected !== null && (
          <>
            <span aria-hidden="true">{connected.board.emoji ?? '•'}</span> <bdi>{connected.board.name}</bdi>
          </>
        )}
      </span>
      <span className="project__issues secondary" data-test="project-issues">
        {issues !== undefined && t('settings.line.issues', { count: issues })}
      </span>
      <span className="project__state">
        {connected === null ? (
          <span className="secondary" data-test="project-state">
            {textOf(words.label)}
          </span>
        ) : (
          <StateTag label={words.label} tone={words.tone} dataTest="project-state" />
        )}
      </span>
      <span className="project__actions">
        {connected !== null && (
          <>
            <SettingsLink project={key} address={address} />
            <Button
              inline
              onClick={props.onDisconnect}
              disabled={props.isConnecting || connected.isLeaving}
              title={connected.isLeaving ? t('settings.line.leaving') : undefined}
              aria-label={t('settings.line.disconnect', { project: name })}
              data-test="project-disconnect"
            >
              {t('settings.disconnect.button')}
            </Button>
          </>
        )}
      </span>
      {words.reason !== null && (
        <span className="project__reason secondary" data-test="project-reason">
          {textOf(words.reason)}
        </span>
      )}
    </li>
  );
}
