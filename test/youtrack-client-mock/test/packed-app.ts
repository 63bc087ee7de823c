/** An app written on the spot: its files by path, texts as they are and objects as JSON. */
import { zipSync } from 'fflate';

export const MANIFEST = { name: 'probe', title: 'Probe', version: '1.0.0' };

export type Files = Readonly<Record<string, string | object>>;

export function packageOf(files: Files, manifest: object = MANIFEST): ReadonlyMap<string, Uint8Array> {
  const all: Files = { 'manifest.json': manifest, ...files };
  return new Map(
    Object.entries(all).map(([path, content]) => [
      path,
      new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
    ]),
  );
}

export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(files));
}

/** As JetBrains' command line sends it. */
export function uploadOf(zip: Uint8Array): FormData {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(zip)]), 'app.zip');
  return form;
}
