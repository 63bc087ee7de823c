/** The journal in words, and its filter. Pure. */
import { ERRORS } from '../../../src/shared/errors.ts';
import type { JournalEntry, JournalKind } from '../../../src/shared/journal.ts';

export const KIND_WORDS: Readonly<Record<JournalKind, string>> = {
  pushed: 'Sent',
  acknowledged: 'Confirmed by Ducalis',
  removed: 'Removed from the board',
  retried: 'To be tried again',
  'needs-attention': 'Needs attention',
  suspended: 'Paused',
  resumed: 'Resumed',
  imported: 'Imported',
};

/** What happened, to how many, and why. */
export function entryWords({ kind, issue, count, reason, attempt }: JournalEntry): string {
  const what =
    issue === null && count > 0
      ? `${KIND_WORDS[kind]}: ${count} ${count === 1 ? 'issue' : 'issues'}`
      : KIND_WORDS[kind];
  const times = attempt === null || attempt === 0 ? '' : `, attempt ${attempt}`;
  return reason === null ? `${what}${times}` : `${what}${times}. ${ERRORS[reason].sentence}`;
}

/** @param issue part of a readable id; entries about several issues are about none in particular. */
export function filterJournal(
  journal: readonly JournalEntry[],
  issue: string,
  kind: JournalKind | null,
): readonly JournalEntry[] {
  const wanted = issue.trim().toUpperCase();
  return journal.filter(
    (entry) =>
      (kind === null || entry.kind === kind) &&
      (wanted === '' || entry.issue?.toUpperCase().includes(wanted) === true),
  );
}
