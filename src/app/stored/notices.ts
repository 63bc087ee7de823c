/**
 * What could not be read, kept or written in a project, for *Health*: one bounded text on the project, the latest first.
 * Two transactions that overlap may lose an entry; the next time it is met it comes back.
 */
import * as v from 'valibot';
import { type Notice, type NoticeKind, NoticeSchema } from '../../shared/notices.ts';
import type { Clock, ProjectHandle } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const MOST_NOTICES = 100;
const LONGEST_SUBJECT = 255;

const noticesText = storedText(1, v.object({ notices: v.array(NoticeSchema) }));

/** Latest first. A text that cannot be read counts as empty. */
export function readNotices(project: ProjectHandle): readonly Notice[] {
  return noticesText.readOr(project.document('notices'), { notices: [] }).notices;
}

/** Counts one more of its kind and subject. */
export function notice({ now }: Clock, project: ProjectHandle, kind: NoticeKind, subject: string): void {
  const named = subject.slice(0, LONGEST_SUBJECT);
  const notices = readNotices(project);
  const before = notices.find((one) => is(one, kind, named));
  const noted = {
    kind,
    subject: named,
    since: before?.since ?? now,
    at: now,
    times: (before?.times ?? 0) + 1,
  };
  write(project, [noted, ...notices.filter((one) => one !== before)].slice(0, MOST_NOTICES));
}

/** It is over: what was noted of it is said no more. */
export function settleNotice(project: ProjectHandle, kind: NoticeKind, subject: string): void {
  const notices = readNotices(project);
  const left = notices.filter((one) => !is(one, kind, subject.slice(0, LONGEST_SUBJECT)));
  if (left.length < notices.length) write(project, left);
}

function is(one: Notice, kind: NoticeKind, subject: string): boolean {
  return one.kind === kind && one.subject === subject;
}

function write(project: ProjectHandle, notices: readonly Notice[]): void {
  project.record({ notices: noticesText.write({ notices: [...notices] }) });
}
