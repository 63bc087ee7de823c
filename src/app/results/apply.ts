/**
 * Writes kept results into the YouTrack fields that an administrator chose for them. Runs in scheduled rules only:
 * they alone can leave `updated` as it is and tell nobody (youtrack-platform §4).
 */
import { type KnownResults, type Written, writtenAs } from '../../domain/results.ts';
import type { Clock, IssueHandle } from '../../youtrack/ports.ts';
import type { ScheduledSearch } from '../../youtrack/scheduled-search.ts';
import { readConfiguration, type StoredConfiguration } from '../stored/configuration.ts';

/** Issues of one run; more wait for the next. */
const ISSUES_PER_RUN = 100;

/** How many ids of a project's queue are looked at to choose from. */
const LOOKED_AT = 1_000;

const RUN_MS = 60_000;

/**
 * Another app's rule may refuse the write, and then YouTrack takes back all of it, the end of the waiting too. After
 * this time such an issue waits no more; its next result tries again.
 */
const GIVE_UP_MS = 24 * 60 * 60 * 1000;

/** Finds nothing in any time zone, and unlike an id can't be wrong: the query of a rule must be valid. */
const NOTHING = 'created: Tomorrow';

/**
 * A query for at most {@link ISSUES_PER_RUN} issues of the project that wait.
 *
 * @param otherwise where they cannot be found by their properties or their ids.
 */
export function waitingQuery(
  { now, project, issuesWithResults, findsAny, lookUpsWork }: ScheduledSearch,
  otherwise: string,
): string {
  const { queueId, connected } = project.facts();
  if (connected !== true || queueId === null) return NOTHING;
  const ids = issuesWithResults(queueId, LOOKED_AT);
  if (ids.length === 0) return lookUpsWork() ? NOTHING : otherwise;
  // A window that moves with every run: issues that can't be written must not keep the others waiting.
  const start = ids.length > ISSUES_PER_RUN ? (Math.floor(now / RUN_MS) * ISSUES_PER_RUN) % ids.length : 0;
  const chosen = [...ids.slice(start), ...ids.slice(0, start)].slice(0, ISSUES_PER_RUN);
  const query = `issue id: ${chosen.join(', ')}`;
  // One id that YouTrack's search does not find, such as that of a deleted issue, may spoil the query for all of them.
  return findsAny(query) ? query : otherwise;
}

export function isWaiting(issue: IssueHandle): boolean {
  return issue.results().resultsQueue !== null;
}

export function applyResults(execution: Clock, issue: IssueHandle): void {
  const queuedAt = issue.results().resultsQueuedAt ?? 0;
  issue.recordResults({ resultsQueue: null, resultsQueuedAt: null });
  if (queuedAt < execution.now - GIVE_UP_MS) {
    console.warn(`[ducalis] ${issue.key}: its results could not be written for a day`);
    return;
  }
  const read = readConfiguration(issue.project);
  if (read.kind !== 'read') return;
  for (const [field, written] of pending(issue, read.value)) {
    try {
      issue.targets.write(field, written);
    } catch {
      // The reason may quote the value, so it stays out of the log.
      console.warn(`[ducalis] ${issue.key}: YouTrack refused a result for one of its fields`);
    }
  }
}

/** Lets the results kept on an issue be written once more where a field holds something else: its choice may be new. */
export function queueResults(execution: Clock, issue: IssueHandle): void {
  const read = readConfiguration(issue.project);
  if (read.kind !== 'read' || (read.value.results ?? []).length === 0 || isWaiting(issue)) return;
  if (pending(issue, read.value).length === 0) return;
  issue.recordResults({
    resultsQueue: issue.project.facts().queueId,
    resultsQueuedAt: execution.now,
  });
}

function pending(
  issue: IssueHandle,
  configuration: StoredConfiguration,
): readonly (readonly [field: string, written: Written])[] {
  const results = knownResults(issue);
  if (results === null) return [];
  // The last choice for a field holds: two would undo each other for ever.
  const matches = new Map((configuration.results ?? []).map((match) => [match.field, match]));
  return [...matches.values()].flatMap((match) => {
    const type = issue.targets.typeOf(match.field);
    const written = type === null ? undefined : writtenAs(match, results, type);
    return written !== undefined && issue.targets.differs(match.field, written)
      ? [[match.field, written] as const]
      : [];
  });
}

/** Null for an issue that has none: those of a copied issue are the original's, those of another board are history. */
function knownResults(issue: IssueHandle): KnownResults | null {
  const kept = issue.results();
  const { boardId, ducalisUrl } = issue.delivery();
  if (kept.scoredAt === null) return null;
  if (boardId === null || boardId !== issue.project.facts().boardId) return null;
  return { ...kept, url: ducalisUrl };
}
