/** `npm run conformance -- <folder>…`: loads any app or folder of rules, and prints how that went. Runs nothing of it. */
import { createYouTrack } from '../index.ts';
import { findPackages } from './packages.ts';
import { table, tryPackage } from './report.ts';

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('npm run conformance -- <folder with an app, or with folders of rules>…');
  process.exitCode = 2;
} else {
  const server = await createYouTrack();
  try {
    const found = (await Promise.all(folders.map((folder) => findPackages(folder)))).flat();
    if (found.length === 0) throw new Error(`There is no app and no rule in ${folders.join(', ')}`);
    const lines = found.map((one) => tryPackage(server, one));
    console.log(table(lines));
    if (lines.some(({ isLoaded }) => !isLoaded)) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    await server.close();
  }
}
