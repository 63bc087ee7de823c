/** What of a project could not be read, kept, written or removed: one finding of each kind. Pure. */

import type { Board } from '../../../src/shared/api.ts';
import { NOTICE_KINDS, type Notice, type NoticeKind } from '../../../src/shared/notices.ts';
import { someNames } from '../../common/counts.ts';
import { quoted } from '../../common/quoted.ts';
import { relativeTime } from '../../common/time.ts';
import { type Message, message } from '../../messages/message.ts';
import type { Finding, FindingAction } from './finding.ts';

const RESULTS: FindingAction = { kind: 'open-tab', tab: 'results' };

/** Without an action it is for somebody else to put right. */
const ABOUT = {
  'result-unreadable': { urgency: 'todo', action: { kind: 'none' } },
  'result-incomplete': { urgency: 'note', action: { kind: 'none' } },
  'member-unreadable': { urgency: 'note', action: { kind: 'none' } },
  'result-not-kept': { urgency: 'todo', action: { kind: 'none' } },
  'field-too-small': { urgency: 'todo', action: RESULTS },
  'orphan-not-removed': { urgency: 'todo', action: { kind: 'none' } },
  'item-not-adopted': { urgency: 'todo', action: { kind: 'none' } },
  'issue-doubled': { urgency: 'todo', action: { kind: 'none' } },
} as const satisfies Readonly<Record<NoticeKind, Pick<Finding, 'urgency' | 'action'>>>;

/** @param board of the project, if it is known. @param now in ms. */
export function noticeFindings(
  notices: readonly Notice[],
  board: Board | null,
  now: number,
  locale: string,
): readonly Omit<Finding, 'project'>[] {
  return NOTICE_KINDS.flatMap((kind) => {
    const noted = notices.filter((notice) => notice.kind === kind);
    if (noted.length === 0) return [];
    const first = relativeTime(Math.min(...noted.map(({ since }) => since)), now, locale);
    const times = noted.reduce((sum, notice) => sum + notice.times, 0);
    const often = message('settings.notice.often', { times, first });
    const names = someNames(noted.map(({ subject }) => quoted(nameOf(kind, subject, board))));
    return [{ key: kind, ...ABOUT[kind], sentence: sentenceOf(kind, names, often) }];
  });
}

const ABOUT_BOARDS: readonly NoticeKind[] = ['orphan-not-removed', 'item-not-adopted', 'member-unreadable'];

/** A board is known to people by its name. */
function nameOf(kind: NoticeKind, subject: string, board: Board | null): string {
  return ABOUT_BOARDS.includes(kind) && subject === board?.id ? board.name : subject;
}

function sentenceOf(kind: NoticeKind, names: Message, often: Message): Message {
  switch (kind) {
    case 'result-unreadable':
      return message('settings.notice.unreadable', { names, often });
    case 'result-incomplete':
      return message('settings.notice.incomplete', { names, often });
    case 'member-unreadable':
      return message('settings.notice.members', { names, often });
    case 'result-not-kept':
      return message('settings.notice.notKept', { names, often });
    case 'field-too-small':
      return message('settings.notice.tooSmall', { names, often });
    case 'orphan-not-removed':
      return message('settings.notice.notRemoved', { names, often });
    case 'item-not-adopted':
      return message('settings.notice.notAdopted', { names, often });
    case 'issue-doubled':
      return message('settings.notice.doubled', { names, often });
  }
}
