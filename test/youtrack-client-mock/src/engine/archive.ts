/** The ZIP of an app, unpacked within bounds: what would leave its folder or fill the memory is refused unread. */
import { type UnzipFileInfo, unzipSync } from 'fflate';
import { ImportRejected } from './types.ts';

export const MAX_ENTRIES = 10_000;
/** Bytes of all files once they are unpacked. */
export const MAX_UNPACKED = 100 * 1024 * 1024;

/**
 * The files of the archive by their path with `/`.
 * @throws ImportRejected for what is no ZIP, is too large, or holds a path that leads out of the package.
 */
export function unpack(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const bounds = new Bounds();
  try {
    return new Map(Object.entries(unzipSync(zip, { filter: (entry) => bounds.admit(entry) })));
  } catch (error) {
    if (error instanceof ImportRejected) throw error;
    throw new ImportRejected(
      `The file is not a ZIP archive: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Looks at what the archive says of each entry before a byte of it is unpacked. */
class Bounds {
  private entries = 0;
  private bytes = 0;

  /** @returns whether the entry is a file. @throws ImportRejected. */
  admit({ name, originalSize }: UnzipFileInfo): boolean {
    if (leadsOut(name)) throw new ImportRejected(`The archive holds the path ${name}, which leads out of it`);
    this.entries += 1;
    if (this.entries > MAX_ENTRIES) {
      throw new ImportRejected(`The archive holds more than ${MAX_ENTRIES} entries`);
    }
    // The library unpacks into a buffer of this size and never beyond it, so an entry cannot grow past what it says.
    this.bytes += originalSize;
    if (this.bytes > MAX_UNPACKED) {
      throw new ImportRejected(`The archive would unpack to more than ${MAX_UNPACKED} bytes`);
    }
    return !name.endsWith('/');
  }
}

function leadsOut(path: string): boolean {
  return /^([/\\]|[a-z]:)/i.test(path) || path.split(/[/\\]/).includes('..') || path.includes('\0');
}
