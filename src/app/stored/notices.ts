/**
 * What could not be read, kept or written in a project, for *Health*: one bounded text on the project, the latest first.
 * Two transactions that overlap may lose an entry; the next time it is met it comes back.
 */
import * as v from 'valibot';
import { NOTICE_KINDS, type Notice, type NoticeKind, NoticeSchema } from '../../shared/notices.ts';
import type { Clock, ProjectHandle } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const MOST_NOTICES = 100;
const LONGEST_SUBJECT = 255;

const noticesText = storedText(1, v.object({ notices: v.array(NoticeSchema) }));

type Noted = Pick<Notice, 'kind' | 'subject'>;

/** `met`: once more. `lessened`: once less, of what is counted by issue. `settled`: it is over. */
export interface NoticeChange extends Noted {
  readonly change: 'met' | 'lessened' | 'settled';
}

/** Latest first. A text that cannot be read counts as empty. */
export function readNotices(project: ProjectHandle): readonly Notice[] {
  return noticesText.readOr(project.document('notices'), { notices: [] }).notices;
}

/** Counts one more of its kind and subject. */
export function notice(clock: Clock, project: ProjectHandle, kind: NoticeKind, subject: string): void {
  changeNotices(clock, project, [{ change: 'met', kind, subject }]);
}

/** It is over: what was noted of it is said no more. */
export function settleNotice(project: ProjectHandle, kind: NoticeKind, subject: string): void {
  const before = readNotices(project);
  write(project, before, settled(before, { kind, subject: cut(subject) }));
}

/** In their order, and all at once: each change of the text costs reading and writing the whole. */
export function changeNotices(
  { now }: Clock,
  project: ProjectHandle,
  changes: readonly NoticeChange[],
): void {
  if (changes.length === 0) return;
  const before = readNotices(project);
  const after = changes.reduce((notices, { change, kind, subject }) => {
    const noted = { kind, subject: cut(subject) };
    if (change === 'met') return met(notices, noted, now);
    return change === 'settled' ? settled(notices, noted) : lessened(notices, noted);
  }, before);
  write(project, before, bounded(after));
}

function met(notices: readonly Notice[], noted: Noted, now: number): readonly Notice[] {
  const before = notices.find((one) => isSame(one, noted));
  const counted = { ...noted, since: before?.since ?? now, at: now, times: (before?.times ?? 0) + 1 };
  return [counted, ...notices.filter((one) => one !== before)];
}

function lessened(notices: readonly Notice[], noted: Noted): readonly Notice[] {
  return notices.flatMap((one) => {
    if (!isSame(one, noted)) return [one];
    return one.times > 1 ? [{ ...one, times: one.times - 1 }] : [];
  });
}

function settled(notices: readonly Notice[], noted: Noted): readonly Notice[] {
  return notices.filter((one) => !isSame(one, noted));
}

/** What there is most of makes room, the oldest first: a flood of one kind washes no other away. */
function bounded(notices: readonly Notice[]): readonly Notice[] {
  const left = [...notices];
  while (left.length > MOST_NOTICES) {
    const kinds = left.map(({ kind }) => kind);
    const count = (kind: NoticeKind): number => kinds.filter((one) => one === kind).length;
    const most = NOTICE_KINDS.reduce((one, other) => (count(other) > count(one) ? other : one));
    left.splice(kinds.lastIndexOf(most), 1);
  }
  return left;
}

function cut(subject: string): string {
  return subject.slice(0, LONGEST_SUBJECT);
}

function isSame(one: Noted, other: Noted): boolean {
  return one.kind === other.kind && one.subject === other.subject;
}

function write(project: ProjectHandle, before: readonly Notice[], notices: readonly Notice[]): void {
  const isChanged = notices.length !== before.length || notices.some((one, at) => one !== before[at]);
  if (isChanged) project.record({ notices: noticesText.write({ notices: [...notices] }) });
}
