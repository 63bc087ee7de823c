/** Sync Back of a board: where results go, and the button that writes them now. */
import { html } from 'hono/html';
import type { Board } from '../domain/board.ts';
import { syncBackFields } from '../sync-back.ts';
import { heading } from './boards.ts';
import type { Markup } from './layout.ts';
import { page } from './layout.ts';

/** @param outcomes of the last time; undefined: it never ran */
export function syncBackPage(board: Board, outcomes: readonly string[] | undefined): Markup {
  const { name, uuid } = board.definition;
  return page(
    `${name}: Sync Back`,
    html`${heading(board, 'sync-back', board.issues().length)}
<form class="card" method="post" action="/board/${uuid}/sync-back">
  <h2 style="margin-top:0">Sync Back</h2>
  <p>Results go into these custom fields of YouTrack; an issue without a result has its field emptied.</p>
  <ul>${syncBackFields(board.definition).map((field) => html`<li>${field.name}</li>`)}</ul>
  ${outcomes === undefined ? '' : html`<div role="status">${outcomes.map((outcome) => html`<p>${outcome}</p>`)}</div>`}
  <button type="submit">Manual Sync-Back</button>
</form>`,
  );
}
