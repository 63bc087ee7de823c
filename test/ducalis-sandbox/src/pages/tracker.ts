/** One connected YouTrack: as whom it is read, its projects with their boards, and matching the fields of one. */
import { html } from 'hono/html';
import { fits, type Matches, targetsOf } from '../domain/matching.ts';
import type { BoardDefinition } from '../domain/model.ts';
import type { Integration, Link } from '../domain/tracker.ts';
import type { Ducalis } from '../ducalis.ts';
import type { ProjectField } from '../youtrack/client.ts';
import { NO_AUTOMATIC_FIELDS } from '../youtrack/inspect.ts';
import type { Markup } from './layout.ts';
import { page } from './layout.ts';
import { standing } from './trackers.ts';

const PREFIX = 'match.';

export function trackerPage(ducalis: Ducalis, integration: Integration): Markup {
  const { id, baseUrl, user, userName, projects, links, canCreateFields } = integration;
  const free = projects.filter((project) => !links.has(project.id));
  return page(
    'YouTrack',
    html`<p><a href="/integrations">← Issue Trackers</a></p>
<h1>YouTrack</h1><p class="lead">${baseUrl}</p>
<div class="card">${standing(integration)}
  <dl><dt>Reads as</dt><dd>${userName} (${user})</dd><dt>Permanent Token</dt><dd>perm:••••••••</dd>
  <dt>Projects</dt><dd>${projects.map(({ name, key }) => `${name} (${key})`).join(', ')}</dd></dl>
  ${canCreateFields ? '' : html`<p>${NO_AUTOMATIC_FIELDS}</p>`}
</div>
${[...links.values()].map((link) => linked(ducalis, id, link))}
${free.length === 0 ? '' : chooser(ducalis, id, free)}
<p><a href="/integrations/${id}/disconnect">Disconnect</a></p>`,
  );
}

/** @param matches as they are, or as suggested */
export function matchPage(
  { id }: Integration,
  link: Link,
  board: BoardDefinition,
  fields: readonly ProjectField[],
  matches: Matches,
): Markup {
  return page(
    'Match fields',
    html`<p><a href="/integrations/${id}">← YouTrack</a></p>
<h1>Match fields</h1><p class="lead">${link.project.name} → ${board.emoji ?? ''} ${board.name}. Title and description go along by themselves.</p>
<form class="card" method="post" action="/integrations/${id}/projects/${link.project.id}/match">
  ${fields.map((field) => matchRow(field, board, matches.get(field.name)))}
  <button type="submit">Save and read issues</button>
</form>`,
  );
}

/** What the form of {@link matchPage} said: only what fits, each board field once. */
export function matchesIn(
  form: Readonly<Record<string, unknown>>,
  board: BoardDefinition,
  fields: readonly ProjectField[],
): Matches {
  const matches = new Map<string, string>();
  for (const { name, type } of fields) {
    const target = targetsOf(board).find(({ key }) => key === form[PREFIX + name]);
    if (target && fits(type, target) && ![...matches.values()].includes(target.key)) {
      matches.set(name, target.key);
    }
  }
  return matches;
}

function linked(ducalis: Ducalis, id: number, { project, board, matches, outcome }: Link): Markup {
  const definition = ducalis.boards.get(board)?.definition;
  if (!definition) return html`<div class="card">${project.name} → a board that was deleted</div>`;
  const address = `/integrations/${id}/projects/${project.id}/match`;
  return html`<div class="card" data-project="${project.key}">
  <b>${project.name}</b> → <a href="/board/${definition.uuid}/summary">${definition.emoji ?? ''} ${definition.name}</a>
  <a class="cog" href="${address}" title="Match fields" aria-label="Match fields of ${project.name}">⚙</a>
  <div class="soft">${matches.size} fields are matched. <span role="status">${outcome ?? 'Nothing was read yet.'}</span></div>
</div>`;
}

function chooser(ducalis: Ducalis, id: number, free: Integration['projects']): Markup {
  return html`<form class="card" method="post" action="/integrations/${id}/projects">
  <h2 style="margin-top:0">Import a project</h2>
  <label class="row">Project<select name="project">${free.map(({ id: value, name, key }) => html`<option value="${value}">${name} (${key})</option>`)}</select></label>
  <label class="row">Board<select name="board">${[...ducalis.boards.values()].map(({ definition }) => html`<option value="${definition.id}">${definition.emoji ?? ''} ${definition.name}</option>`)}</select></label>
  <button type="submit">Match fields</button>
</form>`;
}

function matchRow(field: ProjectField, board: BoardDefinition, chosen: string | undefined): Markup {
  const options = targetsOf(board).filter((target) => fits(field.type, target));
  return html`<label class="row">${field.name} <span class="soft">${field.type}</span>
  <select name="${PREFIX}${field.name}"><option value="">Not matched</option>${options.map(
    ({ key, name }) => html`<option value="${key}"${key === chosen ? html` selected` : ''}>${name}</option>`,
  )}</select></label>`;
}
