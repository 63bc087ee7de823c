/** *Issue Trackers → Add → YouTrack*: what is connected, the form that connects, and the page that disconnects. */
import { html } from 'hono/html';
import type { Integration } from '../domain/tracker.ts';
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
  (
    integration,
  ) => html`<div class="card"><a href="/integrations/${integration.id}"><b>YouTrack</b></a> ${standing(integration)}
  <div class="soft">${integration.baseUrl} as ${integration.user}</div></div>`,
)}
<p><a class="button" href="/integrations/youtrack/new">Add → YouTrack</a></p>`,
  );
}

/** @param problem why the last attempt failed. The token is never put back into the form. */
export function connectForm(baseUrl: string, problem: string | null): Markup {
  return page(
    'Add YouTrack',
    html`<h1>Add YouTrack</h1><p class="lead">Ducalis reads YouTrack with a permanent token of an administrator.</p>
<form class="card" method="post" action="/integrations/youtrack/new">
  <label class="row">Base URL<input type="text" inputmode="url" name="base_url" required autocomplete="off" value="${baseUrl}" placeholder="https://example.youtrack.cloud"></label>
  <label class="row">Permanent Token<input type="password" name="token" required autocomplete="off"></label>
  ${problem === null ? '' : html`<p class="problem" role="alert">${problem}</p>`}
  <button type="submit">Connect</button>
</form>`,
  );
}

export function disconnectPage(integration: Integration, boards: readonly string[]): Markup {
  const named = boards.length === 0 ? 'No board is affected yet.' : `Affected: ${boards.join(', ')}.`;
  return page(
    'Disconnect YouTrack',
    html`<h1>Disconnect YouTrack</h1><p class="lead">${integration.baseUrl}</p>
<form class="card" method="post" action="/integrations/${integration.id}/disconnect">
  <p>Deleting this integration erases its boards with their issues, scores, teams and criteria for good. ${named}</p>
  <p>To stop Ducalis without losing anything, revoke the permanent token in YouTrack instead.</p>
  <div class="actions"><button type="submit">Delete for good</button>
  <a href="/integrations/${integration.id}">Keep it</a></div>
</form>`,
  );
}

/** Whether it could be reached the last time. */
export function standing({ problem }: Integration): Markup {
  return problem === null
    ? html`<span class="pill">Connected</span>`
    : html`<span class="pill">Stopped</span><p class="problem" role="alert">${problem}</p>`;
}
