/** Looks again while a project moves by itself. */
import { useEffect } from 'react';
import type { Page } from '../page.ts';
import { healthOf, isMoving, projectWords } from '../project-words.ts';
import type { ProjectRow } from './rows.ts';

const MOVING_MS = 5_000;

export function useMoving({ host, overview, looked, reload }: Page, rows: readonly ProjectRow[]): void {
  const health = looked.value?.health ?? null;
  const moment = { now: Date.now(), locale: host.locale };
  const moves = rows.some((row) =>
    isMoving(projectWords(row.connected, healthOf(row, health), overview, moment)),
  );
  useEffect(() => {
    if (!moves) return;
    const timer = setInterval(reload, MOVING_MS);
    return () => clearInterval(timer);
  }, [moves, reload]);
}
