/** How many issues projects have: YouTrack's REST counts only by a POST, which it would ask the administrator to confirm. */
import type * as v from 'valibot';
import { type IssueCountsSchema, MOST_COUNTED } from '../../shared/administration.ts';
import type { Execution } from '../../youtrack/ports.ts';

/** @param keys with commas between them. */
export function issueCounts(execution: Execution, keys: string): v.InferOutput<typeof IssueCountsSchema> {
  const counts = keys
    .split(',', MOST_COUNTED)
    .map((key) => execution.projectByKey(key))
    .flatMap((project) => (project === null ? [] : { key: project.key, issues: project.issueCount() }));
  return { counts };
}
