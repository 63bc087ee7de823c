/**
 * Writes kept results into the YouTrack fields that an administrator chose for them. Runs in scheduled rules only:
 * they alone can leave `updated` as it is and tell nobody (youtrack-platform §4).
 */
import { type Fitted, fittedTo, type KnownResults } from '../../domain/results.ts';
import type { Clock, IssueHandle } from '../../youtrack/ports.ts';
import type { ScheduledSearch } from '../../youtrack/scheduled-search.ts';
import { readConfiguration, type StoredConfiguration } from '../stored/configuration.ts';
import { changeNotices, type NoticeChange } from '../stored/notices.ts';

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

/** While the settings cannot be read, since when an issue waits is written as seldom. */
const RENEWED_MS = GIVE_UP_MS / 2;

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

/** Results stay queued while the settings cannot be read: they may be mended, or a version that can is back later. */
export function applyResults(execution: Clock, issue: IssueHandle): void {
  const queuedAt = issue.results().resultsQueuedAt ?? 0;
  const read = readConfiguration(issue.project);
  const isReadable = read.kind === 'read' || read.kind === 'none';
  // The clock was ahead when they were queued, or they wait for the settings: the time that counts begins now.
  const isVoid = queuedAt > execution.now + RUN_MS || (!isReadable && queuedAt < execution.now - RENEWED_MS);
  if (isVoid) issue.recordResults({ resultsQueuedAt: execution.now });
  if (isVoid || !isReadable) return;
  issue.recordResults({ resultsQueue: null, resultsQueuedAt: null });
  if (isGivenUp(execution, queuedAt)) {
    console.warn(`[ducalis] ${issue.key}: its results could not be written for a day`);
    return;
  }
  if (read.kind !== 'read') return;
  const targets = targetsOf(issue, read.value);
  for (const { field, written } of targets.filter(differsIn(issue))) {
    try {
      issue.targets.write(field, written);
    } catch {
      // The reason may quote the value, so it stays out of the log.
      console.warn(`[ducalis] ${issue.key}: YouTrack refused a result for one of its fields`);
    }
  }
  noteUnfit(execution, issue, unfitIn(targets));
}

function isGivenUp({ now }: Clock, queuedAt: number): boolean {
  return queuedAt < now - GIVE_UP_MS;
}

/** Lets the results kept on an issue be written once more where a field holds something else: its choice may be new. */
export function queueResults(execution: Clock, issue: IssueHandle): void {
  const read = readConfiguration(issue.project);
  if (read.kind !== 'read') return;
  // Those that waited while no rule ran are not given up: nobody has tried to write them.
  if (isWaiting(issue) && !isGivenUp(execution, issue.results().resultsQueuedAt ?? 0)) return;
  const targets = targetsOf(issue, read.value);
  const isSaid = isSameList(unfitIn(targets), issue.results().trouble.fields);
  if (isSaid && !targets.some(differsIn(issue))) return;
  issue.recordResults({
    resultsQueue: issue.project.facts().queueId,
    resultsQueuedAt: execution.now,
  });
}

interface Target extends Fitted {
  readonly field: string;
}

/** The fields that can hold results, and what each should hold. */
function targetsOf(issue: IssueHandle, configuration: StoredConfiguration): readonly Target[] {
  const results = knownResults(issue);
  if (results === null) return [];
  // The last choice for a field holds: two would undo each other for ever.
  const matches = new Map((configuration.results ?? []).map((match) => [match.field, match]));
  return [...matches.values()].flatMap((match) => {
    const type = issue.targets.typeOf(match.field);
    const fitted = type === null ? undefined : fittedTo(match, results, type);
    return fitted === undefined ? [] : [{ field: match.field, ...fitted }];
  });
}

function differsIn(issue: IssueHandle): (target: Target) => boolean {
  return ({ field, written }) => issue.targets.differs(field, written);
}

function unfitIn(targets: readonly Target[]): readonly string[] {
  return targets.filter(({ isTooGreat }) => isTooGreat).map(({ field }) => field);
}

/** Counted once for each issue, so that it is known when the last one fits again. */
function noteUnfit(execution: Clock, issue: IssueHandle, fields: readonly string[]): void {
  const { trouble } = issue.results();
  if (isSameList(fields, trouble.fields)) return;
  const about = (change: NoticeChange['change'], names: readonly string[]): readonly NoticeChange[] =>
    names.map((subject) => ({ change, kind: 'field-too-small', subject }));
  issue.recordResults({ trouble: { ...trouble, fields } });
  changeNotices(execution, issue.project, [
    ...about(
      'lessened',
      trouble.fields.filter((field) => !fields.includes(field)),
    ),
    ...about(
      'met',
      fields.filter((field) => !trouble.fields.includes(field)),
    ),
  ]);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.join('\n') === other.join('\n');
}

/** Null for an issue that has none: those of a copied issue are the original's, those of another board are history. */
function knownResults(issue: IssueHandle): KnownResults | null {
  const kept = issue.results();
  const { boardId, ducalisUrl } = issue.delivery();
  if (kept.scoredAt === null) return null;
  if (boardId === null || boardId !== issue.project.facts().boardId) return null;
  return { ...kept, url: ducalisUrl };
}
