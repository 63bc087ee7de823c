/** Finds what can be installed below a folder: apps with a manifest, and folders of rules that have none. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { readPackageFolder } from '../package-folder.ts';

export interface FoundPackage {
  /** Path from the folder that was searched; its own name for that folder itself. */
  readonly path: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const DEPTH = 4;
const RULE = /\bexports\.(rule|stateMachine|httpHandler|aiTool)\b/;
const NO_NAME = /[^a-z0-9\-_.~]+/g;

/** A folder that is a package is not searched further. */
export async function findPackages(root: string): Promise<readonly FoundPackage[]> {
  return search(root, root, DEPTH);
}

async function search(root: string, folder: string, depth: number): Promise<readonly FoundPackage[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const scripts = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.js'));
  const hasManifest = entries.some((entry) => entry.isFile() && entry.name === 'manifest.json');
  const sources = await Promise.all(scripts.map(({ name }) => readFile(join(folder, name), 'utf8')));
  // A manifest without scripts or built widgets beside it is that of a source tree: what it is built into lies below.
  const isBuilt = entries.some((entry) => entry.isDirectory() && entry.name === 'widgets');
  if (sources.some((source) => RULE.test(source)) || (hasManifest && isBuilt)) {
    const path = relative(root, folder).split(sep).join('/') || basename(folder);
    return [{ path, files: await packageAt(folder, hasManifest) }];
  }
  if (depth === 0) return [];
  const folders = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  const found: FoundPackage[] = [];
  for (const { name } of folders) found.push(...(await search(root, join(folder, name), depth - 1)));
  return found;
}

/** A folder of rules gets the manifest that YouTrack would give it: its name. */
async function packageAt(folder: string, hasManifest: boolean): Promise<FoundPackage['files']> {
  const files = new Map(await readPackageFolder(folder));
  if (!hasManifest) {
    const manifest = { name: basename(folder).toLowerCase().replace(NO_NAME, '-') };
    files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)));
  }
  return files;
}
