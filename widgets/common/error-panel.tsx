/** Shows a failure as a sentence for a person, with the way out and the reference an administrator can look up. */
import type { Message } from '../messages/message.ts';
import { t, textOf } from '../messages/text.tsx';
import { Button } from './button.tsx';
import type { HostFailure } from './failure.ts';
import { Notice } from './notice.tsx';

interface ErrorPanelProps {
  failure: HostFailure;
  /** What could not be done, as a short title. */
  title: string;
  onRetry?: (() => void) | undefined;
  /** Replaces the general sentence of the failure's code where the caller knows more. */
  sentence?: Message | undefined;
  busy?: boolean;
}

export function ErrorPanel({ failure, title, onRetry, sentence, busy = false }: ErrorPanelProps) {
  const retry =
    onRetry === undefined ? undefined : (
      <Button onClick={onRetry} loader={busy} disabled={busy} data-test="error-retry">
        {t('common.retry')}
      </Button>
    );
  return (
    <Notice kind="error" title={title} actions={retry} dataTest="error-panel">
      <span data-test="error-sentence">{textOf(sentence ?? failure.sentence)}</span>
      {failure.detail !== null && <div className="notice__detail">{textOf(failure.detail)}</div>}
      {failure.reference !== null && (
        <div className="notice__reference" data-test="error-reference">
          {t('common.reference', { reference: failure.reference })}
        </div>
      )}
    </Notice>
  );
}
