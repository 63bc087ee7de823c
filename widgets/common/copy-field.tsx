/** A text to be carried elsewhere. YouTrack's frame refuses the clipboard (youtrack-platform §8): then the keyboard does it. */

import copyIcon from '@jetbrains/icons/copy';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { Input, Size } from '@jetbrains/ring-ui-built/components/input/input';
import { useRef, useState } from 'react';
import { t } from '../messages/text.tsx';

interface CopyFieldProps {
  label: string;
  value: string;
  dataTest: string;
}

type Copied = 'yes' | 'by-hand' | null;

/** The older command works where the clipboard itself is closed; it says whether it did. */
export function copySelection(): boolean {
  return document.execCommand('copy');
}

export function CopyField({ label, value, dataTest }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<Copied>(null);
  const copy = () => {
    input.current?.focus();
    input.current?.select();
    setCopied(copySelection() ? 'yes' : 'by-hand');
  };
  return (
    <div className="copy-field">
      <div className="copy-field__row">
        <Input
          readOnly
          size={Size.FULL}
          label={label}
          value={value}
          inputRef={input}
          onFocus={(event) => event.target.select()}
          data-test={dataTest}
        />
        <Button
          icon={copyIcon}
          onClick={copy}
          aria-label={t('pages.copy.buttonOf', { label })}
          data-test={`${dataTest}-copy`}
        >
          {t('pages.copy.button')}
        </Button>
      </div>
      <div className="secondary" role="status" data-test={`${dataTest}-copied`}>
        {copied === 'yes' && t('pages.copy.done')}
        {copied === 'by-hand' && t('pages.copy.byHand')}
      </div>
    </div>
  );
}
