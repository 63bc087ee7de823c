/** Lets go on, while the page is open, what is being removed for projects that cannot do it themselves. */
import { useEffect } from 'react';
import type { HostFailure } from '../../common/failure.ts';
import { useAction } from '../../common/use-action.ts';
import { goOnRemoving } from '../admin-api.ts';
import type { Page } from '../page.ts';

const STEP_MS = 3_000;
const AFTER_FAILURE_MS = 30_000;

/** @returns why the last step failed; it is tried again by itself. */
export function useRemoving({ host, overview, replace }: Page): HostFailure | null {
  const { busy, failure, run } = useAction();
  const isDue = overview.abandoned.some(({ state }) => state === 'removing');
  useEffect(() => {
    if (!isDue || busy) return;
    const goOn = () => void run(async () => replace(await goOnRemoving(host)));
    const timer = setTimeout(goOn, failure === null ? STEP_MS : AFTER_FAILURE_MS);
    return () => clearTimeout(timer);
  }, [isDue, busy, failure, host, replace, run]);
  return isDue ? failure : null;
}
