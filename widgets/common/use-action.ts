/** Something a person starts with a button: whether it is under way, and why it failed. */
import { useCallback, useState } from 'react';
import { type HostFailure, toFailure } from './failure.ts';

export interface Action {
  readonly busy: boolean;
  readonly failure: HostFailure | null;
  /** Never rejects: a failure is kept to be shown. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
  /** Takes away the failure: what it was about is gone. */
  readonly forget: () => void;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const run = useCallback(async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (reason) {
      setFailure(toFailure(reason));
    } finally {
      setBusy(false);
    }
  }, []);
  const forget = useCallback(() => setFailure(null), []);
  return { busy, failure, run, forget };
}
