/** A system administrator's choice of the boards that projects may be put on. */
import { type BoardChoice, isSameChoice } from '../../domain/board-choice.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Storage } from '../../youtrack/ports.ts';
import { readAllowedBoards, writeAllowedBoards } from '../stored/allowed-boards.ts';

/** @throws Refusal when somebody else has chosen others than this administrator saw. */
export function allowBoards(
  execution: Storage,
  { boards, before }: { readonly boards: BoardChoice; readonly before: BoardChoice },
): void {
  if (!isSameChoice(readAllowedBoards(execution), before)) throw new Refusal('conflict');
  writeAllowedBoards(execution, boards);
}
