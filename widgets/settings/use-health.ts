/** What the app found when it was looked at last, and when that was. */
import { useCallback, useEffect, useRef } from 'react';
import { type Health, HealthSchema } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';
import type { Host } from '../common/host.ts';
import { type Loaded, useCall } from '../common/use-call.ts';

export interface Looked {
  readonly health: Health;
  /** In ms. */
  readonly at: number;
}

/** Looks again whenever the overview was renewed: what has changed it may have changed the projects as well. */
export function useHealth(host: Host, overview: Overview | null): Loaded<Looked> {
  const looked = useCall(
    useCallback(
      async () => ({ health: await host.app('admin/health', HealthSchema, {}), at: Date.now() }),
      [host],
    ),
  );
  const { reload } = looked;
  const seen = useRef(overview);
  useEffect(() => {
    if (seen.current === overview) return;
    const isFirst = seen.current === null;
    seen.current = overview;
    if (!isFirst) reload();
  }, [overview, reload]);
  return looked;
}
