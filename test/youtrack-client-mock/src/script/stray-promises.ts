/** Finds promises whose rejection nobody would handle: Node ends the process for one of them, YouTrack goes on. */
import { promiseHooks } from 'node:v8';

/** Whose code runs. */
export interface PromiseOwner {
  /** Runs the jobs of promises that are left to be run. */
  runJobs(): void;
  /** Is told of promises that its code made and that nothing was chained to. */
  leftBehind(promises: readonly object[]): void;
}

/** Whose code runs right now; the last one has been called by those before it. */
const owners: PromiseOwner[] = [];

/**
 * Runs `work` as code of `owner`, perhaps within another one's work. All owners are told once the outermost work has
 * ended, also when it throws. Every promise of the process is slower meanwhile.
 */
export function watchPromises<T>(owner: PromiseOwner, work: () => T): T {
  const depth = owners.length;
  const endWatch = depth === 0 ? startWatch() : undefined;
  owners.push(owner);
  try {
    return work();
  } finally {
    // Code that is broken off leaves those behind that it had called.
    owners.length = depth + 1;
    endWatch?.(owner);
    owners.length = depth;
  }
}

/** @returns ends the watch, and tells each owner. */
function startWatch(): (outermost: PromiseOwner) => void {
  const made = new Map<object, PromiseOwner>();
  const chained = new Set<object>();
  /** Just made for a parent that had nothing chained to it before. */
  let latest: { readonly promise: object; readonly parent: object } | undefined;
  const stop = promiseHooks.createHook({
    init(promise, parent: object | undefined) {
      const owner = owners.at(-1);
      if (owner !== undefined) made.set(promise, owner);
      latest = parent === undefined || chained.has(parent) ? undefined : { promise, parent };
      if (parent !== undefined) chained.add(parent);
    },
    settled(promise) {
      // Made settled: the value of an `await`, whose parent is the promise of the function that waits.
      if (latest?.promise === promise) chained.delete(latest.parent);
      latest = undefined;
    },
  });
  return (outermost) => {
    if (made.size > 0) outermost.runJobs();
    stop();
    const left = new Map<PromiseOwner, object[]>();
    for (const [promise, owner] of made) {
      if (chained.has(promise)) continue;
      const promises = left.get(owner);
      if (promises === undefined) left.set(owner, [promise]);
      else promises.push(promise);
    }
    for (const [owner, promises] of left) owner.leftBehind(promises);
  };
}
