/** *Issue Trackers → Add → YouTrack*, and the outbox of invitations. */
import { html } from 'hono/html';
import type { Ducalis } from '../ducalis.ts';
import type { Markup } from './layout.ts';
import { page } from './layout.ts';

export function trackerList(ducalis: Ducalis): Markup {
  const integrations = [...ducalis.integrations.values()];
  return page(
    'Issue Trackers',
    html`<h1>Issue Trackers</h1><p class="lead">Where issues come from and results go back to.</p>
${integrations.length === 0 ? html`<div class="card soft">No tracker is connected.</div>` : ''}
${integrations.map(
  ({ baseUrl, user }) => html`<div class="card"><b>YouTrack</b> <span class="pill">Connected</span>
  <div class="soft">${baseUrl} as ${user}</div></div>`,
)}
<p><a href="/integrations/youtrack/new">Add → YouTrack</a></p>`,
  );
}

/** @param problem why the last attempt failed. The token is never put back into the form. */
export function connectForm(baseUrl: string, problem: string | null): Markup {
  return page(
    'Add YouTrack',
    html`<h1>Add YouTrack</h1><p class="lead">Ducalis reads YouTrack with a permanent token of an administrator.</p>
<form class="card" method="post" action="/integrations/youtrack/new">
  <label class="row">Base URL<input type="url" name="base_url" required value="${baseUrl}" placeholder="https://example.youtrack.cloud"></label>
  <label class="row">Permanent Token<input type="password" name="token" required autocomplete="off"></label>
  ${problem === null ? '' : html`<p class="problem" role="alert">${problem}</p>`}
  <button type="submit">Connect</button>
</form>`,
  );
}

export function outbox(ducalis: Ducalis): Markup {
  return page(
    'Outbox',
    html`<h1>Outbox</h1><p class="lead">Invitations that the service would have mailed.</p>
${ducalis.outbox.length === 0 ? html`<div class="card soft">Nothing was mailed.</div>` : ''}
${ducalis.outbox.map(
  ({ to, board, at }) => html`<div class="card">To <b>${to}</b>: you are invited to the board “${board}”.
  <div class="soft">${at}</div></div>`,
)}`,
  );
}
