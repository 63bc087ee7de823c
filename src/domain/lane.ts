/**
 * A lane: all calls of one kind to one board. When one fails, the lane waits by itself, and nothing else does. Pure; the
 * lanes that matter are one text of the app's storage.
 */
import { isWaiting, LONGEST_WAIT_MS, waitAfter } from './backoff.ts';
import { ANSWER_MS } from './calls-in-flight.ts';
import type { Speaker } from './speaker.ts';

/**
 * `feed`: the pages of a board; `team`: its people; `invitations`: of people to it; `fields`: whether it lets us in;
 * `boards`: which boards there are; `connection`: all of them, while Ducalis asks for it or no board can be reached.
 */
export const LANE_KINDS = [
  'upserts',
  'removals',
  'feed',
  'team',
  'invitations',
  'fields',
  'boards',
  'connection',
] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

export interface LaneName {
  readonly kind: LaneKind;
  /** Empty for `boards` and `connection`. */
  readonly board: string;
}

/** Why a call failed, for a person who can do something about it. */
export interface Cause {
  readonly speaker: Speaker;
  readonly status: number | null;
  /** What Ducalis said, the first words of a page, or why there was no answer; plain text. */
  readonly detail: string;
}

export interface Lane extends LaneName {
  /** Milliseconds since the epoch, like all times here: the first call that failed since one passed; null: it passes. */
  readonly since: number | null;
  /** Calls that failed since one passed. */
  readonly failures: number;
  /** Of those, the ones with something that had not failed before. */
  readonly groups: number;
  /** No call before it: the lane has failed. */
  readonly until: number;
  /** Key of the project whose call failed last: the next try is for another one. */
  readonly by: string | null;
  /** No call before it: one is under way that tries whether the lane passes again. */
  readonly triedUntil: number;
  /** The last call that passed since the lane was first in trouble. */
  readonly passedAt: number | null;
  /** When it passed again after trouble: whatever failed before is tried again. */
  readonly recoveredAt: number | null;
  /** Last used; a lane that nobody has needed for hours is forgotten. */
  readonly usedAt: number;
  readonly cause: Cause | null;
}

/** A lane that works. */
export function quiet({ kind, board }: LaneName, now: number): Lane {
  return {
    kind,
    board,
    since: null,
    failures: 0,
    groups: 0,
    until: 0,
    by: null,
    triedUntil: 0,
    passedAt: null,
    recoveredAt: null,
    usedAt: now,
    cause: null,
  };
}

/** A lane that is needed is used at least once an hour; one that works may say so long that others have passed. */
const REMEMBERED_MS = 3 * LONGEST_WAIT_MS;

/** Clocks of two nodes differ by less. */
const CLOCKS_DIFFER_MS = 60_000;

/** No time of a lane is later than its last use. One that was used in the future is void: the clock was wrong. */
export function isForgotten({ usedAt }: Lane, now: number): boolean {
  return usedAt < now - REMEMBERED_MS || usedAt > now + CLOCKS_DIFFER_MS;
}

export function isInTrouble({ since }: Lane): boolean {
  return since !== null;
}

/** When the next call may be made; 0: now. */
export function waitsUntil({ until, triedUntil }: Lane, now: number): number {
  return Math.max(ahead(until, now), ahead(triedUntil, now));
}

/** A try is under way seldom longer than this. */
const ASKED_AGAIN_MS = 4_000;
/** So much earlier than the project that failed last, the others may try: longer than edits are collected. */
const AHEAD_MS = 2_000;

/** When a turn of a project is worth it that the lane keeps waiting; 0: now. @param project its key. */
export function turnAt(lane: Lane, now: number, project: string): number {
  const answeredAt = ahead(lane.triedUntil, now);
  if (answeredAt > 0) return Math.min(answeredAt, now + ASKED_AGAIN_MS);
  const until = ahead(lane.until, now);
  return until > 0 && lane.by === project ? until + AHEAD_MS : until;
}

/** 0 for a time that is over. */
function ahead(time: number, now: number): number {
  return isWaiting(time, now) ? time : 0;
}

/**
 * Whether something that has not failed yet may be tried although the lane waits: as long as one group alone has failed,
 * it may be the reason.
 */
export function letsOthersTry({ groups }: Lane): boolean {
  return groups <= 1;
}

/** A call is made while the lane is in trouble: until its answer nobody else tries. */
export function tried(lane: Lane, now: number): Lane {
  return { ...lane, triedUntil: now + ANSWER_MS, usedAt: now };
}

/**
 * A call failed. It never shortens a wait that another one has asked for.
 *
 * @param failure `afterMs`: the least wait that was asked for; `isNew`: it carried something that had not failed before;
 *   `random` in [0, 1).
 */
export function failing(
  lane: Lane,
  failure: {
    readonly now: number;
    readonly random: number;
    readonly afterMs: number | null;
    readonly isNew: boolean;
    /** As in {@link Lane}. */
    readonly by: string | null;
    readonly cause: Cause;
  },
): Lane {
  const { now, isNew, by, cause } = failure;
  const failures = lane.failures + 1;
  return {
    ...lane,
    since: lane.since ?? now,
    failures,
    groups: lane.groups + (isNew ? 1 : 0),
    until: Math.max(ahead(lane.until, now), now + waitAfter(failures, failure)),
    by,
    triedUntil: 0,
    usedAt: now,
    cause,
  };
}

/**
 * A call passed.
 *
 * @param isRecovery something that had failed by itself passed: what failed with it may pass too.
 */
export function passing(lane: Lane, now: number, isRecovery = false): Lane {
  const isOver = isRecovery || isInTrouble(lane);
  return { ...quiet(lane, now), passedAt: now, recoveredAt: isOver ? now : lane.recoveredAt };
}

/** A call that carried only what is under suspicion failed: that says nothing of the lane. */
export function used(lane: Lane, now: number): Lane {
  return { ...lane, usedAt: now };
}

/** Somebody has seen to it: it is tried again at once. */
export function triedNow(lane: Lane): Lane {
  return { ...lane, until: 0 };
}

/** Whether a call has passed after that time. */
export function hasPassedSince({ passedAt }: Lane, time: number): boolean {
  return passedAt !== null && passedAt > time;
}

/** Whether the trouble in which something failed at that time is over. */
export function hasRecoveredSince({ recoveredAt }: Lane, time: number): boolean {
  return recoveredAt !== null && recoveredAt > time;
}
