/**
 * The slow check that never ends: it finds what no rule has seen, such as a renamed value, a change made while the app
 * was disabled, a mark that a concurrent write has undone, or an issue that somebody has deleted in Ducalis.
 */
import { REMOVED_THERE } from '../../domain/delivery.ts';
import { DONE, type Next, type Turn } from '../calling/next.ts';
import { walker } from '../inspection/walker.ts';
import { journalize } from '../stored/journal.ts';
import { newWalk, readWalk, writeWalk } from '../stored/walk.ts';
import { isFree } from './import.ts';

/** Numbers looked at in one round, and how long the check of a project lasts at least. */
const CHECK_STEP = 200;
const SHORTEST_CHECK_MS = 60 * 60 * 1000;

/** The phase *check*: one step; what it marks is sent at the end of the chain. */
export function checkOn({ execution, project }: Turn): Next {
  if (!isFree(project)) return DONE;
  const last = readWalk(project, 'checkState');
  const isRunning = last?.state === 'running';
  if (!isRunning && (last?.startedAt ?? 0) > execution.now - SHORTEST_CHECK_MS) return DONE;
  const start = isRunning ? last : newWalk(execution, project, { last });
  const walk = walker(execution, project, start, CHECK_STEP);
  while (walk.next() !== null);
  writeWalk(project, 'checkState', walk.walk);
  if (walk.lost.length > 0) {
    journalize(execution, project, 'needs-attention', walk.lost, { reason: REMOVED_THERE });
  }
  return DONE;
}
