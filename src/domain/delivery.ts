/**
 * The state of one issue's delivery and every decision about it: what becomes of a queued issue and what an answer
 * changes. Pure; facts are read from and written to the extension properties by the caller.
 */
import { isWaiting } from './backoff.ts';
import { ANSWER_MS, isAwaited } from './calls-in-flight.ts';
import { type Departures, departing, greatestRevision, isLeaving, without } from './departure.ts';

/**
 * What was sent last, as one fact: two chains that overlap both write it, YouTrack replays one over the other
 * (youtrack-platform §2), and a mixture of the two would acknowledge what never was sent.
 */
export interface Claim {
  readonly batch: string;
  /** The change token of what was sent. */
  readonly token: string | null;
  readonly revision: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of the content; null where nothing was sent. */
  readonly hash: string | null;
}

export interface DeliveryFacts {
  readonly changeToken: string | null;
  readonly queue: string | null;
  readonly externalId: string | null;
  readonly sent: Claim | null;
  /** The batch whose answer is awaited. */
  readonly sentBatch: string | null;
  /** Where the issue was sent; null: it stands on no board. */
  readonly boardId: string | null;
  readonly ackedToken: string | null;
  readonly ackedHash: string | null;
  readonly ackedAt: number | null;
  /** Of a call that carried the issue and failed: the first since it was last taken; whose fault it is may be open. */
  readonly failedAt: number | null;
  /** Failed attempts that are charged to this issue. */
  readonly attempts: number | null;
  readonly retryAt: number | null;
  /** Queued, but out of the way of the others until `retryAt`. */
  readonly isPutOff: boolean;
  /** The most issues that a call with this one may carry: it is under suspicion, or the last one was refused as a whole. */
  readonly batchLimit: number | null;
  readonly failure: string | null;
  readonly failureDetail: string | null;
  /** An index: the project's queue id while the issue needs attention. */
  readonly attention: string | null;
  readonly ducalisUrl: string | null;
  readonly excludedBy: string | null;
  /** The boards that the issue is still to be taken off. */
  readonly departures: Departures;
  /** An index: the queue of the project that takes the issue off boards; null: none is left. */
  readonly leavingQueue: string | null;
}

export type DeliveryPatch = { readonly [Name in keyof DeliveryFacts]?: DeliveryFacts[Name] };

/** Every fact empty: an issue that this app has never touched, or a copy of one. */
export const UNTOUCHED: DeliveryFacts = {
  changeToken: null,
  queue: null,
  externalId: null,
  sent: null,
  sentBatch: null,
  boardId: null,
  ackedToken: null,
  ackedHash: null,
  ackedAt: null,
  failedAt: null,
  attempts: null,
  retryAt: null,
  isPutOff: false,
  batchLimit: null,
  failure: null,
  failureDetail: null,
  attention: null,
  ducalisUrl: null,
  excludedBy: null,
  departures: [],
  leavingQueue: null,
};

export const NO_TROUBLE = {
  failedAt: null,
  attempts: null,
  retryAt: null,
  batchLimit: null,
  failure: null,
  failureDetail: null,
  attention: null,
} as const satisfies DeliveryPatch;

/**
 * The facts as they count: trouble with an older change than the last one counts no more. So an edit need not clear it:
 * a rule in an edit writes as little as possible (youtrack-platform §15 U18). But it is not sent with issues that have
 * not failed: what was wrong with it may be so still, and then they would fail with it.
 */
export function current(facts: DeliveryFacts): DeliveryFacts {
  if (facts.sent?.token === facts.changeToken) return facts;
  const isAlone = facts.batchLimit === 1 && (facts.attempts ?? 0) > 0;
  return { ...facts, ...NO_TROUBLE, failedAt: facts.failedAt, batchLimit: isAlone ? 1 : null };
}

export function isDirty(facts: DeliveryFacts): boolean {
  return facts.changeToken !== null && facts.changeToken !== facts.ackedToken;
}

/** Whether the issue has changed since it was sent last. */
export function isDirtySinceSent({ sent, changeToken }: DeliveryFacts): boolean {
  return sent !== null && sent.token !== changeToken;
}

/** True while a call that carries the issue may still be answered. */
export function isInFlight(facts: DeliveryFacts, now: number): boolean {
  const at = facts.sent?.at ?? 0;
  return facts.sentBatch !== null && isAwaited(at + ANSWER_MS, now);
}

/** When the issue may be tried again; null: now. */
export function waitsUntil(retryAt: number | null, now: number): number | null {
  return retryAt !== null && isWaiting(retryAt, now) ? retryAt : null;
}

