/** The ZIP that is uploaded: the same files give the same bytes, on any machine and in any time zone. */
import { type Zippable, zipSync } from 'fflate';
import type { PackageFiles } from './package-files.ts';

const UNIX = 3;
const REGULAR_FILE_RW_R_R = 0o100644 << 16;

/** ZIP stores local time without a zone and fflate reads local parts, so a local date is what stays the same. */
const EARLIEST_ZIP_TIME = new Date(1980, 0, 1);

/** Zips the files at the archive's root, where YouTrack looks for `manifest.json` and the scripts. */
export function zipPackage(files: PackageFiles): Uint8Array {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) {
    const content = files.get(path);
    if (content !== undefined) entries[path] = content;
  }
  return zipSync(entries, { level: 9, mtime: EARLIEST_ZIP_TIME, os: UNIX, attrs: REGULAR_FILE_RW_R_R });
}
