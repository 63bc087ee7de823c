/**
 * Takes a secret and hands it to YouTrack's own settings. It never enters React state or a DOM attribute: it lives
 * in the input alone, and not even there once it is saved.
 */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { Input, Size } from '@jetbrains/ring-ui-built/components/input/input';
import { type ReactNode, useRef, useState } from 'react';
import { ErrorPanel } from '../../common/error-panel.tsx';
import type { Host } from '../../common/host.ts';
import { useAction } from '../../common/use-action.ts';
import type { Message } from '../../messages/message.ts';
import { t, textOf } from '../../messages/text.tsx';
import { type SecretName, saveSecret } from '../youtrack-api.ts';
import { tokenProblem, trimmedToken } from './token-check.ts';

interface TokenFieldProps {
  host: Host;
  name: SecretName;
  label: string;
  help: ReactNode;
  button: string;
  /** Marks the one main action of the panel. */
  primary?: boolean;
  onSaved: () => void;
}

export function TokenField({ host, name, label, help, button, primary = false, onSaved }: TokenFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const pasted = useRef(false);
  const [filled, setFilled] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const { busy, failure, run } = useAction();

  const changed = (value: string) => {
    setFilled(value.trim() !== '');
    // What was pasted is judged at once; what is being typed is not held against anyone yet.
    setProblem(pasted.current && value !== '' ? tokenProblem(name, value) : null);
    pasted.current = false;
  };

  const save = async () => {
    const field = input.current;
    if (field === null || field.value.trim() === '') return;
    const found = tokenProblem(name, field.value);
    setProblem(found);
    if (found !== null) return;
    await run(async () => {
      await saveSecret(host, name, trimmedToken(field.value));
      field.value = '';
      setFilled(false);
      host.alert(t('settings.token.saved'), 'success');
      onSaved();
    });
  };

  return (
    <div className="token">
      <div className="token__row">
        <Input
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          size={Size.FULL}
          label={label}
          inputRef={input}
          error={problem === null ? null : textOf(problem)}
          onPaste={() => {
            pasted.current = true;
          }}
          onChange={(event) => changed(event.target.value)}
          onKeyDown={(event) => {
            // YouTrack's frame forbids forms, so Enter has to be heard here.
            if (event.key === 'Enter') void save();
          }}
          disabled={busy}
          data-test={`${name}-input`}
        />
        <Button
          primary={primary}
          loader={busy}
          disabled={!filled || busy}
          onClick={() => void save()}
          data-test={`${name}-save`}
        >
          {button}
        </Button>
      </div>
      <div className="secondary">{help}</div>
      {failure !== null && (
        <ErrorPanel title={t('settings.token.notSaved')} failure={failure} onRetry={() => void save()} />
      )}
    </div>
  );
}
