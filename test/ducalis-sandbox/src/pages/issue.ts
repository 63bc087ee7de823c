/** The page of one issue: what was pushed, and its evaluation. */
import { html } from 'hono/html';
import type { Board } from '../domain/board.ts';
import type { Issue } from '../domain/issue.ts';
import type { FieldValue } from '../domain/model.ts';
import { evaluation } from './evaluation.ts';
import type { Markup } from './layout.ts';
import { page } from './layout.ts';

export function issuePage(board: Board, issue: Issue): Markup {
  const { name, emoji, uuid, fields } = board.definition;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Status', issue.status],
    ['Type', issue.type],
    ['Assignee', issue.assignee],
    ['Reporter', issue.reporter],
    ['Labels', issue.labels.join(', ') || null],
    ...fields.map((field) => [field.name, shown(issue.fields[field.key])] as const),
  ];
  return page(
    issue.name,
    html`<p><a href="/board/${uuid}/summary">← ${emoji ?? ''} ${name}</a></p>
${evaluation(board, issue, 'issue')}
<div class="card">
  <h2 style="margin-top:0">From YouTrack</h2>
  <dl>
    <dt>Issue</dt><dd>${original(issue)}</dd>
    ${facts.map(([label, value]) => (value === null ? '' : html`<dt>${label}</dt><dd>${value}</dd>`))}
  </dl>
  ${issue.description ? description(issue.description) : ''}
</div>`,
  );
}

function original(issue: Issue): Markup {
  const isWebAddress = issue.trackerUrl !== null && /^https?:/i.test(issue.trackerUrl);
  return isWebAddress ? html`<a href="${issue.trackerUrl}">${issue.key}</a>` : html`${issue.key}`;
}

/** Foreign HTML is shown in a frame without any rights. */
function description(markup: string): Markup {
  return html`<h2>Description</h2>
<iframe sandbox title="Description" srcdoc="${markup}" style="width:100%;border:0;background:#fff;border-radius:8px"></iframe>`;
}

function shown(value: FieldValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'object' && 'from' in value) return `${value.from} – ${value.to}`;
  return typeof value === 'object' ? value.join(', ') : String(value);
}
