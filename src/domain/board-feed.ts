/**
 * How far the feed of results of a board is read, and which project reads it for all that are on the board. Pure.
 *
 * A project that reads renews its mark each time. While the mark is fresh nobody else asks; once it is old, because that
 * project is archived, empty, detached or closed, the next one whose rule runs reads on from the same place. Two that
 * overlap may both read: a page read twice changes nothing. A cursor moves only from the page that was asked for with it,
 * so none is passed that nobody took in.
 */
export interface BoardFeed {
  readonly board: string;
  /** The `queueId` of the project that reads: its key may change. */
  readonly reader: string;
  /** When it read last. */
  readonly readAt: number;
  /** When somebody began to read from the beginning. */
  readonly begunAt: number;
  /** Null: from the beginning. */
  readonly cursor: string | null;
}

/** The place in the feed that a page was asked for with. */
export type Place = Pick<BoardFeed, 'begunAt' | 'cursor'>;

/**
 * A reader whose mark is older does not read any more. One that lies farther ahead is void: the clock was wrong. Rounds come
 * every five minutes, and a reader that gives turns to others has its own within nine: so the next one takes over within ten
 * minutes, or fifteen if its own rounds come in between.
 */
export const LONGEST_SILENCE_MS = 9.5 * 60 * 1000;

/** Whether the project reads the board: the reader does, and anybody once the reader is silent. */
export function mayRead(feed: BoardFeed | null, project: string, now: number): boolean {
  return feed === null || feed.reader === project || Math.abs(now - feed.readAt) > LONGEST_SILENCE_MS;
}

/** The project reads, now, where the last one has stopped. */
export function readBy(feed: BoardFeed | null, board: string, project: string, now: number): BoardFeed {
  return { ...(feed ?? { board, begunAt: now, cursor: null }), reader: project, readAt: now };
}

/**
 * Whether what was read has left out what belongs to a project. A beginning in the future counts for nothing, and so does
 * what a project has noted in the future: the clock was wrong.
 *
 * @param since when the project's issues could take results; null: as long as anybody remembers.
 */
export function isMissedBy({ begunAt }: BoardFeed, since: number | null, now: number): boolean {
  return begunAt > now + LONGEST_SILENCE_MS || (since !== null && since > begunAt && since <= now);
}

/** From the beginning: results may have been passed, or the cursor is refused. */
export function readAgain(feed: BoardFeed, now: number): BoardFeed {
  return { ...feed, begunAt: now, cursor: null };
}

export function isAt(feed: BoardFeed | null, { begunAt, cursor }: Place): feed is BoardFeed {
  return feed !== null && feed.begunAt === begunAt && feed.cursor === cursor;
}

/** A page was taken in. @param next null: it was the last, and says nothing of what comes after it. */
export function movedOn(feed: BoardFeed, next: string | null): BoardFeed {
  return next === null ? feed : { ...feed, cursor: next };
}
