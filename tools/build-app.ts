/**
 * From sources to the folder that becomes the ZIP: scripts at its root, widgets below `widgets/`, and the three JSON
 * files that YouTrack reads. Nothing else gets in.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Plugin } from 'vite';
import { buildWidgets } from '../widgets/build.ts';
import { bundleScripts } from './backend-scripts.ts';
import { PROJECT_ROOT } from './project.ts';

const DECLARATIONS = ['manifest.json', 'settings.json', 'entity-extensions.json'];

const VersionedSchema = v.object({ version: v.string() });
const IconsSchema = v.object({ widgets: v.array(v.object({ iconPath: v.optional(v.string()) })) });

export interface BuildOptions {
  /** Vite plugins for the scripts alone. */
  readonly scriptPlugins?: readonly Plugin[];
}

/**
 * Builds the app of this project into `outDir`, which is emptied first.
 * @returns the app's version
 * @throws Error when a source does not build, or when `manifest.json` and `package.json` name different versions
 */
export async function buildApp(outDir: string, { scriptPlugins = [] }: BuildOptions = {}): Promise<string> {
  const version = await readVersion(PROJECT_ROOT);
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await inProduction(async () => {
    await buildScripts(join(PROJECT_ROOT, 'workflows'), outDir, scriptPlugins);
    await buildWidgets(outDir);
  });
  await Promise.all(DECLARATIONS.map((name) => copyFile(join(PROJECT_ROOT, name), join(outDir, name))));
  await copyWidgetIcons(outDir);
  return version;
}

/** A test runner sets NODE_ENV to `test`, and Vite would then bundle React's development build. */
async function inProduction(work: () => Promise<void>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/**
 * The version of `manifest.json`.
 * @throws Error unless `package.json` beside it has the same one
 */
export async function readVersion(root: string): Promise<string> {
  const versionOf = async (name: string) =>
    v.parse(VersionedSchema, JSON.parse(await readFile(join(root, name), 'utf8'))).version;
  const [manifest, packageJson] = await Promise.all([versionOf('manifest.json'), versionOf('package.json')]);
  if (manifest !== packageJson) {
    throw new Error(
      `manifest.json has version ${manifest}, package.json has ${packageJson}: they must be equal`,
    );
  }
  return manifest;
}

/** Bundles the scripts of a folder into `outDir`: each `<name>.ts` as `<name>.js`, and what they share as `lib-….js`. */
export async function buildScripts(
  from: string,
  outDir: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  for (const [name, code] of await bundleScripts(from, plugins)) await writeFile(join(outDir, name), code);
}

/** YouTrack looks for an icon of a widget below `widgets/`, for the app's icon at the root; here they are the same. */
async function copyWidgetIcons(outDir: string): Promise<void> {
  const manifest = v.parse(IconsSchema, JSON.parse(await readFile(join(outDir, 'manifest.json'), 'utf8')));
  const icons = new Set(
    manifest.widgets.flatMap(({ iconPath }) => (iconPath === undefined ? [] : [iconPath])),
  );
  for (const icon of icons) {
    const target = join(outDir, 'widgets', icon);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(outDir, icon), target);
  }
}
