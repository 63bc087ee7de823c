/** The ZIP of an app, unpacked within bounds: what would leave its folder or fill the memory is refused unread. */
import AdmZip from 'adm-zip';
import { ImportRejected } from './types.ts';

export const MAX_ENTRIES = 10_000;
/** Bytes of all files once they are unpacked. */
export const MAX_UNPACKED = 100 * 1024 * 1024;
/** Characters of a path. */
const MAX_PATH = 1_000;

/**
 * The files of the archive by their path with `/`.
 * @throws ImportRejected for what is no ZIP, is too large, is not what it says, or holds a link, a name twice, or a path
 * that is too long or leads out of the package.
 */
export function unpack(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const entries = entriesOf(zip);
  demandBounds(entries);
  return new Map(
    entries
      .filter(({ entryName }) => !entryName.endsWith('/'))
      .map((entry) => [entry.entryName, contentOf(entry)]),
  );
}

function entriesOf(zip: Uint8Array): readonly AdmZip.IZipEntry[] {
  try {
    const archive = new AdmZip(Buffer.from(zip), { noSort: true });
    if (archive.getEntryCount() <= MAX_ENTRIES) return archive.getEntries();
  } catch (error) {
    const reason = words(error);
    // The library names the first such entry that it ever saw.
    if (reason.includes('Duplicate entry name')) {
      throw new ImportRejected('The archive holds two entries of the same name', { cause: error });
    }
    throw new ImportRejected(`The file is not a ZIP archive: ${reason}`, { cause: error });
  }
  throw new ImportRejected(`The archive holds more than ${MAX_ENTRIES} entries`);
}

/** Of the mode that a packer on Unix writes. */
const FILE_KIND = 0o170000;
const LINK = 0o120000;

/** Looks at what the archive says of each entry before a byte of it is unpacked. */
function demandBounds(entries: readonly AdmZip.IZipEntry[]): void {
  const out = entries.find(({ entryName }) => leadsOut(entryName));
  if (out) throw new ImportRejected(`The archive holds the path ${out.entryName}, which leads out of it`);
  const link = entries.find(({ attr }) => ((attr >>> 16) & FILE_KIND) === LINK);
  if (link) throw new ImportRejected(`The archive holds the link ${link.entryName}, and not a file`);
  if (entries.some(({ entryName }) => entryName.length > MAX_PATH)) {
    throw new ImportRejected(`The archive holds a path of more than ${MAX_PATH} characters`);
  }
  if (entries.reduce((sum, { header }) => sum + header.size, 0) > MAX_UNPACKED) {
    throw new ImportRejected(`The archive would unpack to more than ${MAX_UNPACKED} bytes`);
  }
}

/** The library compares the checksum, and unpacks no more than the entry says that it holds. */
function contentOf(entry: AdmZip.IZipEntry): Uint8Array {
  const { entryName: name, header } = entry;
  let content: Buffer;
  try {
    content = entry.getData();
  } catch (error) {
    throw new ImportRejected(`The archive is damaged at ${name}: ${words(error)}`, { cause: error });
  }
  if (content.length === header.size) return content;
  throw new ImportRejected(
    `The archive is damaged at ${name}: it says ${header.size} bytes and holds ${content.length}`,
  );
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function leadsOut(path: string): boolean {
  return /^([/\\]|[a-z]:)/i.test(path) || path.split(/[/\\]/).includes('..') || path.includes('\0');
}
