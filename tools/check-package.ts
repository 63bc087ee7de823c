/**
 * What must be true of a package before anybody uploads it. YouTrack and JetBrains Marketplace report little: a wrong
 * word hides a widget, an unknown name fails the import, a missing file shows an empty frame.
 */
import { checkBackendScripts } from './check/backend-scripts.ts';
import { checkExtensions } from './check/extensions.ts';
import { checkManifest, compareVersions, type Manifest } from './check/manifest.ts';
import type { Problem } from './check/problem.ts';
import { checkSettings } from './check/settings.ts';
import { checkWidget } from './check/widgets.ts';
import { type PackageFiles, readText } from './package-files.ts';

export type { Problem } from './check/problem.ts';

const DECLARATIONS = ['manifest.json', 'settings.json', 'entity-extensions.json'];

/** Asynchronous functions and HTTP without blocking came with this version; Marketplace asks for it (§9). */
const ASYNC_SINCE = '2026.2.0';

/** Everything that is wrong with a package; empty when it may be uploaded. */
export function checkPackage(files: PackageFiles): Problem[] {
  const problems: Problem[] = [];
  const manifest = checkManifest(readText(files, 'manifest.json'), problems);
  checkSettings(readText(files, 'settings.json'), problems);
  checkExtensions(readText(files, 'entity-extensions.json'), problems);
  const required = checkBackendScripts(files, problems);
  if (manifest === null) return problems;

  const icons = [manifest.icon, manifest.iconDark].filter((icon) => icon !== undefined);
  for (const icon of icons) {
    if (!files.has(icon)) {
      problems.push({
        file: 'manifest.json',
        sentence: `The icon ${icon} is missing at the package's root.`,
      });
    }
  }
  if (required.has('http')) checkMinimumVersion(manifest, problems);
  for (const widget of manifest.widgets) checkWidget(widget, files, problems);
  checkStrays(files, new Set([...DECLARATIONS, ...icons]), problems);
  return problems;
}

function checkMinimumVersion({ minYouTrackVersion }: Manifest, problems: Problem[]): void {
  if (minYouTrackVersion !== undefined && compareVersions(minYouTrackVersion, ASYNC_SINCE) >= 0) return;
  const sentence = `minYouTrackVersion must be ${ASYNC_SINCE} or later, because a script sends HTTP requests.`;
  problems.push({ file: 'manifest.json', sentence });
}

/** What YouTrack doesn't ask for is a leftover: a map, a source, an editor's file. */
function checkStrays(files: PackageFiles, known: ReadonlySet<string>, problems: Problem[]): void {
  for (const file of files.keys()) {
    const isScript = /^[^/]+\.js$/.test(file);
    const isWidgetFile = /^widgets\/.+\.(?:html|js|css|svg|png|jpe?g|ico|woff2?)$/.test(file);
    if (!known.has(file) && !isScript && !isWidgetFile) {
      problems.push({ file, sentence: 'The file has no place in the package.' });
    }
  }
}
