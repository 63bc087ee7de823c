/** The smallest app there can be: a manifest and a handler that says hello. */
import { zipSync } from 'fflate';

const MANIFEST = {
  name: 'hello',
  title: 'Hello',
  version: '1.0.0',
  description: 'Says hello',
  vendor: { name: 'Tests' },
  minYouTrackVersion: '2026.2.0',
};

const HANDLER = `
exports.httpHandler = {
  endpoints: [
    { method: 'GET', path: 'hello', handle: function (ctx) {
      ctx.response.json({ hello: ctx.currentUser.login });
    } },
  ],
};
`;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export function smallApp(): ReadonlyMap<string, Uint8Array> {
  return new Map([
    ['manifest.json', encode(JSON.stringify(MANIFEST))],
    ['backend.js', encode(HANDLER)],
  ]);
}

export function zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(files));
}
