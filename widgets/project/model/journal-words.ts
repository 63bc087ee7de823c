/** The journal in words, its filter, and what becomes of issues that do not arrive. Pure. */

import type { JournalEntry, JournalKind } from '../../../src/shared/journal.ts';
import { clockTime } from '../../common/time.ts';
import { errorMessage, type Message, message } from '../../messages/message.ts';

export function kindName(kind: JournalKind): Message {
  return message(`project.kind.${kind}`);
}

/** What happened, to how many, and why. */
export function entryWords({ kind, issue, count, reason, attempt }: JournalEntry): Message {
  const what = message('project.entry', {
    kind: kindName(kind),
    count: issue === null ? count : 0,
    attempt: attempt ?? 0,
  });
  return reason === null
    ? what
    : message('project.entryWithReason', { entry: what, reason: errorMessage(reason) });
}

/** When an issue that does not arrive is tried again. @param retryAt in ms, like `now`; null: not by itself. */
export function nextTry(retryAt: number | null, now: number, locale: string): Message {
  if (retryAt === null) return message('project.activity.waits');
  if (retryAt <= now) return message('project.activity.retryNow');
  return message('project.activity.retryAt', { time: clockTime(retryAt, now, locale) });
}

/** What a readable id looks like, whatever its project is called. */
const ISSUE_KEY = /^\S+-\d+$/;

/**
 * @param issue a readable id, which finds that issue alone, or part of one; entries about several issues are about none
 * in particular.
 */
export function filterJournal(
  journal: readonly JournalEntry[],
  issue: string,
  kind: JournalKind | null,
): readonly JournalEntry[] {
  const wanted = issue.trim().toUpperCase();
  const fits = (key: string) => (ISSUE_KEY.test(wanted) ? key === wanted : key.includes(wanted));
  return journal.filter(
    (entry) =>
      (kind === null || entry.kind === kind) &&
      (wanted === '' || (entry.issue !== null && fits(entry.issue.toUpperCase()))),
  );
}

/** Each entry with a key for React that no other has: events of one moment may be alike. */
export function keyedJournal(
  journal: readonly JournalEntry[],
): readonly { readonly key: string; readonly entry: JournalEntry }[] {
  const seen = new Map<string, number>();
  return journal.map((entry) => {
    const text = JSON.stringify(entry);
    const before = seen.get(text) ?? 0;
    seen.set(text, before + 1);
    return { key: `${text}${before}`, entry };
  });
}
