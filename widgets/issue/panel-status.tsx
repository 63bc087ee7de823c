/** What stands between this issue and an up-to-date score: one short message per state, none when all is well. */
import type { ReactNode } from 'react';
import type { Panel } from '../../src/shared/api.ts';
import { Button } from '../common/button.tsx';
import { useNow } from '../common/freshness.tsx';
import { Loading } from '../common/loading.tsx';
import { Notice } from '../common/notice.tsx';
import { clockTime } from '../common/time.ts';
import { errorMessage } from '../messages/message.ts';
import { t, textOf } from '../messages/text.tsx';
import { hasScore, nextTry, suspensionReason } from './wording.ts';

interface StatusProps {
  panel: Panel;
  locale: string;
  retrying: boolean;
  onRetry: () => void;
}

function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty" role="status" data-test="issue-empty">
      <div className="empty__title">{title}</div>
      <div className="secondary">{children}</div>
      {action !== undefined && <div className="empty__action">{action}</div>}
    </div>
  );
}

function SendButton({ label, retrying, onRetry }: { label: string; retrying: boolean; onRetry: () => void }) {
  return (
    <Button onClick={onRetry} loader={retrying} disabled={retrying} data-test="issue-retry">
      {label}
    </Button>
  );
}

function Sending({ panel, locale, action }: { panel: Panel; locale: string; action?: ReactNode }) {
  const now = useNow();
  if (panel.status.state !== 'sending') return null;
  const { retryAt, reason } = panel.status;
  if (retryAt === null) {
    return <Loading dataTest="issue-sending">{t('issue.sending')}</Loading>;
  }
  return (
    <Notice
      kind="warning"
      title={t('issue.waiting', { time: clockTime(retryAt, now, locale) })}
      dataTest="issue-waiting"
      actions={action}
    >
      {reason === null ? undefined : textOf(errorMessage(reason))}
    </Notice>
  );
}

interface FailedProps {
  status: Extract<Panel['status'], { state: 'failed' }>;
  locale: string;
  action?: ReactNode;
}

function Failed({ status: { reason, detail, retryAt }, locale, action }: FailedProps) {
  const now = useNow();
  return (
    <Notice kind="error" title={t('issue.failed.title')} dataTest="issue-failed" actions={action}>
      {textOf(errorMessage(reason))}
      {detail !== null && <div className="notice__detail">{detail}</div>}
      <div className="notice__detail" data-test="issue-next-try">
        {textOf(nextTry(retryAt, action !== undefined, now, locale))}
      </div>
    </Notice>
  );
}

export function PanelStatus({ panel, locale, retrying, onRetry }: StatusProps) {
  const scored = panel.result !== null && hasScore(panel.result);
  const send = (label: string) =>
    panel.canRetry ? <SendButton label={label} retrying={retrying} onRetry={onRetry} /> : undefined;

  switch (panel.status.state) {
    case 'not-connected':
      return <Empty title={t('issue.notConnected.title')}>{t('issue.notConnected.sentence')}</Empty>;
    case 'not-pushed':
      return (
        <Empty title={t('issue.notPushed.title')} action={send(t('issue.send'))}>
          {t('issue.notPushed.sentence')}
        </Empty>
      );
    case 'excluded':
      return <Empty title={t('issue.excluded.title')}>{t(`issue.excluded.${panel.status.by}`)}</Empty>;
    case 'sending':
      return <Sending panel={panel} locale={locale} action={send(t('issue.sendNow'))} />;
    case 'suspended':
      return (
        <Notice kind="warning" title={t('issue.suspended.title')} dataTest="issue-suspended">
          {t('issue.suspended.sentence', { reason: suspensionReason(panel.status.reason) })}
        </Notice>
      );
    case 'failed':
      return <Failed status={panel.status} locale={locale} action={send(t('issue.sendNow'))} />;
    case 'push-unsupported':
      return scored ? null : <Empty title={t('issue.noScore.title')}>{t('error.push-unsupported')}</Empty>;
    case 'synced':
      return scored ? null : <Empty title={t('issue.noScore.title')}>{t('issue.noScore.sentence')}</Empty>;
  }
}
