/**
 * The tasks of an issue that leaves boards: one for each board, with its own attempts and waits, so that neither an old
 * board nor a failing removal holds up where the issue goes. Pure; the list is one property of the issue.
 */
import { isWaiting, waitAfter } from './backoff.ts';
import { ANSWER_MS, isAwaited } from './calls-in-flight.ts';

export interface Departure {
  readonly board: string;
  /** The id under which that board knows the issue. */
  readonly externalId: string;
  /** The greatest revision that is known to have been sent there. */
  readonly revision: number;
  /** Failed attempts so far. */
  readonly attempts: number;
  /** Milliseconds since the epoch: no attempt before it. */
  readonly due: number;
  /** The call whose answer is awaited, and when it was made. */
  readonly call: string | null;
  readonly at: number;
  /** The most that may leave in one call, since one with more has failed; null: as many as a call carries. */
  readonly together: number | null;
}

export type Departures = readonly Departure[];

/** Adds a board to those that the issue leaves. */
export function departing(
  departures: Departures,
  from: Pick<Departure, 'board' | 'externalId' | 'revision'>,
): Departures {
  return [
    ...without(departures, from.board),
    { ...from, attempts: 0, due: 0, call: null, at: 0, together: null },
  ];
}

/** The issue belongs on that board again, or is off it. */
export function without(departures: Departures, board: string): Departures {
  return departures.filter((departure) => departure.board !== board);
}

/** Whether the issue is still to be taken off that board. */
export function isLeaving({ departures }: { readonly departures: Departures }, board: string): boolean {
  return departures.some((departure) => departure.board === board);
}

/** When the task may be tried, in milliseconds since the epoch: 0 for now. */
export function departureDue({ due, call, at }: Departure, now: number): number {
  if (call !== null && isAwaited(at + ANSWER_MS, now)) return at + ANSWER_MS;
  return isWaiting(due, now) ? due : 0;
}

/** When the next task may be tried, in milliseconds since the epoch; null without tasks. */
export function nextDue(departures: Departures, now: number): number | null {
  const times = departures.map((departure) => departureDue(departure, now));
  return times.length === 0 ? null : Math.min(...times);
}

/** The removal is on its way. */
export function leavesWith(
  departures: Departures,
  board: string,
  { call, revision, now }: { readonly call: string; readonly revision: number; readonly now: number },
): Departures {
  return change(departures, board, (departure) => ({ ...departure, call, revision, at: now }));
}

/** An answer to another call than the last one says nothing: the issue may have come back and left again since. */
export function isAnswerTo(departures: Departures, board: string, call: string): boolean {
  return departures.some((departure) => departure.board === board && departure.call === call);
}

/**
 * The removal did not pass and is tried again later.
 *
 * @param failure `counts`: it is charged to this issue; `afterMs`: the least wait that was asked for; `held`: the
 *   revision that Ducalis says it holds, 0 if it does not say; `random` in [0, 1).
 */
export function leavesLater(
  departures: Departures,
  board: string,
  failure: {
    readonly counts: boolean;
    readonly afterMs: number | null;
    readonly held: number;
    readonly now: number;
    readonly random: number;
  },
): Departures {
  return change(departures, board, (departure) => {
    const attempts = departure.attempts + (failure.counts ? 1 : 0);
    return {
      ...departure,
      attempts,
      revision: Math.max(departure.revision, failure.held),
      due: failure.now + (failure.counts ? waitAfter(attempts, failure) : 0),
      call: null,
    };
  });
}

/** @returns greater than everything that the board may have seen of the issue. */
export function greatestRevision(departures: Departures): number {
  return Math.max(0, ...departures.map(({ revision }) => revision));
}

/** How many are tried next when a call for so many did not pass, and says of none why. */
export function fewer(size: number): number {
  return Math.max(1, Math.floor(size / 2));
}

/** The call for several did not pass. @param size of that call. */
export function leavesWithFewer(departures: Departures, board: string, size: number): Departures {
  const together = fewer(size);
  return change(departures, board, (departure) => ({ ...departure, together, call: null }));
}

function change(
  departures: Departures,
  board: string,
  update: (departure: Departure) => Departure,
): Departures {
  return departures.map((departure) => (departure.board === board ? update(departure) : departure));
}
