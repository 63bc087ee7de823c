/** How many issues the projects in sight have; asked once for each, and shown only where the app has answered. */
import { useEffect, useRef, useState } from 'react';
import { MOST_COUNTED } from '../../../src/shared/administration.ts';
import type { Host } from '../../common/host.ts';
import { loadCounts } from '../admin-api.ts';

export type Counts = ReadonlyMap<string, number>;

/** A count that fails is left out: it decides nothing, and a wrong number would be worse than none. */
export function useCounts(host: Host, keys: readonly string[]): Counts {
  const [counts, setCounts] = useState<Counts>(new Map());
  const asked = useRef(new Set<string>());
  useEffect(() => {
    const missing = keys.filter((key) => !asked.current.has(key)).slice(0, MOST_COUNTED);
    if (missing.length === 0) return;
    for (const key of missing) asked.current.add(key);
    loadCounts(host, missing).then(
      (found) => setCounts((before) => new Map([...before, ...found])),
      // Asked again when they come into sight the next time.
      () => {
        for (const key of missing) asked.current.delete(key);
      },
    );
  }, [host, keys]);
  return counts;
}
