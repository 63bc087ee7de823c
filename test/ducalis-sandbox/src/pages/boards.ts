/** The pages of boards: the list, and one board as a ranking or with what is still to be evaluated. */
import { html } from 'hono/html';
import type { Board } from '../domain/board.ts';
import type { Issue } from '../domain/issue.ts';
import type { Ducalis } from '../ducalis.ts';
import { evaluation } from './evaluation.ts';
import type { Markup } from './layout.ts';
import { figure, page } from './layout.ts';

/** Issues on one page; the feed has them all. */
const SHOWN = 200;
const TO_EVALUATE = 20;

export function boardList(ducalis: Ducalis): Markup {
  return page(
    'Boards',
    html`<h1>Boards</h1><p class="lead">What to build next, by score.</p>
<div class="grid">${[...ducalis.boards.values()].map(boardCard)}</div>`,
  );
}

export function boardSummary(board: Board): Markup {
  const ranked = [...board.issues()].sort(
    (a, b) => (a.rank.priority ?? Infinity) - (b.rank.priority ?? Infinity) || a.id - b.id,
  );
  return page(
    board.definition.name,
    html`${heading(board, 'summary', ranked.length)}
${ranked.length === 0 ? nothing('No issues yet.') : table(ranked.slice(0, SHOWN))}
${ranked.length > SHOWN ? html`<p class="soft">The first ${SHOWN} of ${ranked.length}.</p>` : ''}`,
  );
}

export function boardUnvoted(board: Board): Markup {
  const issues = board.issues();
  const open = issues.filter((issue) => !issue.score.all_voted);
  return page(
    board.definition.name,
    html`${heading(board, 'unvoted', issues.length)}
${open.length === 0 ? nothing('Everything is evaluated.') : ''}
${open.slice(0, TO_EVALUATE).map((issue) => evaluation(board, issue, 'unvoted'))}
${open.length > TO_EVALUATE ? html`<p class="soft">The first ${TO_EVALUATE} of ${open.length}.</p>` : ''}`,
  );
}

function boardCard(board: Board): Markup {
  const { name, emoji, description, uuid } = board.definition;
  const progress = board.progress();
  return html`<div class="card">
  <h2 style="margin-top:0">${emoji ?? ''} <a href="/board/${uuid}/summary">${name}</a></h2>
  <p class="soft">${description ?? ''}</p>
  <span class="pill">${board.issues().length} issues</span> <span class="soft">${progress} % evaluated</span>
  <div class="bar"><i style="width:${progress}%"></i></div>
</div>`;
}

/** @param tab the one that is open */
export function heading(
  board: Board,
  tab: 'summary' | 'unvoted' | 'team' | 'sync-back',
  count: number,
): Markup {
  const { name, emoji, uuid } = board.definition;
  const current = (mine: string) => (mine === tab ? html` aria-current="page"` : '');
  return html`<h1>${emoji ?? ''} ${name}</h1>
<p class="lead">${count} issues, ${board.progress()} % evaluated</p>
<nav class="tabs" aria-label="Board">
  <a href="/board/${uuid}/summary"${current('summary')}>Summary</a>
  <a href="/board/${uuid}/unvoted"${current('unvoted')}>Evaluate</a>
  <a href="/board/${uuid}/team"${current('team')}>Team</a>
  <a href="/board/${uuid}/sync-back"${current('sync-back')}>Sync Back</a>
</nav>`;
}

function table(issues: readonly Issue[]): Markup {
  return html`<div class="scroll"><table>
<thead><tr><th class="number">Priority</th><th>Issue</th><th>Status</th><th class="number">Total score</th>
<th class="number">Evaluated</th><th class="number">Alignment</th></tr></thead>
<tbody>${issues.map(
    (issue) => html`<tr data-key="${issue.key}">
  <td class="number">${issue.rank.top_priority ? html`<span class="star" title="Top priority">★</span> ` : ''}${figure(issue.rank.priority)}</td>
  <td><a href="/issue/${issue.id}">${issue.name}</a> <span class="soft">${issue.key}</span></td>
  <td>${issue.status ?? ''}</td>
  <td class="number">${figure(issue.score.total_score)}</td>
  <td class="number">${issue.score.voting_percent} %</td>
  <td class="number">${figure(issue.score.alignment, ' %')}</td>
</tr>`,
  )}</tbody></table></div>`;
}

function nothing(sentence: string): Markup {
  return html`<div class="card soft">${sentence}</div>`;
}
