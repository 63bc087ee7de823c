/** What goes into the next call: as many issues as it may carry, or one issue that leaves a board. */

import type { DeliveryFacts } from '../../domain/delivery.ts';
import type { Departure } from '../../domain/departure.ts';
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

export type Batch =
  | { readonly kind: 'upserts'; readonly items: readonly Prepared[] }
  | { readonly kind: 'departure'; readonly leaving: Leaving };

/** The lanes that calls take in turns: neither one bad issue nor a thousand removals, one a call, hold back the others. */
export interface Lanes {
  readonly fresh: Parcel;
  /** Issues whose last call was refused as a whole. */
  readonly suspects: Parcel;
  leaving: Leaving | null;
}

export function newLanes(): Lanes {
  return { fresh: newParcel(), suspects: newParcel(), leaving: null };
}

export function addTo(lanes: Lanes, prepared: Prepared): void {
  laneOf(lanes, prepared.facts).add(prepared);
}

/** Whether the lane in which the issue would wait takes no more. */
export function isLaneFull(lanes: Lanes, facts: DeliveryFacts): boolean {
  return laneOf(lanes, facts).isFull;
}

function laneOf({ fresh, suspects }: Lanes, { batchLimit }: DeliveryFacts): Parcel {
  return batchLimit === null ? fresh : suspects;
}

/** Whether the lane whose turn it is has all that a call can carry. */
export function isServed({ fresh, suspects, leaving }: Lanes, turn: number): boolean {
  if (fresh.isFull && suspects.isFull) return true;
  return [fresh.isFull, suspects.isFull, leaving !== null][turn % 3] === true;
}

/** @param turn whose turn it is; a lane without work gives it to the next. Null: there is no work. */
export function choose({ fresh, suspects, leaving }: Lanes, turn: number): Batch | null {
  const lanes = [fresh.batch(), suspects.batch(), leaving && ({ kind: 'departure', leaving } as const)];
  const start = turn % lanes.length;
  return [...lanes.slice(start), ...lanes.slice(0, start)].find((lane) => lane !== null) ?? null;
}

interface Parcel {
  add(item: Prepared): void;
  readonly isFull: boolean;
  batch(): Extract<Batch, { kind: 'upserts' }> | null;
}

/** `{"items":[]}` around the items. */
const ENVELOPE_BYTES = 12;

/** As many issues as one call may carry, in number and in bytes; what comes after that stays queued. */
function newParcel(): Parcel {
  const items: Prepared[] = [];
  let bytes = ENVELOPE_BYTES;
  let limit: number = BULK_LIMIT.issues;
  let isFull = false;
  return {
    add(item) {
      const size = utf8Length(item.json) + 1;
      isFull = items.length > 0 && bytes + size > BULK_LIMIT.bytes;
      if (isFull) return;
      limit = Math.min(limit, item.facts.batchLimit ?? limit);
      bytes += size;
      items.push(item);
      isFull = items.length >= limit;
    },
    get isFull() {
      return isFull;
    },
    batch: () => (items.length === 0 ? null : { kind: 'upserts', items: items.slice(0, limit) }),
  };
}

/** Bytes of a string in UTF-8; the runtime has no TextEncoder. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
