/** How far each connected project is; asked anew whenever the overview changes, and while something moves by itself. */
import { useCallback, useEffect, useRef } from 'react';
import type { Health } from '../../../src/shared/administration.ts';
import { type Loaded, useCall } from '../../common/use-call.ts';
import type { Page } from '../page.ts';
import { loadHealth } from './admin-api.ts';
import { isMoving, projectWords } from './project-words.ts';
import type { ProjectRow } from './rows.ts';

const MOVING_MS = 5_000;

export function useHealth({ host, overview, reload }: Page, rows: readonly ProjectRow[]): Loaded<Health> {
  const health = useCall(useCallback(() => loadHealth(host), [host]));
  const { value, reload: askAgain } = health;
  const seen = useRef(overview);
  useEffect(() => {
    if (seen.current === overview) return;
    seen.current = overview;
    askAgain();
  }, [overview, askAgain]);

  const moment = { now: Date.now(), locale: host.locale };
  const moves = rows.some((row) => isMoving(projectWords(row, overview, value, moment)));
  useEffect(() => {
    if (!moves) return;
    const timer = setInterval(reload, MOVING_MS);
    return () => clearInterval(timer);
  }, [moves, reload]);
  return health;
}
