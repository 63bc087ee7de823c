/** Markdown to HTML for a page: raw HTML in the text is shown as text, and only harmless addresses become links. */
import { Marked } from 'marked';

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** `javascript:` and the like would run in the page's own origin. */
function isHarmless(href: string): boolean {
  return /^(https?:|mailto:|\/|#)/i.test(href.trim());
}

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return isHarmless(href)
        ? `<a href="${escapeHtml(href)}" target="_blank" rel="noreferrer">${text}</a>`
        : text;
    },
    image: ({ href, text }) =>
      isHarmless(href) ? `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}">` : escapeHtml(text),
  },
});

/** Never throws; the result is safe to put into a page. */
export function renderMarkdown(markdown: string): string {
  return marked.parse(markdown, { async: false });
}
