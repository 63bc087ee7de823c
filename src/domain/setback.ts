/**
 * What goes wrong with an issue on its way, as transitions of its delivery: by the call that carried it, by itself, or
 * because Ducalis refuses it. Pure.
 */
import { waitAfter } from './backoff.ts';
import { type DeliveryFacts, type DeliveryPatch, NO_TROUBLE, outranked } from './delivery.ts';

/** The call said nothing about the issue: it stays queued, as if nothing had happened. */
export function returned(): DeliveryPatch {
  return { sentBatch: null };
}

/**
 * The call failed, and it is not known yet whose fault it is: nothing is charged to the issue. A failure of the future is
 * void: the clock was wrong.
 */
export function touched({ failedAt }: DeliveryFacts, now: number): DeliveryPatch {
  return { sentBatch: null, failedAt: failedAt === null || failedAt > now ? now : failedAt };
}

/** One of the issues of the call is the reason: they are sent again in halves. @param size of the call. */
export function halved(size: number): DeliveryPatch {
  return { sentBatch: null, batchLimit: Math.max(1, Math.ceil(size / 2)) };
}

/** Failures in a row after which an issue is listed as one that needs attention: the first may be a coincidence. */
const LISTED_FROM = 2;

export interface Setback {
  /** For a person; null: no reason to list the issue, however often it happens. */
  readonly code: string | null;
  readonly detail: string | null;
  /** The least wait that was asked for, in milliseconds. */
  readonly afterMs: number | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

/**
 * Something went wrong with this issue alone. It stays queued and is tried again, less and less often, out of the way of
 * the others. If it has changed since it was sent, the change is tried at once.
 */
export function putOff(facts: DeliveryFacts, why: Setback): DeliveryPatch {
  const attempts = (facts.attempts ?? 0) + 1;
  return {
    ...setBack(facts, attempts, why),
    retryAt: why.now + waitAfter(attempts, why),
    ...outOfTheWay(facts),
  };
}

/** As {@link putOff}, but it is tried at once, the first time. */
export function triedAgain(facts: DeliveryFacts, why: Setback): DeliveryPatch {
  return (facts.attempts ?? 0) > 0 ? putOff(facts, why) : { ...setBack(facts, 1, why), retryAt: null };
}

/** The issue failed by itself, while others pass: from now on it is sent alone. */
export function failedAlone(facts: DeliveryFacts, why: Setback): DeliveryPatch {
  return { ...putOff(facts, why), batchLimit: 1 };
}

function setBack(facts: DeliveryFacts, attempts: number, why: Setback): DeliveryPatch {
  const isListed = why.code !== null && attempts >= LISTED_FROM;
  return {
    ...touched(facts, why.now),
    attempts,
    failure: isListed ? why.code : null,
    failureDetail: isListed ? why.detail : null,
    attention: isListed ? facts.queue : null,
  };
}

function outOfTheWay({ queue, changeToken, sent }: DeliveryFacts): DeliveryPatch {
  return queue === null ? {} : { queue, isPutOff: changeToken === sent?.token };
}

/** Ducalis holds something newer than we know of: the next send is newer still. More than once, that is a setback. */
export function outrun(facts: DeliveryFacts, revision: number, why: Setback): DeliveryPatch {
  return { ...outranked(facts, revision), ...triedAgain(facts, why) };
}

/**
 * Ducalis will not take the issue as it is: it waits for a person or for its next change. If it has changed since it
 * was sent, that change has already come, and the issue stays queued.
 */
export function refused(
  facts: DeliveryFacts,
  failure: string,
  detail: string | null,
  attention: string | null,
): DeliveryPatch {
  const common: DeliveryPatch = { ...NO_TROUBLE, sentBatch: null };
  const isCurrent = facts.sent === null || facts.changeToken === facts.sent.token;
  return isCurrent ? { ...common, queue: null, failure, failureDetail: detail, attention } : common;
}

/** An attempt that made no call: what was refused is remembered, so that the issue is tried again only after a change. */
export function refusedUnsent(
  facts: DeliveryFacts,
  {
    code,
    detail,
    hash,
  }: { readonly code: string; readonly detail: string | null; readonly hash: string | null },
): DeliveryPatch {
  const sent = { batch: '', token: facts.changeToken, revision: facts.sent?.revision ?? 0, at: 0, hash };
  return { ...refused({ ...facts, sent }, code, detail, facts.queue), sent };
}
