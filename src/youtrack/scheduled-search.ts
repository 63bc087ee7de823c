/**
 * What the query of a scheduled rule can ask. YouTrack runs the rule for each project and tells the query for which one
 * (youtrack-platform §15 U2); a query is about its own project only.
 */
import type { EntitySet, Project } from '@jetbrains/youtrack-scripting-api/entities';
import * as entities from '@jetbrains/youtrack-scripting-api/entities';
import * as search from '@jetbrains/youtrack-scripting-api/search';
import type { ProjectHandle } from './ports.ts';
import { projectHandle } from './project.ts';

export interface ScheduledSearch {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly project: ProjectHandle;
  /** Readable ids of issues whose results wait to be written into fields, at most `limit`. */
  issuesWithResults(queueId: string, limit: number): readonly string[];
  /** Whether YouTrack's search finds anything. @throws whatever YouTrack says of a query that it does not take. */
  findsAny(query: string): boolean;
  /** False where YouTrack finds nothing by extension properties during a query, not even this project. */
  lookUpsWork(): boolean;
}

/** @returns null where YouTrack does not tell for which project the rule runs. */
export function scheduledSearch(
  ctx: { readonly project?: Project | null } | undefined,
): ScheduledSearch | null {
  const project = ctx?.project;
  if (project === null || project === undefined) return null;
  return {
    now: Date.now(),
    project: projectHandle(project),
    issuesWithResults: (queueId, limit) =>
      ids(entities.Issue.findByExtensionProperties({ resultsQueue: queueId }), limit),
    findsAny: (query) => search.search(null, query).isNotEmpty(),
    lookUpsWork: () => entities.Project.findByExtensionProperties({ connected: true }).isNotEmpty(),
  };
}

function ids(found: EntitySet<entities.Issue>, limit: number): readonly string[] {
  const taken: string[] = [];
  const iterator = found.entries();
  for (let step = iterator.next(); !step.done && taken.length < limit; step = iterator.next()) {
    taken.push(step.value.id);
  }
  return taken;
}
