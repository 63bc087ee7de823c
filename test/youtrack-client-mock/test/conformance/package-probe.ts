/** Uploads of packages, and what became of them. */
import { expect } from 'vitest';
import type { Files } from '../packed-app.ts';
import { MANIFEST, packageOf, uploadOf, zipOf } from '../packed-app.ts';
import type { World } from '../rest/support/world.ts';
import { pluck, start } from '../rest/support/world.ts';

export const HELLO = `exports.httpHandler = { endpoints: [
  { method: 'GET', path: 'hello', handle: (ctx) => ctx.response.json({ version: 1 }) },
] };`;

export const encode = (text: string) => new TextEncoder().encode(text);

export async function upload({ as }: World, files: Files, manifest?: object) {
  return as('admin').upload('admin/apps/import', uploadOf(zipOf(packageOf(files, manifest))));
}

/** Installs version 1, tries what is given, and tells how that was refused and whether version 1 still works. */
export async function refusalOf(zip: Uint8Array): Promise<string> {
  const { as } = await start({ apps: [packageOf({ 'hello.js': HELLO })] });
  const answer = await as('admin').upload('admin/apps/import', uploadOf(zip));
  expect(answer).toMatchObject({ status: 400, body: { error: 'bad_request' } });
  expect(pluck(await as('admin').get('admin/apps?fields=version'), 'version')).toEqual(['1.0.0']);
  expect((await as('dora').get('extensionEndpoints/probe/hello/hello')).body).toEqual({ version: 1 });
  return String(Object(answer.body).error_description);
}

export const NEWER = { ...MANIFEST, version: '2.0.0' };

export const refused = (files: Files, manifest: object = NEWER) =>
  refusalOf(zipOf(packageOf(files, manifest)));
