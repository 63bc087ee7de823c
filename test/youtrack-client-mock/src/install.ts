/** Installs an app from wherever it lies: a folder, a ZIP, bytes or files. */
import { readFile, stat } from 'node:fs/promises';
import type { AppDescription, YouTrack } from './engine/types.ts';
import { ImportRejected } from './engine/types.ts';
import { readPackageFolder } from './package-folder.ts';

/** A packed app: the path of a ZIP or of a folder with a manifest, the bytes of a ZIP, or its files by path. */
export type AppSource = string | Uint8Array | ReadonlyMap<string, Uint8Array>;

/** @throws ImportRejected that says which package it was; what was installed before stays. */
export async function install({ apps }: Pick<YouTrack, 'apps'>, source: AppSource): Promise<AppDescription> {
  if (typeof source !== 'string') {
    return source instanceof Uint8Array ? apps.importZip(source) : apps.importFiles(source);
  }
  const isFolder = (await stat(source)).isDirectory();
  try {
    return isFolder
      ? apps.importFiles(await readPackageFolder(source))
      : apps.importZip(await readFile(source));
  } catch (error) {
    if (!(error instanceof ImportRejected)) throw error;
    throw new ImportRejected(`${source}: ${error.message}`, { cause: error });
  }
}
