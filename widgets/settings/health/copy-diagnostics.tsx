/** Shows what is handed on, and copies it; where the clipboard is closed the text is left selected for the keyboard. */

import copyIcon from '@jetbrains/icons/copy';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { Input, Size } from '@jetbrains/ring-ui-built/components/input/input';
import { useEffect, useId, useRef, useState } from 'react';
import { copySelection } from '../../common/copy-field.tsx';
import { t } from '../../messages/text.tsx';

export function CopyDiagnostics({ text }: { text: string }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  /** How often it was asked for; 0: folded. */
  const [asked, setAsked] = useState(0);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (asked === 0) return;
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    setCopied(copySelection());
  }, [asked]);
  const isOpen = asked > 0;
  return (
    <div className="health__part" data-test="diagnostics-part">
      <div className="actions">
        <Button icon={copyIcon} onClick={() => setAsked((times) => times + 1)} data-test="copy-diagnostics">
          {t('settings.diagnostics.copy')}
        </Button>
        {isOpen && (
          <Button inline onClick={() => setAsked(0)} aria-controls={id} data-test="hide-diagnostics">
            {t('settings.hide')}
          </Button>
        )}
        <span className="secondary" role="status" data-test="diagnostics-copied">
          {isOpen && t(copied ? 'pages.copy.done' : 'pages.copy.byHand')}
        </span>
      </div>
      <div className="secondary">{t('settings.diagnostics.content')}</div>
      {isOpen && (
        <div id={id}>
          <Input
            multiline
            readOnly
            size={Size.FULL}
            rows={12}
            label={t('settings.diagnostics.label')}
            value={text}
            inputRef={field}
            inputClassName="health__diagnostics"
            data-test="diagnostics"
          />
        </div>
      )}
    </div>
  );
}
