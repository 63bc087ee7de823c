/** A search as REST makes it: what cannot be read is refused in the recorded shape. */
import type { EntityId } from '../model/types.ts';
import { findIssues, QuerySyntaxError } from '../search/search.ts';
import type { View } from './context.ts';
import { RestError } from './errors.ts';

/** Those the user may see. @throws RestError 400 in the recorded shape for a query that can't be read. */
export function searchIssues(
  { tx, user, youTrack }: View,
  query: string,
  project: EntityId | null,
): readonly EntityId[] {
  try {
    return findIssues(tx, query, { user, project, now: youTrack.now() });
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    throw new RestError(400, {
      error: 'invalid_query',
      error_description: error.message,
      error_children: error.children.map((child) => ({ error: 'invalid_query', error_description: child })),
    });
  }
}
