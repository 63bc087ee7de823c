/**
 * Takes a secret and hands it to YouTrack's own settings. It never enters React state or a DOM attribute: it lives
 * in the input alone, and not even there once it is saved.
 */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { Input, Size } from '@jetbrains/ring-ui-built/components/input/input';
import { type ReactNode, useRef, useState } from 'react';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { type HostFailure, toFailure } from '../../common/failure.ts';
import type { Host } from '../../common/host.ts';
import { confirmationSentence, type SecretName, saveSecret } from '../youtrack-api.ts';

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
  const [filled, setFilled] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<HostFailure | null>(null);

  const save = async () => {
    const field = input.current;
    const value = field?.value.trim() ?? '';
    if (field === null || value === '') return;
    setSaving(true);
    setFailure(null);
    try {
      await saveSecret(host, name, value);
      field.value = '';
      setFilled(false);
      host.alert(`${label} saved`, 'success');
      onSaved();
    } catch (reason) {
      setFailure(toFailure(reason));
    } finally {
      setSaving(false);
    }
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
          onChange={(event) => setFilled(event.target.value.trim() !== '')}
          onKeyDown={(event) => {
            // YouTrack's frame forbids forms, so Enter has to be heard here.
            if (event.key === 'Enter') void save();
          }}
          disabled={saving}
          data-test={`${name}-input`}
        />
        <Button
          primary={primary}
          loader={saving}
          disabled={!filled || saving}
          onClick={() => void save()}
          data-test={`${name}-save`}
        >
          {button}
        </Button>
      </div>
      <div className="secondary">{help}</div>
      {failure !== null && (
        <ErrorPanel
          title="The token was not saved"
          failure={failure}
          sentence={confirmationSentence(failure)}
        />
      )}
    </div>
  );
}
