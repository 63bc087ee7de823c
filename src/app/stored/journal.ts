/**
 * What happened lately in a project, for a person to read: which issues, when, and why; never content, never a secret.
 * One bounded text on the project: two transactions that overlap may lose an entry, and nothing depends on one.
 */
import * as v from 'valibot';
import type { ErrorCode } from '../../shared/error-codes.ts';
import { type JournalEntry, JournalEntrySchema, type JournalKind } from '../../shared/journal.ts';
import type { Clock, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const MOST_ENTRIES = 200;
/** More issues than this at once share one entry: an import would leave nothing else in the journal. */
const MOST_NAMED = 5;

const journalText = storedText(1, v.object({ entries: v.array(JournalEntrySchema) }));

/** Latest first. A journal that cannot be read counts as empty. */
export function readJournal(project: ProjectHandle): readonly JournalEntry[] {
  return journalText.readOr(project.document('journal'), { entries: [] }).entries;
}

interface Details {
  readonly reason?: ErrorCode;
  /** Failed attempts so far. */
  readonly attempt?: number;
}

/** @param keys readable ids of the issues it is about. */
export function journalize(
  execution: Clock,
  project: ProjectHandle,
  kind: JournalKind,
  keys: readonly string[],
  details: Details = {},
): void {
  if (keys.length > MOST_NAMED) journalizeCount(execution, project, kind, keys.length, details);
  else
    add(
      execution,
      project,
      keys.map((issue) => ({ kind, issue, count: 1, ...details })),
    );
}

/** @param count 0: about the project as a whole. */
export function journalizeCount(
  execution: Clock,
  project: ProjectHandle,
  kind: JournalKind,
  count: number,
  details: Details = {},
): void {
  add(execution, project, [{ kind, issue: null, count, ...details }]);
}

function add(
  execution: Clock,
  project: ProjectHandle,
  events: readonly (Pick<JournalEntry, 'kind' | 'issue' | 'count'> & Details)[],
): void {
  const entries = events.map(({ kind, issue, count, reason = null, attempt = null }) => ({
    at: execution.now,
    kind,
    issue,
    count,
    reason,
    attempt,
  }));
  const kept = [...entries, ...readJournal(project)].slice(0, MOST_ENTRIES);
  project.record({ journal: journalText.write({ entries: kept }) });
}

export function needsAttention(execution: Clock, issue: IssueHandle, reason: ErrorCode): void {
  journalize(execution, issue.project, 'needs-attention', [issue.key], { reason });
}
