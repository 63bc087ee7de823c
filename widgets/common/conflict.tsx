/** Two people saved at once: says what the other one did, and lets this person decide about theirs. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import type { ReactNode } from 'react';
import { t } from '../messages/text.tsx';
import { Notice } from './notice.tsx';

interface ConflictProps {
  /** Puts this person's change over what is in force, and saves that. */
  onRetry: () => void;
  onDiscard: () => void;
  busy?: boolean;
  /** What is in force now, and what would be saved. */
  children: ReactNode;
}

export function Conflict({ onRetry, onDiscard, busy = false, children }: ConflictProps) {
  return (
    <Notice
      kind="warning"
      title={t('error.conflict')}
      dataTest="conflict"
      actions={
        <>
          <Button onClick={onRetry} loader={busy} disabled={busy} data-test="conflict-retry">
            {t('pages.conflict.retry')}
          </Button>
          <Button onClick={onDiscard} disabled={busy} data-test="conflict-discard">
            {t('pages.conflict.discard')}
          </Button>
        </>
      }
    >
      {children}
    </Notice>
  );
}
