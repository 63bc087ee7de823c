/** Asks the app again by itself while something is on its way, the slower the longer its answers take. */
import { useEffect } from 'react';
import { pauseAfter } from './pace.ts';
import type { Page } from './page.ts';

/** @param leastMs the wait after a quick answer. */
export function useAskingAgain(
  isDue: boolean,
  leastMs: number,
  { busy, tookMs, reload }: Pick<Page, 'busy' | 'tookMs' | 'reload'>,
): void {
  useEffect(() => {
    // From the answer on, not from the question: else a slow answer is overtaken by the next question, for ever.
    if (!isDue || busy) return;
    const timer = setTimeout(reload, pauseAfter(tookMs, leastMs));
    return () => clearTimeout(timer);
  }, [isDue, busy, tookMs, leastMs, reload]);
}
