/** The import as it goes on. While it is at work and the page is in sight, it is told to go on every few seconds. */
import { useCallback, useEffect, useState } from 'react';
import type { ImportView } from '../../../src/shared/journal.ts';
import { type HostFailure, toFailure } from '../../common/failure.ts';
import type { Host } from '../../common/host.ts';
import { type Loaded, useCall } from '../../common/use-call.ts';
import { type ImportAction, loadImport, steerImport } from '../model/api.ts';
import { isWorking } from '../model/import-words.ts';

const PAUSE_MS = 4_000;

export interface Import {
  readonly loaded: Loaded<ImportView>;
  readonly busy: boolean;
  readonly failure: HostFailure | null;
  readonly steer: (action: ImportAction) => void;
}

export function useImport(host: Host): Import {
  const loaded = useCall(useCallback(() => loadImport(host), [host]));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const { value, replace } = loaded;

  const act = useCallback(
    async (action: ImportAction) => {
      try {
        replace(await steerImport(host, action));
        setFailure(null);
      } catch (reason) {
        setFailure(toFailure(reason));
      }
    },
    [host, replace],
  );
  const steer = async (action: ImportAction) => {
    setBusy(true);
    await act(action);
    setBusy(false);
  };

  const goesOn = value !== null && isWorking(value) && failure === null && !busy;
  useEffect(() => {
    if (!goesOn) return;
    // After each answer: a YouTrack that needs longer than this must not be asked twice at once.
    const goOn = async () => {
      if (document.visibilityState === 'visible') await act('continue');
      if (!isOver) timer = setTimeout(goOn, PAUSE_MS);
    };
    let isOver = false;
    let timer = setTimeout(goOn, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [goesOn, act]);

  return { loaded, busy, failure, steer: (action) => void steer(action) };
}
