/** How a page is sent. */
import type { Context } from 'hono';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Visit } from './site.ts';
import { MissingPage } from './views/login.tsx';

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** No frame of another origin may show a page, as with YouTrack's own (youtrack-platform §8). */
export function sendPage(
  c: Context,
  page: Markup,
  status: 200 | 400 | 404 = 200,
): Response | Promise<Response> {
  c.header('Content-Security-Policy', "frame-ancestors 'self'");
  c.header('X-Frame-Options', 'SAMEORIGIN');
  c.header('Cache-Control', 'no-store');
  return c.html(page, status);
}

export function sendMissing(c: Context, visit: Visit, what: string): Response | Promise<Response> {
  return sendPage(c, MissingPage({ visit, what }), 404);
}
