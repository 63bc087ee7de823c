/** The last gate before a ZIP exists: a package with a problem is never written. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { checkPackage, type Problem } from './check-package.ts';
import { readPackageFiles } from './package-files.ts';
import { zipPackage } from './zip.ts';

export interface PackedApp {
  /** Absolute path of the ZIP. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What is wrong with a package, one sentence a problem. */
export class PackageError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ file, sentence }) => `${file}: ${sentence}`).join('\n'));
    this.name = 'PackageError';
    this.problems = problems;
  }
}

/**
 * Builds into `distDir`, so that a stale file can't get in, checks, and writes `<zipDir>/ducalis-<version>.zip`.
 * @throws PackageError when a rule of `checkPackage` is broken
 */
export async function packApp(distDir: string, zipDir: string): Promise<PackedApp> {
  const version = await buildApp(distDir);
  const files = await readPackageFiles(distDir);
  const problems = checkPackage(files);
  if (problems.length > 0) throw new PackageError(problems);
  const bytes = zipPackage(files);
  const path = join(zipDir, `ducalis-${version}.zip`);
  await mkdir(zipDir, { recursive: true });
  await writeFile(path, bytes);
  return { path, bytes };
}
