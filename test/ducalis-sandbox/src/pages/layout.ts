/** The frame of every page. What is put into `html` is escaped by it. */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { STYLE } from './style.ts';

/** A part of a page, safe to embed. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export function page(title: string, content: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Ducalis stand-in</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header><nav>
  <a class="brand" href="/">Ducalis</a>
  <a href="/">Boards</a>
  <a href="/integrations">Issue Trackers</a>
  <a href="/outbox">Outbox</a>
  <small>a stand-in, not the service</small>
</nav></header>
<main>${content}</main>
</body>
</html>`;
}

/** Null is shown as a dash, never as 0. */
export function figure(value: number | null, unit = ''): string {
  return value === null ? '–' : `${value}${unit}`;
}
