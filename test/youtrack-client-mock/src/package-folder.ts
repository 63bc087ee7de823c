/** A package that lies in a folder. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const NO_APP_FILE = /(^|\/)(\.|node_modules\/)/;

/** By path from the folder with `/`; hidden files and dependencies are no part of a package. */
export async function readPackageFolder(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
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
