/** A built app as the emulator takes it, with its randomness made repeatable. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * Stands in front of every script. The realm starts anew in a restart, so the time goes into the state: else the ids
 * drawn before it would be drawn again.
 */
const SEEDED = `if (!Math.isSeeded) { Math.isSeeded = true; let s = (Date.now() ^ Math.imul(Date.now() / 4294967296, 40503)) >>> 0;
Math.random = () => { s = (s + 0x9e3779b9) >>> 0; let m = Math.imul(s ^ (s >>> 16), 0x21f0aaad);
m = Math.imul(m ^ (m >>> 15), 0x735a2d97); return ((m ^ (m >>> 15)) >>> 0) / 4294967296; }; }
`;

export type AppFiles = ReadonlyMap<string, Uint8Array>;

/** A script whose random numbers are the same in every run. */
export function seeded(script: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(SEEDED), script]);
}

/** @param folder of a built app. Widgets are left out: nobody looks at them here. */
export async function readApp(folder: string): Promise<AppFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }));
  return new Map(
    await Promise.all(
      files.map(async ({ path, name }) => {
        const bytes = await readFile(path);
        const isScript = name.endsWith('.js') && !name.includes('/');
        return [name, isScript ? seeded(bytes) : bytes] as const;
      }),
    ),
  );
}
