/** A system administrator's choice of the boards that projects may be put on. */
import { readAllowedBoards, writeAllowedBoards } from '../app/stored/allowed-boards.ts';
import { isSameChoice } from '../domain/board-choice.ts';
import { AllowedBoardsSchema } from '../shared/administration.ts';
import type { Overview } from '../shared/api.ts';
import type { Call } from './endpoints.ts';
import { Refusal } from './failure.ts';
import { overviewOf } from './overview.ts';

/** @throws Refusal when somebody else has chosen others than this administrator saw. */
export function allowBoards({ execution, body }: Call): Overview {
  const { boards, before } = body(AllowedBoardsSchema);
  if (!isSameChoice(readAllowedBoards(execution), before)) throw new Refusal('conflict');
  writeAllowedBoards(execution, boards);
  return overviewOf(execution);
}
