/** What the app found when it was looked at last, and when that was. */
import { useCallback, useEffect, useRef } from 'react';
import { type Health, HealthSchema } from '../../../src/shared/administration.ts';
import { type Loaded, useCall } from '../../common/use-call.ts';
import type { Page } from '../page.ts';

interface Looked {
  readonly health: Health;
  /** In ms. */
  readonly at: number;
}

/** Looks again when YouTrack asks for it, and when another part of the page has changed what there is to see. */
export function useHealth({ host, overview }: Page): Loaded<Looked> {
  const looked = useCall(
    useCallback(
      async () => ({ health: await host.app('admin/health', HealthSchema, {}), at: Date.now() }),
      [host],
    ),
  );
  const { reload } = looked;
  useEffect(() => host.onRefresh(reload), [host, reload]);
  const { connection, projects } = overview;
  const watched = JSON.stringify([
    connection.state,
    connection.reason,
    projects.map(({ key, board }) => [key, board.id]),
  ]);
  const last = useRef(watched);
  useEffect(() => {
    if (last.current === watched) return;
    last.current = watched;
    reload();
  }, [watched, reload]);
  return looked;
}
