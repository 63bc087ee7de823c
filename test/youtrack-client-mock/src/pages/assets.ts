/** Files for the browser: the pages' own script and style, avatars, and the packaged files of widgets. */
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import type { YouTrack } from '../engine/types.ts';
import { clientScript } from './client-bundle.ts';
import { servedFile } from './served-files.ts';

const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8');

/**
 * Widgets run in an opaque origin, so their module scripts need the CORS header; the address carries the app's
 * version, so browsers may keep the files for good, and do (youtrack-platform §8).
 */
const WIDGET_FILE_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'public, max-age=31536000, immutable',
};

export function createAssets(youTrack: YouTrack, fresh: boolean): Hono {
  const assets = new Hono();
  assets.get('/assets/client.js', async (c) =>
    c.body(await clientScript(), 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'no-cache',
    }),
  );
  assets.get('/assets/style.css', (c) =>
    c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'no-cache' }),
  );
  assets.get('/avatars/:file{.+\\.svg}', (c) =>
    c.body(avatar(c.req.param('file').replace(/\.svg$/, '')), 200, {
      'Content-Type': 'image/svg+xml',
      'Access-Control-Allow-Origin': '*',
    }),
  );
  assets.get('/app-assets/:app/:version/widgets/:path{.+}', (c) => {
    const path = c.req.param('path');
    const app = youTrack.apps.find(c.req.param('app'));
    const served = app?.version === c.req.param('version');
    const file = served && app ? servedFile(youTrack, app, path) : undefined;
    if (!file) return c.text('No such file', 404, { 'Access-Control-Allow-Origin': '*' });
    return c.body(Uint8Array.from(file), 200, {
      ...WIDGET_FILE_HEADERS,
      ...(fresh && { 'Cache-Control': 'no-cache' }),
      'Content-Type': getMimeType(path) ?? 'application/octet-stream',
    });
  });
  return assets;
}

/** A disc with the first letter of the login, in a hue of its own. */
function avatar(login: string): string {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  const letter = /^[\p{L}\p{N}]/u.exec(login)?.[0]?.toUpperCase() ?? '?';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="hsl(${hue} 45% 42%)"/><text x="16" y="21" text-anchor="middle" font-family="sans-serif" font-size="14" fill="#fff">${letter}</text></svg>`;
}
