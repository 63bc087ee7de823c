/**
 * How many calls may wait for Ducalis at once. Each takes a slot, which is a property of the app's storage, and gives
 * it back with its answer. Pure.
 */

/** No more than this many calls wait for an answer, over all projects. */
export const SLOTS = ['callSlotA', 'callSlotB'] as const;
export type Slot = (typeof SLOTS)[number];

export type Slots = { readonly [Name in Slot]: string | null };
export type SlotPatch = { readonly [Name in Slot]?: string };

/** An answer that has not come after this time will not: a restart has lost it (youtrack-platform §3). */
export const ANSWER_MS = 60_000;

/** Never empty again once written: two transactions that write an unset property may refuse each other (§15 U18). */
export const FREE = '-';

/** The first free slot; null while all calls that are allowed are under way. @param now milliseconds since the epoch. */
export function freeSlot(slots: Slots, now: number): Slot | null {
  return SLOTS.find((slot) => !isTaken(slots[slot], now)) ?? null;
}

/** @param id a fresh one of every call, so that the transaction that makes it always writes (§15 U1). */
export function taken(slot: Slot, id: string, now: number): SlotPatch {
  return { [slot]: `${id}@${now + ANSWER_MS}` };
}

/** The call with this id is answered. */
export function released(slots: Slots, id: string): SlotPatch {
  const slot = SLOTS.find((name) => slots[name]?.startsWith(`${id}@`) === true);
  return slot === undefined ? {} : { [slot]: FREE };
}

function isTaken(text: string | null, now: number): boolean {
  return isAwaited(Number(text?.split('@')[1] ?? 0), now);
}

/** Whether an answer may still come. @param until the end of its time; one that is farther away than it can be is void. */
export function isAwaited(until: number, now: number): boolean {
  return until > now && until <= now + ANSWER_MS;
}
