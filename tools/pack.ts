/** `npm run pack`: builds, checks and zips the app into `build/`. */
import { join, relative } from 'node:path';
import { PackageError, packApp } from './pack-app.ts';
import { PROJECT_ROOT } from './project.ts';

try {
  const { path, bytes } = await packApp(join(PROJECT_ROOT, 'dist'), join(PROJECT_ROOT, 'build'));
  console.log(`${relative(PROJECT_ROOT, path)} (${bytes.length} bytes)`);
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  console.error(`The package is not fit to be uploaded:\n${error.message}`);
  process.exitCode = 1;
}
