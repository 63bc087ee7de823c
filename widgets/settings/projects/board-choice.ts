/** Which boards administrators of projects may choose: ids, or null for all. Pure. */
import { type BoardChoice, isSameChoice } from '../../../src/domain/board-choice.ts';
import type { Board, Overview } from '../../../src/shared/api.ts';
import { someNames } from '../../common/counts.ts';

export interface BoardRow {
  readonly id: string;
  readonly label: string;
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
    .map((id) => ({ id, label: `Board ${id}`, isListed: false }));
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
export function theirsInWords(base: BoardChoice, theirs: BoardChoice, boards: readonly Board[]): string {
  const named = (ids: readonly string[]): string =>
    someNames(ids.map((id) => boards.find((board) => board.id === id)?.name ?? id));
  if (theirs === null) return 'They allow all boards now.';
  if (theirs.length === 0) return 'They allow no board now.';
  if (base === null) return `They allow only ${named(theirs)} now.`;
  const added = theirs.filter((id) => !base.includes(id));
  const taken = base.filter((id) => !theirs.includes(id));
  const parts = [
    ...(added.length === 0 ? [] : [`added ${named(added)}`]),
    ...(taken.length === 0 ? [] : [`taken away ${named(taken)}`]),
  ];
  return `They have ${parts.join(' and ')}.`;
}
