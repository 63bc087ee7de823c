/**
 * An administrator's answer to the question whether this YouTrack was moved or is a copy. It is asked when the address is
 * another than before, and when a board holds issues of this address that nobody knows the source of.
 */

import type * as v from 'valibot';
import { copied, saidForeign, saidOurs } from '../../domain/adoption.ts';
import { becameCopy, isAddressOpen, moved, settledItems } from '../../domain/connection.ts';
import type { InstanceSchema } from '../../shared/api.ts';
import type { Execution } from '../../youtrack/ports.ts';
import { startImport } from '../catching-up/import.ts';
import { forgetAbandoned } from '../stored/abandoned.ts';
import { forgetFeeds } from '../stored/board-feeds.ts';
import { forgetReadBoards } from '../stored/board-readings.ts';
import { forgetBoards } from '../stored/board-register.ts';
import { forgetIntegration } from '../stored/integration.ts';
import { isAskedAboutItems, readSources, writeSources } from '../stored/sources.ts';
import { forgetBoard } from './board.ts';

/**
 * Moved: everything goes on, and every issue is sent again, for its address is part of it. A copy becomes a YouTrack
 * of its own, which has no boards yet and sends under ids of its own. Either way Ducalis reads at the address it was
 * told before: that it reads this YouTrack does not hold any more.
 */
export function answerInstance(execution: Execution, { answer }: v.InferOutput<typeof InstanceSchema>): void {
  if (!isAddressOpen(execution.storage())) return;
  if (isAskedAboutItems(execution)) settleItems(execution, answer);
  else if (answer === 'moved') goOn(execution);
  else beginAgain(execution);
}

/** Moved: what was found is of this YouTrack. A copy leaves it to the original. Projects that wait go on either way. */
function settleItems(execution: Execution, answer: 'moved' | 'copy'): void {
  const sources = readSources(execution);
  writeSources(execution, answer === 'moved' ? saidOurs(sources) : saidForeign(sources));
  execution.connect(settledItems(execution.storage()));
}

function goOn(execution: Execution): void {
  execution.connect(moved(execution.storage()));
  forgetIntegration(execution);
  for (const project of execution.connectedProjects()) startImport(execution, project);
}

function beginAgain(execution: Execution): void {
  writeSources(execution, copied(readSources(execution), execution.storage().instanceId));
  forgetReadBoards(execution);
  execution.connect(becameCopy(execution.storage(), execution.newId()));
  forgetIntegration(execution);
  for (const project of execution.connectedProjects()) forgetBoard(project);
  forgetBoards(execution);
  forgetFeeds(execution);
  forgetAbandoned(execution);
}
