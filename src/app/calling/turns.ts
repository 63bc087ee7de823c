/**
 * Begins a chain later, in a transaction of its own. Each execution schedules one thing at most. Nothing is scheduled
 * under a deduplication key: of two transactions that overlap and use one, YouTrack may refuse the second, and it may be
 * a person's edit; and a function that uses the key it runs under may cancel itself (youtrack-platform §15 U7).
 */
import * as v from 'valibot';
import type { Chance, Clock, Continuing, ProjectHandle } from '../../youtrack/ports.ts';
import { PHASES, type PhaseName } from './next.ts';
import { payloadOf } from './payload.ts';

type Scheduling = Clock & Chance & Pick<Continuing, 'schedule'>;

/** Edits within one bucket of time are sent together; a constant stream of edits cannot put it off. */
const BUCKET_MS = 2_000;

/** @param at milliseconds since the epoch. @returns the end of the bucket of that time, or of now. */
export function bucketEnd(now: number, at: number): number {
  return (Math.floor(Math.max(at, now) / BUCKET_MS) + 1) * BUCKET_MS;
}

/** The phase, what it is told, and when the turn is due; 0: not known. */
const turnPayload = payloadOf(
  v.tuple([v.picklist(PHASES), v.nullable(v.string()), v.optional(v.number(), 0)]),
);

/** The phase that a scheduled turn begins with. A text that says nothing begins with sending. */
export function phaseOf(payload: string | null): {
  readonly phase: PhaseName;
  readonly payload: string | null;
} {
  const [phase, told] = turnPayload.read(payload) ?? (['sending', null] as const);
  return { phase, payload: told };
}

/**
 * A scheduled turn runs: it is noted no more. To a node whose clock is behind it would seem to come yet, and keep the next
 * one from being scheduled. The note is never emptied, because two transactions that fill an empty property may refuse
 * each other (youtrack-platform §15 U18).
 */
export function turnBegun(project: ProjectHandle, payload: string | null): void {
  const due = turnPayload.read(payload)?.[2] ?? 0;
  if (due > 0 && dueOf(project.facts().nextTurn) === due) project.record({ nextTurn: NO_TURN });
}

const NO_TURN = '@0';

/**
 * Begins with that phase at the end of the bucket of `at`, or of now. A second turn of a project that only sends is left
 * out while one is scheduled that comes no later.
 *
 * The time is noted on the project under a fresh id, so that the transaction has written something (youtrack-platform
 * §15 U1).
 */
export function scheduleTurn(
  execution: Scheduling,
  project: ProjectHandle,
  {
    phase = 'sending',
    payload = null,
    at = execution.now,
  }: { readonly phase?: PhaseName; readonly payload?: string | null; readonly at?: number } = {},
): void {
  const due = bucketEnd(execution.now, at);
  const onlySends = phase === 'sending' && payload === null;
  if (onlySends && isScheduled(project.facts().nextTurn, execution.now, due)) return;
  project.record({ nextTurn: `${execution.newId()}@${onlySends ? due : 0}` });
  const told = turnPayload.write([phase, payload, due]);
  execution.schedule('onTurnDue', Math.min(due - execution.now, LONGEST_DELAY_MS), {
    project,
    payload: told,
  });
}

/** YouTrack refuses a longer one, and takes back the transaction (youtrack-platform §3). */
const LONGEST_DELAY_MS = 604_800_000;

/** @param turn what was noted of the last one. */
function isScheduled(turn: string | null, now: number, due: number): boolean {
  const at = dueOf(turn);
  return at > now && at <= due;
}

/** When the turn comes that was noted, in milliseconds since the epoch; 0: none is known. */
function dueOf(turn: string | null): number {
  return Number(turn?.split('@')[1] ?? 0);
}

/** What the function of an edit is told when the edit could not mark its issue. */
export const UNMARKED = 'unmarked';

/** For a change inside a user's edit: writes nothing. @param project that sends the issue, or takes it off a board. */
export function scheduleEdit(execution: Scheduling, project: ProjectHandle, isMarked: boolean): void {
  const delay = bucketEnd(execution.now, execution.now) - execution.now;
  execution.schedule('onEditDue', delay, { project, payload: isMarked ? null : UNMARKED });
}

export function scheduleRound(execution: Scheduling, project: ProjectHandle): void {
  execution.schedule('onRoundDue', 0, { project, payload: null });
}

/** @param payload what is to be removed. */
export function scheduleDeletion(execution: Scheduling, project: ProjectHandle, payload: string): void {
  execution.schedule('onDeletionDue', 0, { project, payload });
}
