/** YouTrack's query language over the model: for REST `query=`, for scheduled rules and for `search.search`. */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { isBuiltIn } from './attributes.ts';
import { candidates, issuesOf } from './candidates.ts';
import { compile } from './compile.ts';
import { createContext, isInReach, refs } from './context.ts';
import { parseQuery } from './parser.ts';
import { isSortable, sortIssues } from './sort.ts';

export { QuerySyntaxError } from './errors.ts';

export interface SearchOptions {
  /** Who asks: `me`, the time zone of dates, and which issues are visible. */
  readonly user: EntityId;
  /** Only issues of this project; null for all. */
  readonly project: EntityId | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Only these issues; all when absent. */
  readonly within?: Iterable<EntityId>;
}

/**
 * Issues that match and are in reach of `user`, in the order of `sort by:`, else in no particular order.
 * An empty query matches all. Throws {@link QuerySyntaxError}.
 */
export function findIssues(tx: Transaction, query: string, options: SearchOptions): EntityId[] {
  const context = createContext(tx, options.user, options.now);
  const { root, sort } = parseQuery(query, {
    isAttribute: (name) => isBuiltIn(name) || context.fields.has(name) || context.links.has(name),
    isSortable: (name) => isSortable(context, name),
  });
  const matches = compile(context, root);
  const { project } = options;
  const pool =
    options.within ??
    candidates(context, root) ??
    (project === null ? tx.all('Issue') : issuesOf(context, [project]));
  const isCandidate = (issue: EntityId): boolean =>
    (project === null || refs(tx.get(issue, 'project')).includes(project)) && isInReach(context, issue);
  const found = new Set<EntityId>();
  // Most issues fail the condition of a selective query, so it is asked first.
  for (const issue of pool) if (matches(issue) && isCandidate(issue)) found.add(issue);
  const issues = [...found];
  if (sort.length > 0) sortIssues(context, issues, sort);
  return issues;
}
