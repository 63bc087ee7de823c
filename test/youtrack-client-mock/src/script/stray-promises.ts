/** Finds promises whose rejection nobody would handle: Node ends the process for one of them, YouTrack goes on. */
import { promiseHooks } from 'node:v8';

/**
 * Watching slows every promise of the process, so keep the work short.
 * @param found is given the promises that were made and that nothing was chained to, also when `work` throws.
 */
export function watchPromises<T>(work: () => T, found: (promise: object) => void): T {
  const made = new Set<object>();
  const chained = new Set<object>();
  /** Just made for a parent that had nothing chained to it before. */
  let latest: { readonly promise: object; readonly parent: object } | undefined;
  const stop = promiseHooks.createHook({
    init(promise, parent: object | undefined) {
      made.add(promise);
      latest = parent === undefined || chained.has(parent) ? undefined : { promise, parent };
      if (parent !== undefined) chained.add(parent);
    },
    settled(promise) {
      // Made settled: the value of an `await`, whose parent is the promise of the function that waits.
      if (latest?.promise === promise) chained.delete(latest.parent);
      latest = undefined;
    },
  });
  try {
    return work();
  } finally {
    stop();
    for (const promise of made) if (!chained.has(promise)) found(promise);
  }
}
