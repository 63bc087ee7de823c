/** A package as a value: its files by their path inside it. What is checked and what is zipped is this same value. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Paths use `/` and are relative to the package's root: `manifest.json`, `widgets/issue/index.html`. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** Reads every file below a directory. */
export async function readPackageFiles(directory: string): Promise<PackageFiles> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return new Map(
    paths.map((path, index): [string, Uint8Array] => [
      relative(directory, path).split(sep).join('/'),
      contents[index] ?? new Uint8Array(),
    ]),
  );
}

/** The file as UTF-8 text, or null when it isn't there. */
export function readText(files: PackageFiles, path: string): string | null {
  const content = files.get(path);
  return content === undefined ? null : new TextDecoder().decode(content);
}
