/** Who has access to a board, assigning people, and the mails that invite them. */
import { html } from 'hono/html';
import type { Board } from '../domain/board.ts';
import type { Invitation } from '../domain/tracker.ts';
import type { Ducalis } from '../ducalis.ts';
import type { Teammate } from '../youtrack/client.ts';
import { heading } from './boards.ts';
import type { Markup } from './layout.ts';
import { page } from './layout.ts';

/**
 * @param team people of the YouTrack projects that feed the board
 * @param problem why the last attempt failed
 */
export function teamPage(board: Board, team: readonly Teammate[], problem: string | null): Markup {
  const { name, uuid } = board.definition;
  const others = team.filter(({ email }) => !email || !board.members.has(email));
  return page(
    `${name}: team`,
    html`${heading(board, 'team', board.issues().length)}
<div class="card"><h2 style="margin-top:0">Team</h2>
  <ul>${[...board.members].map(([email, status]) => html`<li>${email} <span class="pill">${status}</span></li>`)}</ul>
</div>
<form class="card" method="post" action="/board/${uuid}/team">
  <h2 style="margin-top:0">Assign people</h2>
  ${others.length === 0 ? '' : html`<fieldset><legend>From the project’s team in YouTrack</legend>${others.map(person)}</fieldset>`}
  <label class="row">E-mail addresses<textarea name="emails" rows="3"></textarea></label>
  <p class="soft">Who isn’t registered is invited by e-mail.</p>
  ${problem === null ? '' : html`<p class="problem" role="alert">${problem}</p>`}
  <button type="submit">Assign</button>
</form>`,
  );
}

export function outbox({ outbox: mails }: Ducalis): Markup {
  return page(
    'Outbox',
    html`<h1>Outbox</h1><p class="lead">What the service would have mailed.</p>
${mails.length === 0 ? html`<div class="card soft">Nothing was mailed.</div>` : ''}
${mails.map(
  ({ id, to, subject, text, at }) => html`<article class="card"><h2 style="margin-top:0">${subject}</h2>
  <dl><dt>To</dt><dd>${to}</dd><dt>Sent</dt><dd>${at}</dd></dl>
  <p>${text}</p><p><a href="/invitation/${id}">Open the invitation</a></p></article>`,
)}`,
  );
}

export function invitationPage({ id, to, board }: Invitation): Markup {
  return page(
    'Invitation',
    html`<h1>You are invited</h1>
<form class="card" method="post" action="/invitation/${id}">
  <p>${to} may evaluate the issues of the board “${board}”.</p>
  <button type="submit">Accept invitation</button>
</form>`,
  );
}

function person({ fullName, email }: Teammate): Markup {
  return email
    ? html`<label class="check"><input type="checkbox" name="team" value="${email}"> ${fullName} <span class="soft">${email}</span></label>`
    : html`<p class="soft">${fullName} has no e-mail address that the token may read.</p>`;
}
