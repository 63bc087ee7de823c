/**
 * What goes into the next call, and which of it: as many issues as it may carry, or the first that leaves a board.
 * What has failed is kept apart from the rest, so that one bad issue holds back no other.
 */
import type { DeliveryFacts } from '../../domain/delivery.ts';
import type { Departure } from '../../domain/departure.ts';
import { isInTrouble, type Lane, letsOthersTry, waitsUntil } from '../../domain/lane.ts';
import { type Standing, standingOf } from '../../domain/suspicion.ts';
import { utf8Length } from '../../domain/text-size.ts';
import { BULK_LIMIT } from '../../ducalis/requests.ts';
import type { IssueHandle } from '../../youtrack/ports.ts';

/** An issue that is ready to be sent. */
export interface Prepared {
  readonly issue: IssueHandle;
  readonly facts: DeliveryFacts;
  readonly revision: number;
  readonly hash: string;
  readonly json: string;
}

export interface Leaving {
  readonly issue: IssueHandle;
  readonly facts: DeliveryFacts;
  readonly departure: Departure;
}

export interface Parcels {
  readonly byStanding: Readonly<Record<Standing, Parcel>>;
  leaving: Leaving | null;
}

/** @param isGreaterFirst whether a greater part of what failed goes before a smaller one that is met first. */
export function newParcels(isGreaterFirst = true): Parcels {
  return {
    byStanding: { fresh: newParcel(), touched: newParcel(), suspect: newParcel(isGreaterFirst) },
    leaving: null,
  };
}

/** @param lane of the upserts to the board. */
export function addTo(parcels: Parcels, prepared: Prepared, lane: Lane): void {
  parcels.byStanding[standingOf(prepared.facts, lane)].add(prepared);
}

/** Whether the parcel in which the issue would go has no use for it. */
export function isFullFor(parcels: Parcels, facts: DeliveryFacts, lane: Lane): boolean {
  return !parcels.byStanding[standingOf(facts, lane)].wants(facts.batchLimit);
}

/**
 * Whose turn it is in the call of that hop. Suspects have one in a chain: their calls may take long to fail, and then
 * whatever waits behind them is late.
 */
export function whoseTurn(hop: number): 'fresh' | 'suspect' | 'leaving' {
  if (hop % 3 === 2) return 'leaving';
  return hop % 6 === 0 ? 'suspect' : 'fresh';
}

/** Of a lane in trouble: enough to see whether others pass. */
const TRIED_WITH = 10;

/**
 * The issues of the next call. While the lane works: fresh ones and suspects in turns ({@link whoseTurn}). While it is in
 * trouble: the call that failed once more; then a few others, and without others one of what failed, in turns with
 * suspects.
 *
 * @param hop of the call. Null: there is no work, or the lane waits.
 */
export function chooseUpserts(
  { byStanding }: Parcels,
  lane: Lane,
  { now, hop }: { readonly now: number; readonly hop: number },
): readonly Prepared[] | null {
  const { fresh, touched, suspect } = byStanding;
  if (!isInTrouble(lane)) {
    const [first, second] = whoseTurn(hop) === 'suspect' ? [suspect, fresh] : [fresh, suspect];
    return first.all() ?? second.all() ?? touched.all();
  }
  const others = fresh.all()?.slice(0, TRIED_WITH) ?? null;
  if (waitsUntil(lane, now) > 0) return letsOthersTry(lane) ? others : null;
  const again = lane.failures === 1 ? touched.all() : null;
  return again ?? others ?? longestWaiting(oneOf(touched.all()), suspect.all());
}

/** What fails for good is tried again and again: it must not keep from its turn what may pass. */
function longestWaiting(
  one: readonly Prepared[] | null,
  other: readonly Prepared[] | null,
): readonly Prepared[] | null {
  if (one === null || other === null) return one ?? other;
  const since = (items: readonly Prepared[]): number => Math.min(...items.map(triedAt));
  return since(one) <= since(other) ? one : other;
}

function triedAt({ facts }: Prepared): number {
  return facts.sent?.at ?? 0;
}

/** The one that was tried longest ago: most are not bad, and one that passes shows whose fault it is. */
function oneOf(items: readonly Prepared[] | null): readonly Prepared[] | null {
  return items === null ? null : [...items].sort((a, b) => triedAt(a) - triedAt(b)).slice(0, 1);
}

interface Parcel {
  /** Whether an issue of that limit would be taken. */
  wants(limit: number | null): boolean;
  add(item: Prepared): void;
  /** Nothing that comes later would be taken. */
  readonly isFull: boolean;
  readonly size: number;
  /** Null: it is empty. */
  all(): readonly Prepared[] | null;
}

/** `{"items":[]}` around the items. */
const ENVELOPE_BYTES = 12;

/**
 * As many issues as one call may carry, in number and in bytes; what comes after that stays queued. Issues of one half go
 * together. Where a greater part of what failed goes before a smaller one, most arrives first; where it does not, the
 * smaller ones have their turn too.
 */
function newParcel(isGreaterFirst = true): Parcel {
  const items: Prepared[] = [];
  let bytes = ENVELOPE_BYTES;
  let most: number = BULK_LIMIT.issues;
  let isClosed = false;
  const wants = (limit: number | null): boolean => {
    const size = limit ?? BULK_LIMIT.issues;
    const displaces = isGreaterFirst && size > most;
    return items.length === 0 || displaces || (size === most && !isClosed);
  };
  return {
    wants,
    add(item) {
      const { batchLimit } = item.facts;
      if (!wants(batchLimit)) return;
      const size = batchLimit ?? BULK_LIMIT.issues;
      if (items.length === 0 || size > most) {
        items.length = 0;
        bytes = ENVELOPE_BYTES;
        most = size;
      }
      const length = utf8Length(item.json) + 1;
      const isTooMuch = items.length > 0 && bytes + length > BULK_LIMIT.bytes;
      if (!isTooMuch) {
        bytes += length;
        items.push(item);
      }
      isClosed = isTooMuch || items.length >= most;
    },
    get isFull() {
      return isClosed && (!isGreaterFirst || most === BULK_LIMIT.issues);
    },
    get size() {
      return items.length;
    },
    all: () => (items.length === 0 ? null : items),
  };
}
