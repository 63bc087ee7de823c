/** Queries of scheduled rules. YouTrack runs a rule for each project, and may not tell its query for which (youtrack-platform §4). */
import { connectedProjects, findsAny } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';

/** Projects with a board for which rules run. */
export function activeProjects(): readonly ProjectHandle[] {
  return connectedProjects().filter(({ isArchived }) => !isArchived);
}

/**
 * A query for these issues. One id that YouTrack's search does not find, such as that of a deleted issue, may spoil the
 * query for all of them, and so the rule for all projects: then it is `otherwise`.
 *
 * @param keys readable ids, at least one.
 */
export function queryForIssues(keys: readonly string[], otherwise: string): string {
  const query = `issue id: ${keys.join(', ')}`;
  return findsAny(query) ? query : otherwise;
}
