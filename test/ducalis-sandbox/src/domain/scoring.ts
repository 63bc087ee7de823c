/**
 * How evaluations become results. Pure.
 *
 * Score of a criterion: the value of the linked field where one was pushed, else the mean of the evaluators' votes.
 * Total score: Σ(weight × score) of the value criteria ÷ Σ(weight × score) of the effort criteria, where an effort
 * sum below 1 counts as 1 and a criterion without a score is left out. Two decimals.
 */
import type { Criterion, CriterionScore, FieldValue, Scale, Score, Votes } from './model.ts';

export function scoreOf(
  criteria: readonly Criterion[],
  evaluators: readonly string[],
  votes: Votes,
  fields: Readonly<Record<string, FieldValue>>,
): Score {
  const scores = criteria.map((criterion) => criterionScore(criterion, votes, fields));
  const percent = votingPercent(criteria, evaluators, votes, fields);
  return {
    total_score: totalScore(criteria, scores),
    voting_percent: percent,
    all_voted: percent === 100,
    alignment: alignment(criteria, votes),
    criteria: scores,
  };
}

/** True when an evaluation may have this value. */
export function fitsScale(value: number, scale: Scale): boolean {
  switch (scale.kind) {
    case 'range':
      return value >= scale.min && value <= scale.max;
    case 'series':
      return scale.values.includes(value);
    case 'percent':
      return value >= 0 && value <= 100;
    case 'positive':
      return value >= 0;
  }
}

/** The scale in words, to end a sentence such as "… must be …". */
export function scaleInWords(scale: Scale): string {
  switch (scale.kind) {
    case 'range':
      return `a number from ${scale.min} to ${scale.max}`;
    case 'series':
      return `one of ${scale.values.join(', ')}`;
    case 'percent':
      return 'a number from 0 to 100';
    case 'positive':
      return '0 or a number above';
  }
}

/** Best first; equal scores keep the order of their ids. */
export function byRank(
  a: { readonly id: number; readonly total: number },
  b: { readonly id: number; readonly total: number },
): number {
  return b.total - a.total || a.id - b.id;
}

function criterionScore(
  criterion: Criterion,
  votes: Votes,
  fields: Readonly<Record<string, FieldValue>>,
): CriterionScore {
  const { key, name, type } = criterion;
  const linked = fields[key];
  if (typeof linked === 'number') return { key, name, type, score: linked };
  const given = [...(votes.get(key)?.values() ?? [])];
  const score = given.length === 0 ? null : rounded(given.reduce((a, b) => a + b, 0) / given.length);
  return { key, name, type, score };
}

function totalScore(criteria: readonly Criterion[], scores: readonly CriterionScore[]): number | null {
  let value = 0;
  let effort = 0;
  let hasValue = false;
  for (const [index, criterion] of criteria.entries()) {
    const score = scores[index]?.score ?? null;
    if (score === null) {
      if (criterion.required) return null;
      continue;
    }
    if (criterion.type === 'value') {
      value += criterion.weight * score;
      hasValue = true;
    } else {
      effort += criterion.weight * score;
    }
  }
  return hasValue ? rounded(value / Math.max(effort, 1)) : null;
}

/** Votes given of those expected, in whole %; a linked value stands for the votes of everybody. */
function votingPercent(
  criteria: readonly Criterion[],
  evaluators: readonly string[],
  votes: Votes,
  fields: Readonly<Record<string, FieldValue>>,
): number {
  const expected = criteria.length * evaluators.length;
  if (expected === 0) return 0;
  let given = 0;
  for (const { key } of criteria) {
    if (typeof fields[key] === 'number') given += evaluators.length;
    else given += evaluators.filter((person) => votes.get(key)?.has(person)).length;
  }
  return Math.floor((given / expected) * 100);
}

/**
 * Mean, over the criteria with two votes or more, of 100 × (1 − distance between the extreme votes ÷ width of the
 * scale). A `positive` scale is as wide as its highest vote.
 */
function alignment(criteria: readonly Criterion[], votes: Votes): number | null {
  const agreements: number[] = [];
  for (const { key, scale } of criteria) {
    const given = [...(votes.get(key)?.values() ?? [])];
    if (given.length < 2) continue;
    const highest = Math.max(...given);
    const width = widthOf(scale, highest);
    agreements.push(width === 0 ? 100 : 100 * (1 - (highest - Math.min(...given)) / width));
  }
  if (agreements.length === 0) return null;
  return Math.round(agreements.reduce((a, b) => a + b, 0) / agreements.length);
}

function widthOf(scale: Scale, highest: number): number {
  switch (scale.kind) {
    case 'range':
      return scale.max - scale.min;
    case 'series':
      return Math.max(...scale.values) - Math.min(...scale.values);
    case 'percent':
      return 100;
    case 'positive':
      return highest;
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
