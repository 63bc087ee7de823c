/** One project of a board reads it for all: its feed, its listing, and who is on it (`domain/board-feed.ts`). */
import { type BoardFeed, mayRead, readBy } from '../../domain/board-feed.ts';
import type { Clock, ProjectHandle, Storage } from '../../youtrack/ports.ts';
import { feedOf, withProject, writeFeed } from '../stored/board-feeds.ts';
import { readConfiguration } from '../stored/configuration.ts';
import { isImporting } from '../stored/walk.ts';
import { isUnread } from './adoption.ts';

/** While an import runs, its issues go first: a chain is short, and results wait for at most half an hour. */
const TURN_MS = 30 * 60 * 1000;
const ROUND_MS = 5 * 60 * 1000;

/** What is on a board that is still to be read says nothing yet: whose issues these are is not known. */
export function yieldsToImport({ now }: Clock, project: ProjectHandle): boolean {
  return isUnread(project) || (isImporting(project) && now % TURN_MS >= ROUND_MS);
}

type Reading = Clock & Storage;

/** Whether it could read its board at all. */
function isAble(execution: Clock, project: ProjectHandle): boolean {
  const { connected, boardId, suspendedReason } = project.facts();
  const isOpen = connected === true && boardId !== null && suspendedReason === null;
  return isOpen && !yieldsToImport(execution, project) && readConfiguration(project).kind === 'read';
}

/** Whether the project reads its board: its own mark is there, or there is none that is fresh. */
export function isReader(execution: Clock & Pick<Storage, 'storage'>, project: ProjectHandle): boolean {
  const { boardId, queueId } = project.facts();
  if (boardId === null || queueId === null || !isAble(execution, project)) return false;
  return mayRead(feedOf(execution, boardId), queueId, execution.now);
}

/** The reader renews its mark; another one takes over where the last one is silent. @returns null: it is not the reader. */
export function claim(execution: Reading, project: ProjectHandle): BoardFeed | null {
  const { boardId, queueId } = project.facts();
  if (boardId === null || queueId === null || !isReader(execution, project)) {
    noteMissed(execution, project);
    return null;
  }
  const feed = readBy(feedOf(execution, boardId), boardId, queueId, execution.now);
  const whole = withProject(execution, feed, project);
  writeFeed(execution, whole);
  return whole;
}

/** What the reader has passed before the project came is read again. */
function noteMissed(execution: Reading, project: ProjectHandle): void {
  const { boardId } = project.facts();
  const feed = boardId === null ? null : feedOf(execution, boardId);
  if (feed === null || isUnread(project)) return;
  const whole = withProject(execution, feed, project);
  if (whole !== feed) writeFeed(execution, whole);
}
