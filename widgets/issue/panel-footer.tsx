/** The way into Ducalis, and how old the answer is. */

import newWindowIcon from '@jetbrains/icons/new-window-12px';
import type { Panel } from '../../src/shared/api.ts';
import { Freshness } from '../common/freshness.tsx';
import { Icon } from '../common/icon.tsx';
import { rich, t } from '../messages/text.tsx';

function Source({ panel, locale }: { panel: Panel; locale: string }) {
  if (panel.result?.source === 'sync-back')
    return <span data-test="issue-source">{t('issue.fromSyncBack')}</span>;
  if (panel.syncedAt === null) return null;
  return (
    <span data-test="issue-synced">
      {rich('issue.synced', { time: <Freshness at={panel.syncedAt} locale={locale} /> })}
    </span>
  );
}

export function PanelFooter({ panel, locale }: { panel: Panel; locale: string }) {
  if (panel.ducalisUrl === null && panel.syncedAt === null && panel.result === null) return null;
  return (
    <footer className="footer secondary">
      {panel.ducalisUrl !== null && (
        <a
          className="ring-link-link"
          href={panel.ducalisUrl}
          target="_blank"
          rel="noopener noreferrer"
          data-test="issue-open-in-ducalis"
        >
          {t('issue.openInDucalis')} <Icon glyph={newWindowIcon} />
        </a>
      )}
      <Source panel={panel} locale={locale} />
    </footer>
  );
}
