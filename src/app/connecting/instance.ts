/** An administrator's answer when this YouTrack has another address than before: was it moved, or is it a copy? */

import type * as v from 'valibot';
import { becameCopy, isAddressOpen, moved } from '../../domain/connection.ts';
import type { InstanceSchema } from '../../shared/api.ts';
import type { Execution } from '../../youtrack/ports.ts';
import { startImport } from '../catching-up/import.ts';
import { forgetAbandoned } from '../stored/abandoned.ts';
import { forgetBoards } from '../stored/board-register.ts';
import { forgetIntegration } from '../stored/integration.ts';
import { forgetBoard } from './board.ts';

/**
 * Moved: everything goes on, and every issue is sent again, for its address is part of it. A copy becomes a YouTrack
 * of its own, which has no boards yet and sends under ids of its own. Either way Ducalis reads at the address it was
 * told before: that it reads this YouTrack does not hold any more.
 */
export function answerInstance(execution: Execution, { answer }: v.InferOutput<typeof InstanceSchema>): void {
  const isAsked = isAddressOpen(execution.storage());
  if (isAsked && answer === 'moved') goOn(execution);
  if (isAsked && answer === 'copy') beginAgain(execution);
}

function goOn(execution: Execution): void {
  execution.connect(moved(execution.storage()));
  forgetIntegration(execution);
  for (const project of execution.connectedProjects()) startImport(execution, project);
}

function beginAgain(execution: Execution): void {
  execution.connect(becameCopy(execution.storage(), execution.newId()));
  forgetIntegration(execution);
  for (const project of execution.connectedProjects()) forgetBoard(project);
  forgetBoards(execution);
  forgetAbandoned(execution);
}
