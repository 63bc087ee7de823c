/** The opaque cursor of the feed: a board and a position in its change log, in base64url. */
import * as v from 'valibot';

const Cursor = v.tuple([v.literal(1), v.number(), v.pipe(v.number(), v.safeInteger(), v.minValue(0))]);

export function writeCursor(board: number, position: number): string {
  return Buffer.from(JSON.stringify([1, board, position])).toString('base64url');
}

/** The position, or null for a cursor that isn't one of this board. */
export function readCursor(cursor: string, board: number): number | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Cursor), decode(cursor));
  return parsed.success && parsed.output[1] === board ? parsed.output[2] : null;
}

function decode(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('utf8');
}
