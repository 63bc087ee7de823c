/** A system administrator's choice of the boards that projects may be put on. */
import { writeAllowedBoards } from '../app/boards.ts';
import { AllowedBoardsSchema } from '../shared/administration.ts';
import type { Overview } from '../shared/api.ts';
import type { Call } from './endpoints.ts';
import { overviewOf } from './overview.ts';

export function allowBoards({ execution, body }: Call): Overview {
  writeAllowedBoards(execution, body(AllowedBoardsSchema).boards);
  return overviewOf(execution);
}
