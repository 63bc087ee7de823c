/** `sort by:`. Empty values come last in both directions. */
import type { EntityId, Value } from '../model/types.ts';
import { isPeriod, isRef } from '../model/types.ts';
import type { SortKey } from './ast.ts';
import type { SearchContext } from './context.ts';
import { refs, text } from './context.ts';

type Rank = number | string | null;

const BUILT_IN: Readonly<Record<string, (context: SearchContext, issue: EntityId) => readonly Rank[]>> = {
  created: ({ tx }, issue) => [scalar(tx.get(issue, 'created'))],
  updated: ({ tx }, issue) => [scalar(tx.get(issue, 'updated'))],
  'resolved date': ({ tx }, issue) => [scalar(tx.get(issue, 'resolved'))],
  resolved: ({ tx }, issue) => [scalar(tx.get(issue, 'resolved'))],
  summary: ({ tx }, issue) => [scalar(tx.get(issue, 'summary'))],
  project: (context, issue) => [projectKey(context, issue)],
  'issue id': (context, issue) => [
    projectKey(context, issue),
    scalar(context.tx.get(issue, 'numberInProject')),
  ],
  reporter: ({ tx }, issue) => [entityRank(tx, tx.get(issue, 'reporter'))],
  votes: ({ tx }, issue) => [refs(tx.get(issue, 'voters')).length],
};

export function isSortable(context: SearchContext, name: string): boolean {
  return name in BUILT_IN || context.fields.has(name);
}

/** Sorts in place; the order of equals is kept. */
export function sortIssues(context: SearchContext, issues: EntityId[], keys: readonly SortKey[]): void {
  const ranks = new Map<EntityId, readonly (readonly Rank[])[]>();
  for (const issue of issues)
    ranks.set(
      issue,
      keys.map(({ attribute }) => ranksOf(context, issue, attribute)),
    );
  issues.sort((left, right) => {
    for (const [index, { descending }] of keys.entries()) {
      const order = compareAll(ranks.get(left)?.[index], ranks.get(right)?.[index], descending);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function ranksOf(context: SearchContext, issue: EntityId, attribute: string): readonly Rank[] {
  const field = context.fields.get(attribute);
  if (!field) return BUILT_IN[attribute]?.(context, issue) ?? [];
  const value = context.tx.get(issue, field.prop);
  const [first] = refs(value);
  return first === undefined ? [scalar(value)] : [entityRank(context.tx, { ref: first })];
}

function compareAll(left: readonly Rank[] = [], right: readonly Rank[] = [], descending: boolean): number {
  for (const [index, rank] of left.entries()) {
    const order = compare(rank, right[index] ?? null, descending);
    if (order !== 0) return order;
  }
  return 0;
}

function compare(left: Rank, right: Rank, descending: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const ascending =
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left).localeCompare(String(right), 'en', { sensitivity: 'base' });
  return descending ? -ascending : ascending;
}

function scalar(value: Value | undefined): Rank {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return isPeriod(value) ? value.minutes : null;
}

/** Elements of a bundle stand in the bundle's order, everything else by name. */
function entityRank(tx: SearchContext['tx'], value: Value | undefined): Rank {
  if (!isRef(value)) return null;
  const ordinal = tx.get(value.ref, 'ordinal');
  if (typeof ordinal === 'number') return ordinal;
  return text(tx.get(value.ref, 'fullName')) || text(tx.get(value.ref, 'name'));
}

function projectKey({ tx }: SearchContext, issue: EntityId): Rank {
  const [project] = refs(tx.get(issue, 'project'));
  return project === undefined ? null : text(tx.get(project, 'shortName'));
}
