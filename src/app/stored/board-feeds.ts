/**
 * The feed of each board: how far it is read, and by which project. One text for the whole YouTrack, so that any project
 * can read on. Two transactions that overlap may lose a write: then a page is read twice, or from the beginning again.
 */
import * as v from 'valibot';
import { type BoardFeed, isMissedBy, readAgain } from '../../domain/board-feed.ts';
import type { Clock, ProjectHandle, Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';
import { readRegister } from './board-register.ts';

const FeedSchema = v.object({
  board: v.string(),
  reader: v.string(),
  readAt: v.number(),
  begunAt: v.number(),
  cursor: v.nullable(v.string()),
});

const feedsText = storedText(1, v.object({ feeds: v.array(FeedSchema) }));

type Asking = Pick<Storage, 'storage'>;

function readFeeds(execution: Asking): readonly BoardFeed[] {
  return feedsText.readOr(execution.storage().feeds, { feeds: [] }).feeds;
}

/** Null: nobody has read it. */
export function feedOf(execution: Asking, board: string): BoardFeed | null {
  return readFeeds(execution).find((feed) => feed.board === board) ?? null;
}

/** Boards on which there is no project any more are forgotten. */
export function writeFeed(execution: Storage, feed: BoardFeed): void {
  const used = new Set(readRegister(execution).map(({ id }) => id));
  const others = readFeeds(execution).filter(({ board }) => board !== feed.board && used.has(board));
  execution.recordStorage({ feeds: feedsText.write({ feeds: [...others, feed] }) });
}

/**
 * From now on the project's issues can take results that were there before: the feed of its board is read again. The
 * time is noted on the project too, so that it is found out when the other write is lost.
 */
export function readFromNow(execution: Clock & Storage, project: ProjectHandle): void {
  const { now } = execution;
  project.record({ feedSince: now });
  const { boardId } = project.facts();
  const feed = boardId === null ? null : feedOf(execution, boardId);
  if (feed !== null) writeFeed(execution, readAgain(feed, now));
}

/** As {@link readFromNow}, if the feed was begun before that. @returns the feed as it is then. */
export function withProject({ now }: Clock, feed: BoardFeed, project: ProjectHandle): BoardFeed {
  return isMissedBy(feed, project.facts().feedSince, now) ? readAgain(feed, now) : feed;
}

/** What was read counts for nothing: a newer version keeps other results, or this YouTrack is a copy. */
export function forgetFeeds(execution: Storage): void {
  execution.recordStorage({ feeds: null });
}
