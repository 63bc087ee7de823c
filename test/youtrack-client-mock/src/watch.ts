/** Installs apps again when they were built anew. */
import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { YouTrack } from './engine/types.ts';
import { install } from './install.ts';

/** A build writes many files one after the other: the last one is waited for. Milliseconds. */
const QUIET_MS = 200;

/**
 * @param paths of folders and ZIPs.
 * @param say gets one sentence for each reload, and for each package that was refused.
 * @returns how to stop.
 */
export function watchApps(
  youTrack: YouTrack,
  paths: readonly string[],
  say: (sentence: string) => void,
): () => void {
  const watchers = paths.map((path) => {
    let pending: NodeJS.Timeout | undefined;
    const watcher = watchPackage(path, () => {
      clearTimeout(pending);
      pending = setTimeout(() => void reload(youTrack, path).then((said) => said && say(said)), QUIET_MS);
    });
    return { close: () => [clearTimeout(pending), watcher.close()] };
  });
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

function watchPackage(path: string, changed: () => void): FSWatcher {
  if (statSync(path).isDirectory()) return watch(path, { recursive: true }, changed);
  // The file itself may be replaced by another one of its name.
  return watch(dirname(path), (_, name) => {
    if (name === basename(path)) changed();
  });
}

/** Null in the middle of a build, which begins by emptying the folder. */
async function reload(youTrack: YouTrack, path: string): Promise<string | null> {
  if (!existsSync(path) || (statSync(path).isDirectory() && !existsSync(join(path, 'manifest.json')))) {
    return null;
  }
  try {
    const { name, version } = await install(youTrack, path);
    return `${name} ${version} was installed again`;
  } catch (error) {
    return `The version before stays: ${error instanceof Error ? error.message : String(error)}`;
  }
}
