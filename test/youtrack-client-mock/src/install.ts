/** Installs an app from wherever it lies: a folder, a ZIP, bytes or files. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { AppDescription, YouTrack } from './engine/types.ts';
import { ImportRejected } from './engine/types.ts';

/** A packed app: the path of a ZIP or of a folder with a manifest, the bytes of a ZIP, or its files by path. */
export type AppSource = string | Uint8Array | ReadonlyMap<string, Uint8Array>;

const NO_APP_FILE = /(^|\/)(\.|node_modules\/)/;

/** @throws ImportRejected that says which package it was; what was installed before stays. */
export async function install({ apps }: Pick<YouTrack, 'apps'>, source: AppSource): Promise<AppDescription> {
  if (typeof source !== 'string') {
    return source instanceof Uint8Array ? apps.importZip(source) : apps.importFiles(source);
  }
  const isFolder = (await stat(source)).isDirectory();
  try {
    return isFolder ? apps.importFiles(await filesOf(source)) : apps.importZip(await readFile(source));
  } catch (error) {
    if (!(error instanceof ImportRejected)) throw error;
    throw new ImportRejected(`${source}: ${error.message}`, { cause: error });
  }
}

/** By path from the folder with `/`; hidden files and dependencies are no part of a package. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .filter(({ name }) => !NO_APP_FILE.test(name));
  return new Map(
    await Promise.all(paths.map(async ({ path, name }) => [name, await readFile(path)] as const)),
  );
}
