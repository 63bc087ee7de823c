/** Which files of a package a browser gets: what its widgets are made of, never its scripts or what configures it. */
import type { AppDescription, YouTrack } from '../engine/types.ts';

/** JetBrains' templates put the pictures of `public/` at the root of the package. */
const PICTURE = /\.(svg|png|jpe?g|ico)$/i;

/** @param path relative to `widgets/`, or to the root of the package when the widgets lie there. */
export function servedFile(
  { apps }: Pick<YouTrack, 'apps'>,
  { name, widgets }: AppDescription,
  path: string,
): Uint8Array | undefined {
  const packed = apps.file(name, `widgets/${path}`);
  if (packed !== undefined) return packed;
  const pages = widgets.map(({ indexPath }) => indexPath.replace(/\?.*$/, '').replace(/^\.?\//, ''));
  const isServed = path.includes('/')
    ? path.startsWith('public/') || pages.some((page) => path.startsWith(page.replace(/[^/]*$/, '')))
    : PICTURE.test(path) || pages.includes(path);
  return isServed ? apps.file(name, path) : undefined;
}
