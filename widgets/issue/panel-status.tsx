/** What stands between this issue and an up-to-date score: one short message per state, none when all is well. */
import type { ReactNode } from 'react';
import type { Panel } from '../../src/shared/api.ts';
import { ERRORS } from '../../src/shared/errors.ts';
import { Button } from '../common/button.tsx';
import { useNow } from '../common/freshness.tsx';
import { Loading } from '../common/loading.tsx';
import { Notice } from '../common/notice.tsx';
import { clockTime } from '../common/time.ts';
import { hasScore, suspensionText } from './wording.ts';

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
    return <Loading dataTest="issue-sending">Sending to Ducalis…</Loading>;
  }
  return (
    <Notice
      kind="warning"
      title={`Waiting to retry at ${clockTime(retryAt, now, locale)}`}
      dataTest="issue-waiting"
      actions={action}
    >
      {reason === null ? undefined : ERRORS[reason].sentence}
    </Notice>
  );
}

export function PanelStatus({ panel, locale, retrying, onRetry }: StatusProps) {
  const scored = panel.result !== null && hasScore(panel.result);
  const send = (label: string) =>
    panel.canRetry ? <SendButton label={label} retrying={retrying} onRetry={onRetry} /> : undefined;

  switch (panel.status.state) {
    case 'not-connected':
      return (
        <Empty title="Not connected">
          This project is not on a Ducalis board. Its administrator can choose one in the settings of the
          project, under Ducalis board.
        </Empty>
      );
    case 'not-pushed':
      return (
        <Empty title="Not sent yet" action={send('Send to Ducalis')}>
          This issue goes to Ducalis with its next change.
        </Empty>
      );
    case 'excluded':
      return (
        <Empty title="Kept out of Ducalis">
          {panel.status.by === 'restricted'
            ? 'This issue is visible to some people only, so it is not sent.'
            : 'The filter of this project leaves this issue out, so it is not sent.'}
        </Empty>
      );
    case 'sending':
      return <Sending panel={panel} locale={locale} action={send('Retry now')} />;
    case 'suspended':
      return (
        <Notice kind="warning" title="Paused" dataTest="issue-suspended">
          {suspensionText(panel.status.reason)} Changes are kept; sending resumes when an administrator has
          fixed this.
        </Notice>
      );
    case 'failed':
      return (
        <Notice kind="error" title="Needs attention" dataTest="issue-failed" actions={send('Retry')}>
          {ERRORS[panel.status.reason].sentence}
          {panel.status.detail !== null && <div className="notice__detail">{panel.status.detail}</div>}
        </Notice>
      );
    case 'push-unsupported':
      return scored ? null : <Empty title="No score yet">{ERRORS['push-unsupported'].sentence}</Empty>;
    case 'synced':
      return scored ? null : (
        <Empty title="No score yet">
          Evaluate this issue in Ducalis: it gets a score once its required criteria have votes.
        </Empty>
      );
  }
}
