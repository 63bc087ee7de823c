/** Which boards administrators of projects may choose: ids, or null for all. Pure. */

import { type BoardChoice, isSameChoice } from '../../../src/domain/board-choice.ts';
import type { Board, Overview } from '../../../src/shared/api.ts';
import { someNames } from '../../common/counts.ts';
import { type Message, message, type Shown } from '../../messages/message.ts';

export interface BoardRow {
  readonly id: string;
  readonly label: Shown;
  /** False for a chosen board that Ducalis does not list any more. */
  readonly isListed: boolean;
}

export function boardLabel({ name, emoji }: Board): string {
  return `${emoji ?? '•'} ${name}`;
}

/** What is saved as chosen stands first, so that it is in sight among many. */
export function boardRows({ boards, allowedBoards }: Overview): readonly BoardRow[] {
  const saved = allowedBoards ?? [];
  const listed = boards.map((board) => ({ id: board.id, label: boardLabel(board), isListed: true }));
  const gone = saved
    .filter((id) => !boards.some((board) => board.id === id))
    .map((id) => ({ id, label: message('settings.allowed.unnamed', { id }), isListed: false }));
  return [
    ...listed.filter(({ id }) => saved.includes(id)),
    ...gone,
    ...listed.filter(({ id }) => !saved.includes(id)),
  ];
}

/** What one person has chosen and not saved yet. */
export interface BoardDraft {
  readonly boards: BoardChoice;
  /** What was saved when they began. */
  readonly base: BoardChoice;
}

/** @param saved what is in force now. */
export function isUnsaved({ boards, base }: BoardDraft, saved: BoardChoice): boolean {
  return !isSameChoice(boards, base) && !isSameChoice(boards, saved);
}

/** The boards that one person has added and taken away, put over what another has saved meanwhile. */
export function rebased({ boards, base }: BoardDraft, theirs: BoardChoice): BoardChoice {
  if (boards === null || base === null || theirs === null) return boards;
  return [
    ...theirs.filter((id) => boards.includes(id) || !base.includes(id)),
    ...boards.filter((id) => !base.includes(id) && !theirs.includes(id)),
  ];
}

/** What somebody else has saved meanwhile. @param boards that Ducalis lists. */
export function theirsInWords(base: BoardChoice, theirs: BoardChoice, boards: readonly Board[]): Message {
  const named = (ids: readonly string[]): Message =>
    someNames(ids.map((id) => boards.find((board) => board.id === id)?.name ?? id));
  if (theirs === null) return message('settings.theirs.all');
  if (theirs.length === 0) return message('settings.theirs.none');
  if (base === null) return message('settings.theirs.only', { boards: named(theirs) });
  const added = theirs.filter((id) => !base.includes(id));
  const taken = base.filter((id) => !theirs.includes(id));
  if (taken.length === 0) return message('settings.theirs.added', { added: named(added) });
  if (added.length === 0) return message('settings.theirs.taken', { taken: named(taken) });
  return message('settings.theirs.both', { added: named(added), taken: named(taken) });
}
