/**
 * Which issues of a project are on its board, as Ducalis lists it: the numbers that each whole round of the search for
 * orphans has met. So it is noticed that somebody has deleted an issue in Ducalis, with one write a page and none an issue.
 *
 * An issue counts as gone only if the last two whole rounds have not met it. A round that began while the board was
 * incomplete, or whose cursor was lost, says nothing.
 */
import * as v from 'valibot';
import { GREATEST_NUMBER, hasNumber, withNumbers } from '../../domain/number-set.ts';
import type { Clock, ProjectHandle } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const Time = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The round that is under way. */
const ListingSchema = v.object({
  board: v.string(),
  startedAt: Time,
  /** Of the page that continues it. */
  cursor: v.string(),
  numbers: v.string(),
  /** False once it has met something that may be an issue of ours and cannot be read. */
  isWhole: v.boolean(),
});
type UnderWay = v.InferOutput<typeof ListingSchema>;
const listingText = storedText(1, ListingSchema);

const RoundSchema = v.object({ startedAt: Time, numbers: v.string() });
/** The last whole rounds, latest first. */
const ListedSchema = v.object({ board: v.string(), rounds: v.array(RoundSchema) });
export type Listed = v.InferOutput<typeof ListedSchema>;
const listedText = storedText(1, ListedSchema);

const ROUNDS_KEPT = 2;

/** Clocks of two nodes differ, and one may be put right: an issue that was stored later than this before a round says nothing. */
const MARGIN_MS = 60 * 60 * 1000;

/** One page of the project's board. */
export interface ListedPage {
  readonly board: string;
  /** The cursor that it was asked for with; null: it is the first. */
  readonly cursor: string | null;
  /** Null: it is the last. */
  readonly next: string | null;
  /** Of the project's issues on it. */
  readonly numbers: readonly number[];
  /** Whether nothing on it may be an issue of ours that cannot be read. */
  readonly isReadable: boolean;
}

/** Takes a page into the round that it continues, or begins one with it. */
export function noteListed({ now }: Clock, project: ProjectHandle, page: ListedPage): void {
  const before = page.cursor === null ? begun(page.board, now) : readUnderWay(project);
  if (before === null || before.board !== page.board || before.cursor !== (page.cursor ?? '')) return;
  const numbers = withNumbers(before.numbers, page.numbers);
  const isWhole = before.isWhole && page.isReadable;
  if (page.next !== null) {
    const listing = listingText.write({ ...before, cursor: page.next, numbers, isWhole });
    project.record({ listing });
    return;
  }
  project.record({ listing: null });
  if (!isWhole) return;
  const last = readListed(project);
  const others = last?.board === page.board ? last.rounds : [];
  const rounds = [{ startedAt: before.startedAt, numbers }, ...others].slice(0, ROUNDS_KEPT);
  project.record({ listed: listedText.write({ board: page.board, rounds }) });
}

function begun(board: string, now: number): UnderWay {
  return { board, startedAt: now, cursor: '', numbers: '', isWhole: true };
}

function readUnderWay(project: ProjectHandle): UnderWay | null {
  return listingText.readOr(project.document('listing'), null);
}

/** Null before the first whole round. */
export function readListed(project: ProjectHandle): Listed | null {
  return listedText.readOr(project.document('listed'), null);
}

/** An issue that should be on a board. */
export interface Expected {
  readonly board: string;
  readonly number: number;
  /** When Ducalis said that it has it, in milliseconds since the epoch. */
  readonly storedAt: number;
}

/** Whether Ducalis, which had the issue, has not listed it in two whole rounds since. */
export function isGoneFrom(
  listed: Listed | null,
  { board, number, storedAt }: Expected,
  { now }: Clock,
): boolean {
  if (listed === null || listed.board !== board || listed.rounds.length < ROUNDS_KEPT) return false;
  if (number > GREATEST_NUMBER) return false;
  return listed.rounds.every(
    ({ startedAt, numbers }) =>
      // A round from the future began before the clock was put right: nobody knows what came before it.
      startedAt <= now && storedAt < startedAt - MARGIN_MS && !hasNumber(numbers, number),
  );
}
