/** Looks again while a project moves by itself. */
import type { Page } from '../page.ts';
import { healthOf, isMoving, projectWords } from '../project-words.ts';
import { useAskingAgain } from '../use-asking-again.ts';
import type { ProjectRow } from './rows.ts';

const MOVING_MS = 5_000;

export function useMoving(page: Page, rows: readonly ProjectRow[]): void {
  const { host, overview, looked } = page;
  const health = looked.value?.health ?? null;
  const moment = { now: Date.now(), locale: host.locale, lanes: health?.lanes ?? [] };
  const moves = rows.some((row) =>
    isMoving(projectWords(row.connected, healthOf(row, health), overview, moment)),
  );
  useAskingAgain(moves, MOVING_MS, page);
}