/** When an issue that fails is tried again; null: not by itself. */
export function nextTry({ queue, retryAt }: DeliveryFacts, now: number): number | null {
  return queue === null ? null : (waitsUntil(retryAt, now) ?? now);
}

/** Revisions within one millisecond; `now` times this stays a safe integer until the year 2255. */
const REVISIONS_PER_MS = 1_000;

/**
 * Grows with every send of the issue, also when the clock goes back. Two chains that overlap draw different ones,
 * else Ducalis would keep the first and confirm it as the second.
 *
 * @param random in [0, 1).
 */
export function nextRevision(facts: DeliveryFacts, now: number, random: number): number {
  const last = Math.max(facts.sent?.revision ?? 0, greatestRevision(facts.departures));
  return Math.max(last + 1, newRevision(now, random));
}

/** For something that has no facts of its own any more. */
export function newRevision(now: number, random: number): number {
  return now * REVISIONS_PER_MS + Math.floor(random * REVISIONS_PER_MS);
}

/** Where an issue should stand. `keep`: it stays where it is, as it was sent last. */
export type Place =
  | { readonly kind: 'board'; readonly board: string }
  | { readonly kind: 'nowhere'; readonly because: 'restricted' | 'filter' | 'not-connected' }
  | { readonly kind: 'keep' };

/** What is to be done for a queued issue that is due. `leaves`: the board it has to be taken off, besides. */
export type Step =
  | { readonly kind: 'upsert'; readonly leaves: string | null }
  | { readonly kind: 'settle'; readonly leaves: string | null; readonly excludedBy: string | null };

/** @param hash of the content as it is now; null when it is not on the board it should be on, or nobody has looked. */
export function nextStep(facts: DeliveryFacts, place: Place, hash: string | null): Step {
  switch (place.kind) {
    case 'keep':
      return { kind: 'settle', leaves: null, excludedBy: 'filter' };
    case 'nowhere': {
      const excludedBy = place.because === 'not-connected' ? null : place.because;
      return { kind: 'settle', leaves: facts.boardId, excludedBy };
    }
    case 'board': {
      const isThere = facts.boardId === place.board;
      if (!isThere) return { kind: 'upsert', leaves: facts.boardId };
      const isHeld = hash !== null && hash === facts.ackedHash && !mayBeGone(facts);
      return isHeld ? { kind: 'settle', leaves: null, excludedBy: null } : { kind: 'upsert', leaves: null };
    }
  }
}

const GONE = 'gone:';

/**
 * The mark of a deleted issue. YouTrack can restore it without any rule noticing: then it has to be sent again, whatever
 * its facts say of the board.
 */
function goneToken(id: string): string {
  return `${GONE}${id}`;
}

function mayBeGone({ changeToken, ackedToken }: LastMark): boolean {
  return changeToken?.startsWith(GONE) === true && changeToken !== ackedToken;
}

/**
 * The issue is off its board as far as its facts go; taking it off there is a task of its own. What failed there says
 * nothing of another board.
 *
 * @param queue who takes it off.
 */
export function left(facts: DeliveryFacts, queue: string): DeliveryPatch {
  const { boardId: board, externalId } = facts;
  if (board === null || externalId === null) return { boardId: null, ackedHash: null };
  const revision = facts.sent?.revision ?? 0;
  return {
    ...NO_TROUBLE,
    departures: departing(facts.departures, { board, externalId, revision }),
    leavingQueue: queue,
    boardId: null,
    ackedHash: null,
    ducalisUrl: null,
  };
}

/** @param departures those that are left to do. */
export function departuresLeft(facts: DeliveryFacts, departures: Departures): DeliveryPatch {
  return { departures, leavingQueue: departures.length === 0 ? null : facts.leavingQueue };
}

/** The issue stays on a board that it was to leave, as it is there: its project left its issues on it. */
export function staysOn(facts: DeliveryFacts, board: string): DeliveryPatch {
  return { ...departuresLeft(facts, without(facts.departures, board)), boardId: facts.boardId ?? board };
}

/** Another project takes the issue off boards. @param queue its queue. */
export function leavesBy(queue: string): DeliveryPatch {
  return { leavingQueue: queue };
}

/** Nothing left to do for the issue: what is in Ducalis is what it should hold. */
export function settled(facts: DeliveryFacts, excludedBy: string | null): DeliveryPatch {
  return { ...NO_TROUBLE, ackedToken: facts.changeToken, queue: null, excludedBy };
}

export interface Sending {
  readonly now: number;
  readonly batch: string;
  readonly board: string;
  readonly revision: number;
  /** Of what is sent. */
  readonly hash: string;
}

