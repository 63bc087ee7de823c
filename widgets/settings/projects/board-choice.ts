/** Which boards administrators of projects may choose: ids, or null for all. Pure. */
import type { Overview } from '../../../src/shared/api.ts';

export type BoardChoice = readonly string[] | null;

export interface BoardRow {
  readonly id: string;
  readonly label: string;
  /** False for a chosen board that Ducalis does not list any more. */
  readonly isListed: boolean;
}

/** What is saved as chosen stands first, so that it is in sight among many. */
export function boardRows({ boards, allowedBoards }: Overview): readonly BoardRow[] {
  const saved = allowedBoards ?? [];
  const listed = boards.map(({ id, name, emoji }) => ({
    id,
    label: `${emoji ?? '•'} ${name}`,
    isListed: true,
  }));
  const gone = saved
    .filter((id) => !boards.some((board) => board.id === id))
    .map((id) => ({ id, label: `Board ${id}`, isListed: false }));
  return [
    ...listed.filter(({ id }) => saved.includes(id)),
    ...gone,
    ...listed.filter(({ id }) => !saved.includes(id)),
  ];
}

export function isSameChoice(a: BoardChoice, b: BoardChoice): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((id) => b.includes(id));
}
