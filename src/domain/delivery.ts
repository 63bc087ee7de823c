/**
 * The state of one issue's delivery and every decision about it: what a drain does with a queued issue and what an
 * answer changes. Pure; facts are read from and written to the extension properties by the caller.
 */

/** How long a call may stay unanswered before its issues are sent again, in milliseconds. */
export const IN_FLIGHT_MS = 60_000;

/** A whole call was refused although one issue of it may be the reason: such issues are sent alone. */
export const SENT_ALONE = 'batch-rejected';

export interface DeliveryFacts {
  readonly changeToken: string | null;
  readonly queue: string | null;
  readonly externalId: string | null;
  readonly sentToken: string | null;
  readonly sentRevision: number | null;
  readonly sentAt: number | null;
  readonly sentBatch: string | null;
  readonly sentHash: string | null;
  /** Where the issue was sent; null: it stands on no board. */
  readonly boardId: string | null;
  readonly ackedToken: string | null;
  readonly ackedHash: string | null;
  readonly ackedAt: number | null;
  readonly attempts: number | null;
  readonly retryAt: number | null;
  readonly failure: string | null;
  readonly failureDetail: string | null;
  readonly ducalisUrl: string | null;
  readonly excludedBy: string | null;
}

export type DeliveryPatch = { readonly [Name in keyof DeliveryFacts]?: DeliveryFacts[Name] };

/** Every fact empty: an issue that this app has never touched, or a copy of one. */
export const UNTOUCHED: DeliveryFacts = {
  changeToken: null,
  queue: null,
  externalId: null,
  sentToken: null,
  sentRevision: null,
  sentAt: null,
  sentBatch: null,
  sentHash: null,
  boardId: null,
  ackedToken: null,
  ackedHash: null,
  ackedAt: null,
  attempts: null,
  retryAt: null,
  failure: null,
  failureDetail: null,
  ducalisUrl: null,
  excludedBy: null,
};

export function isDirty(facts: DeliveryFacts): boolean {
  return facts.changeToken !== null && facts.changeToken !== facts.ackedToken;
}

/** True while a call that carries the issue may still be answered. */
export function isInFlight(facts: DeliveryFacts, now: number): boolean {
  return facts.sentBatch !== null && facts.sentAt !== null && facts.sentAt > now - IN_FLIGHT_MS;
}

/** True when a drain may touch the issue now. */
export function isDue(facts: DeliveryFacts, now: number): boolean {
  return !isInFlight(facts, now) && (facts.retryAt === null || facts.retryAt <= now);
}

/** Grows with every send of the issue, also when the clock goes back. */
export function nextRevision(facts: DeliveryFacts, now: number): number {
  return Math.max((facts.sentRevision ?? 0) + 1, now);
}

/** Nothing left to do for the issue: what is in Ducalis is what it should hold. */
export function settled(facts: DeliveryFacts): DeliveryPatch {
  return {
    ackedToken: facts.changeToken,
    queue: null,
    attempts: null,
    retryAt: null,
    failure: null,
    failureDetail: null,
  };
}

export interface Sending {
  readonly now: number;
  readonly batch: string;
  readonly board: string;
  readonly revision: number;
  /** Of what is sent; null for a removal. */
  readonly hash: string | null;
}

/**
 * The claim written before a call: a second drain leaves the issue alone while it is in flight. What Ducalis holds is
 * unknown from here until an answer, so nothing counts as acknowledged: else a change that was stored, whose answer
 * got lost, and which is then taken back would stay in Ducalis.
 */
export function claim(facts: DeliveryFacts, sending: Sending): DeliveryPatch {
  return {
    sentToken: facts.changeToken,
    sentRevision: sending.revision,
    sentAt: sending.now,
    sentBatch: sending.batch,
    sentHash: sending.hash,
    ackedHash: null,
    boardId: sending.board,
  };
}

/** What Ducalis answered for one issue whose call was accepted. */
export interface Receipt {
  readonly revision: number;
  readonly url: string | null;
}

/**
 * An accepted issue. It leaves the queue only if the answer is for what was sent last and nothing has changed since;
 * a greater revision is adopted, so that the next send is newer than what Ducalis holds.
 */
export function accepted(facts: DeliveryFacts, receipt: Receipt, now: number): DeliveryPatch {
  const common: DeliveryPatch = { sentBatch: null, ducalisUrl: receipt.url ?? facts.ducalisUrl };
  if (receipt.revision !== facts.sentRevision) {
    return { ...common, sentRevision: Math.max(receipt.revision, facts.sentRevision ?? 0) };
  }
  const stored: DeliveryPatch = {
    ...settled(facts),
    ...common,
    ackedToken: facts.sentToken,
    ackedHash: facts.sentHash,
    ackedAt: now,
  };
  return facts.changeToken === facts.sentToken ? stored : { ...stored, queue: facts.queue };
}

/** A removal that Ducalis has carried out, or that found nothing to remove. */
export function removed(facts: DeliveryFacts, now: number): DeliveryPatch {
  const stored: DeliveryPatch = {
    ...settled(facts),
    sentBatch: null,
    boardId: null,
    ackedHash: null,
    ackedAt: now,
    ackedToken: facts.sentToken,
    ducalisUrl: null,
  };
  return facts.changeToken === facts.sentToken ? stored : { ...stored, queue: facts.queue };
}

/** The issue stays queued and is due again at `retryAt`. */
export function postponed(
  facts: DeliveryFacts,
  countsAsAttempt: boolean,
  retryAt: number | null,
): DeliveryPatch {
  return { sentBatch: null, attempts: (facts.attempts ?? 0) + (countsAsAttempt ? 1 : 0), retryAt };
}

/**
 * Ducalis will not take the issue as it is: it waits for a person or for its next change. If it has changed since it
 * was sent, that change has already come, and the issue stays queued.
 */
export function refused(facts: DeliveryFacts, failure: string, detail: string | null): DeliveryPatch {
  const common: DeliveryPatch = { sentBatch: null, attempts: null, retryAt: null };
  return facts.changeToken === facts.sentToken
    ? { ...common, queue: null, failure, failureDetail: detail }
    : { ...common, failure: null, failureDetail: null };
}
