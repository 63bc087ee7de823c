/** A checkout of somebody else's app: what of it goes into a package, without running its build where none is needed. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';

export type PackageFiles = Map<string, Uint8Array>;

const ManifestSchema = v.looseObject({ name: v.string() });

/** Where apps keep what their build copies to the root of the package; what is no app has only the last one. */
const MANIFESTS = ['manifest.json', 'public/manifest.json', 'package.json'];

/**
 * The name in the manifest, or in package.json.
 * @throws Error when there is none.
 */
export async function appName(checkout: string): Promise<string> {
  const manifest = MANIFESTS.map((path) => join(checkout, path)).find((path) => existsSync(path));
  if (manifest === undefined) throw new Error(`${checkout} has no manifest.json`);
  return v.parse(ManifestSchema, JSON.parse(await readFile(manifest, 'utf8'))).name;
}

/** What the app's own build has made, or undefined where it was not built. */
export async function builtPackage(checkout: string): Promise<PackageFiles | undefined> {
  const folder = join(checkout, 'dist');
  return existsSync(join(folder, 'manifest.json')) ? filesBelow(folder) : undefined;
}

/** By path with `/`. */
export async function filesBelow(folder: string): Promise<PackageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: PackageFiles = new Map();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}