/**
 * The claim written before a call: a second chain leaves the issue alone while it is in flight. What Ducalis holds is
 * unknown from here until an answer, so nothing counts as acknowledged: else a change that was stored, whose answer
 * got lost, and which is then taken back would stay in Ducalis. A board that the issue was to leave and comes back to is
 * left no more: the upsert has the greater revision. Trouble that counts no more ({@link current}) must not come back with
 * the new token.
 */
export function claim(facts: DeliveryFacts, sending: Sending): DeliveryPatch {
  const { batch, revision, now: at, hash } = sending;
  return {
    sent: { batch, token: facts.changeToken, revision, at, hash },
    sentBatch: batch,
    ackedHash: null,
    boardId: sending.board,
    excludedBy: null,
    queue: facts.queue,
    isPutOff: false,
    ...troubleOf(facts),
    ...departuresLeft(facts, without(facts.departures, sending.board)),
  };
}

function troubleOf(facts: DeliveryFacts): DeliveryPatch {
  const { failedAt, attempts, retryAt, batchLimit, failure, failureDetail, attention } = facts;
  return { failedAt, attempts, retryAt, batchLimit, failure, failureDetail, attention };
}

/** What Ducalis answered for one issue whose call was accepted. */
export interface Receipt {
  readonly revision: number;
  readonly url: string | null;
}

/**
 * An accepted issue. It leaves the queue only if the answer is for what was sent last and nothing has changed since.
 * Null: the answer is for another revision, so it says nothing of this one.
 */
export function accepted(facts: DeliveryFacts, receipt: Receipt, now: number): DeliveryPatch | null {
  const { sent } = facts;
  if (sent === null || receipt.revision !== sent.revision) return null;
  const stored: DeliveryPatch = {
    ...NO_TROUBLE,
    sentBatch: null,
    ducalisUrl: receipt.url ?? facts.ducalisUrl,
    ackedToken: sent.token,
    ackedHash: sent.hash,
    ackedAt: now,
  };
  return facts.changeToken === sent.token ? { ...stored, queue: null } : stored;
}

/** The last mark of an issue, as far as the next one depends on it. */
export type LastMark = Pick<DeliveryFacts, 'changeToken' | 'ackedToken'>;

/**
 * A new change. It ends a refusal, for what was refused is no more ({@link current}). That the board may have lost the
 * issue holds until Ducalis has acknowledged it.
 */
export function changed(last: LastMark, id: string, queue: string): DeliveryPatch {
  return { changeToken: mayBeGone(last) ? goneToken(id) : id, queue };
}

/** The failure of an issue that somebody has deleted in Ducalis. */
export const REMOVED_THERE = 'removed-in-ducalis';

/** True while that board should hold the issue as it was sent last, and nothing is to be done for it. */
export function isAtRestOn(facts: DeliveryFacts, board: string): boolean {
  const { boardId, queue, sentBatch, excludedBy } = facts;
  if (boardId !== board || queue !== null || sentBatch !== null || excludedBy !== null) return false;
  return !isDirty(facts) && !isLeaving(facts, board);
}

/**
 * Ducalis had the issue and has it no more: somebody has deleted it there, perhaps on purpose. It waits for a person, or
 * for its next change, which sends it again. Null: something else is the matter with it, or nothing was sent.
 */
export function removedThere(facts: DeliveryFacts, attention: string): DeliveryPatch | null {
  const { sent, failure, changeToken } = facts;
  if (sent === null || failure !== null) return null;
  // What was settled without a call is what was sent: else this would count as trouble with an older change.
  const claimed = { ...sent, token: changeToken };
  return { ...NO_TROUBLE, sent: claimed, ackedHash: null, failure: REMOVED_THERE, attention };
}

/** Ducalis lists the issue after all, as it was sent last. Null: nobody has missed it. */
export function foundThere({ failure, sent }: DeliveryFacts): DeliveryPatch | null {
  return failure === REMOVED_THERE && sent !== null ? { ...NO_TROUBLE, ackedHash: sent.hash } : null;
}

/** A person wants the issue sent, whatever Ducalis is known to hold. */
export function sentAgain(last: LastMark, id: string, queue: string): DeliveryPatch {
  return { ...changed(last, id, queue), ackedHash: null };
}

/** The issue is deleted. */
export function deleted(id: string, queue: string): DeliveryPatch {
  return { changeToken: goneToken(id), queue };
}

/** Ducalis may hold a greater revision than was sent: the next one is greater still. */
export function outranked({ sent }: DeliveryFacts, revision: number): DeliveryPatch {
  const last = sent ?? { batch: '', token: null, at: 0, hash: null, revision: 0 };
  return { sent: { ...last, revision: Math.max(last.revision, revision) } };
}
