/** A slider for each criterion of one issue, and reading what was posted with them. */
import { html } from 'hono/html';
import type { Board } from '../domain/board.ts';
import type { Issue } from '../domain/issue.ts';
import type { Criterion } from '../domain/model.ts';
import type { Markup } from './layout.ts';
import { figure } from './layout.ts';

const PREFIX = 'criterion.';
/** The end of a slider whose scale has none. */
const POSITIVE_MAX = 100;

/** @param back where the form returns to: the list of open issues, or the issue */
export function evaluation(board: Board, issue: Issue, back: 'unvoted' | 'issue'): Markup {
  const { total_score, voting_percent, alignment } = issue.score;
  return html`<form class="card" method="post" action="/issue/${issue.id}/votes" data-key="${issue.key}">
  <h2 style="margin-top:0"><a href="/issue/${issue.id}">${issue.name}</a> <span class="soft">${issue.key}</span></h2>
  <div class="figures">
    <div><b data-figure="priority">${issue.rank.top_priority ? html`<span class="star">★</span>` : ''}${figure(issue.rank.priority)}</b><span class="soft">Priority</span></div>
    <div><b data-figure="total-score">${figure(total_score)}</b><span class="soft">Total score</span></div>
    <div><b>${voting_percent} %</b><span class="soft">Evaluated</span></div>
    <div><b>${figure(alignment, ' %')}</b><span class="soft">Alignment</span></div>
  </div>
  <h2>Evaluate</h2>
  ${board.definition.criteria.map((criterion) => slider(criterion, issue))}
  <input type="hidden" name="back" value="${back}">
  <div class="actions">
    <button type="submit">Save evaluation</button>
    <select name="voter" aria-label="Evaluate as">${[...board.evaluators].map((person) => html`<option>${person}</option>`)}</select>
  </div>
</form>`;
}

/** Votes by criterion key. Values that are no number are left out; the board judges the rest. */
export function votesIn(form: Readonly<Record<string, unknown>>, board: Board): Record<string, number> {
  const votes: Record<string, number> = {};
  for (const { key, scale } of board.definition.criteria) {
    const text = form[PREFIX + key];
    if (typeof text !== 'string' || text === '') continue;
    const number = Number(text);
    const value = scale.kind === 'series' ? scale.values[number] : number;
    if (value !== undefined && Number.isFinite(value)) votes[key] = value;
  }
  return votes;
}

function slider(criterion: Criterion, issue: Issue): Markup {
  const { key, name, type, required, scale } = criterion;
  const id = `${issue.id}-${key}`;
  const { min, max, step } = limits(scale);
  const given = issue.score.criteria.find((score) => score.key === key)?.score ?? null;
  const position = positionOf(given, scale) ?? min;
  const shown = given ?? (scale.kind === 'series' ? scale.values[0] : min);
  const values = scale.kind === 'series' ? scale.values.join(' ') : '';
  return html`<div class="slider">
  <label for="${id}">${name}${required ? ' *' : ''} <span class="soft">${type}</span></label>
  <input type="range" id="${id}" name="${PREFIX}${key}" min="${min}" max="${max}" step="${step}" value="${position}"
    data-values="${values}" oninput="this.nextElementSibling.value = this.dataset.values ? this.dataset.values.split(' ')[this.value] : this.value">
  <output for="${id}">${shown}</output>
</div>`;
}

/** A series is walked by index, since its values are not evenly spread. */
function limits(scale: Criterion['scale']): {
  readonly min: number;
  readonly max: number;
  readonly step: number;
} {
  switch (scale.kind) {
    case 'range':
      return scale;
    case 'series':
      return { min: 0, max: scale.values.length - 1, step: 1 };
    case 'percent':
      return { min: 0, max: 100, step: 5 };
    case 'positive':
      return { min: 0, max: POSITIVE_MAX, step: 1 };
  }
}

/** Where a score stands on the slider; of a series the nearest value. */
function positionOf(score: number | null, scale: Criterion['scale']): number | null {
  if (score === null || scale.kind !== 'series') return score;
  let nearest = 0;
  for (const [index, value] of scale.values.entries()) {
    if (Math.abs(value - score) < Math.abs((scale.values[nearest] ?? Infinity) - score)) nearest = index;
  }
  return nearest;
}
