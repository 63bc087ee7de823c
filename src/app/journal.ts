/**
 * What happened lately in a project, for a person to read: which issues, when, and why; never content, never a secret.
 * One bounded text on the project: two transactions that overlap may lose an entry, and nothing depends on one.
 */
import * as v from 'valibot';
import type { ErrorCode } from '../shared/error-codes.ts';
import { type JournalEntry, JournalEntrySchema, type JournalKind } from '../shared/journal.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import type { ProjectHandle } from '../youtrack/project.ts';

const MOST_ENTRIES = 200;
/** More issues than this at once share one entry: an import would leave nothing else in the journal. */
const MOST_NAMED = 5;

const JournalSchema = v.object({ version: v.literal(1), entries: v.array(JournalEntrySchema) });

/** Latest first. A journal that cannot be read counts as empty. */
export function readJournal(project: ProjectHandle): readonly JournalEntry[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), JournalSchema), project.document('journal'));
  return parsed.success ? parsed.output.entries : [];
}

interface Details {
  readonly reason?: ErrorCode;
  /** Failed attempts so far. */
  readonly attempt?: number;
}

/** @param keys readable ids of the issues it is about. */
export function journalize(
  execution: Execution,
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
  execution: Execution,
  project: ProjectHandle,
  kind: JournalKind,
  count: number,
  details: Details = {},
): void {
  add(execution, project, [{ kind, issue: null, count, ...details }]);
}

function add(
  execution: Execution,
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
  project.record({ journal: JSON.stringify({ version: 1, entries: kept }) });
}

export function needsAttention(execution: Execution, issue: IssueHandle, reason: ErrorCode): void {
  journalize(execution, issue.project, 'needs-attention', [issue.key], { reason });
}
