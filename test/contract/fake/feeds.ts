/** How far the feed of a board is read in the YouTrack in memory. */

import { feedOf, writeFeed } from '../../../src/app/stored/board-feeds.ts';
import { readBy } from '../../../src/domain/board-feed.ts';
import { BOARD } from './connected.ts';
import type { FakeYouTrack } from './youtrack.ts';

export function cursorOf(youTrack: FakeYouTrack, board = BOARD): string | null {
  return feedOf(youTrack.execution(), board)?.cursor ?? null;
}

/** The project has read the feed of its board as far as that. */
export function setCursor(youTrack: FakeYouTrack, cursor: string, key = 'DEMO'): void {
  const { boardId, queueId } = youTrack.projects.get(key)?.facts() ?? {};
  if (boardId == null || queueId == null) throw new Error(`${key} is on no board`);
  const execution = youTrack.execution();
  writeFeed(execution, { ...readBy(feedOf(execution, boardId), boardId, queueId, youTrack.now), cursor });
}
